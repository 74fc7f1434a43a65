"""The page 找政策: what an enterprise can get, each condition with the words that say so."""
