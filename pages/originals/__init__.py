"""The original of a document: its page with the quoted words boxed, or its formatted text, marked."""
