"""What can be wrong with an embedding model, each in one Chinese line."""

from corpus.errors import PolicyError


class EmbeddingModelError(PolicyError):
    """An embedding model can't be found, unpacked or loaded."""


class PackError(EmbeddingModelError):
    """The bundled weight pack is missing, cut short or of another format."""
