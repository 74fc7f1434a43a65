"""Whom a whole document is for, where it says so once for all its measures (服务对象：…)."""

import re
from bisect import bisect_left

from assistant.match.pieces import Piece, piece
from corpus.document import Document

_SAYS = re.compile(
    "(?:服务|适用|支持|扶持|申报|补贴|奖励|资助)(?:对象|主体|范围)(?:为|是)?\\s*[：:]\\s*(?P<who>[^\n；;。]{4,200})"
)


class Audiences:
    """The statements of one document; a file of several cards has several."""

    def __init__(self, document: Document) -> None:
        found = [
            piece(m["who"], m.start("who"), m.end("who")) for m in _SAYS.finditer(document.text)
        ]
        self._found = [p for p in found if p.words or p.days]
        self._starts = [p.start for p in self._found]

    def of(self, start: int) -> Piece | None:
        """The last one that stands before ``start``."""
        at = bisect_left(self._starts, start)
        return self._found[at - 1] if at else None
