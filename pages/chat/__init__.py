"""The page 问政策: a conversation whose every answer shows the words it stands on."""
