"""The page 运营: what is asked, what could not be answered, what was found wrong, how fast it is."""
