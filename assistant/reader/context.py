"""What a passage stands under: the reader sees it, and marks nothing in it."""

from __future__ import annotations

from corpus.document import Document

_TITLE_MAX, _HEADING_MAX = 30, 30  # characters


def context_of(document: Document, start: int, end: int) -> str:
    """The title of a document and the nearest heading above the passage at ``start`` to ``end``, cut
    short; an item or an article (第三条) often says only with these what it is about."""
    first = next(iter(document.provisions_between(start, end)), None)
    heading = first.path[-1] if first and first.path else ""
    parts = document.title[:_TITLE_MAX], heading[:_HEADING_MAX]
    return " › ".join(dict.fromkeys(part for part in parts if part))
