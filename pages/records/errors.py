"""What can be wrong with the records, each in one Chinese line."""

from corpus.errors import PolicyError


class RecordsError(PolicyError):
    """The records can't be read or written; answering does not depend on them."""


class UnknownConversationError(PolicyError):
    """No such conversation, or it belongs to somebody else: nobody can tell which."""


class TitleError(PolicyError):
    """A name that no conversation can bear."""
