"""What can go wrong with the reader."""


class ReaderError(Exception):
    """The reader's model is missing, damaged or can't be written; the message is for the user."""
