"""What can be wrong with a question."""

from corpus.errors import PolicyError


class QuestionError(PolicyError):
    """A question that can't be asked: empty, or too long."""


class BatchError(PolicyError):
    """A batch file with a line that is no question."""


class UnknownDepartmentError(PolicyError):
    """A name that stands for no department of the table."""


class ProfileError(PolicyError):
    """What an enterprise says of itself in a form that can't be matched."""
