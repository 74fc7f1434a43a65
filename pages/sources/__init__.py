"""Documents and the words quoted from them, as HTML."""
