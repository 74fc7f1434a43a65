"""The file that a document was read from."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Original:
    """``data`` are the bytes as they were handed in, ``converted`` the docx that an old Office file was
    turned into. ``kind`` is the type found by content; ``places`` are packed (``corpus.loaders.places``)."""

    kind: str
    data: bytes = field(repr=False)
    converted: bytes = field(default=b"", repr=False)
    places: bytes = field(default=b"", repr=False)
