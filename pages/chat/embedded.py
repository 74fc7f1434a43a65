"""The page 问政策 in a frame of other sites: which may do so, and what tells a browser."""

from corpus.settings import settings

PATH = "/embed"


def is_embedded(path: str) -> bool:
    """Whether a request is for the page that may stand in a frame."""
    return path.rstrip("/") == PATH


def sites() -> str:
    """The sites that may show the page in a frame, as ``frame-ancestors`` takes them; "" for none."""
    return " ".join(settings().embed_sites.replace(",", " ").split())
