"""Errors a user can act on: each carries one Chinese line that says what is wrong and what to do."""


class PolicyError(Exception):
    """Base of every error shown to a user; ``str(error)`` is one clear Chinese line."""


class DocumentError(PolicyError):
    """A file that can't be taken in as a document: missing, empty, wrong type, wrong encoding."""


class MetadataError(PolicyError):
    """A metadata sidecar that can't be read or holds an impossible value."""


class UnknownDocumentError(PolicyError):
    """No document of that id in the store."""
