"""Conditions that stand under a heading of their own for all measures beside it (申报条件, 受理范围)."""

import re
from dataclasses import dataclass

from assistant.match.pieces import Piece, piece
from corpus.document import Document, Provision, ProvisionKind

_HEADING = re.compile(
    "(?:条件|受理范围|支持范围|申报范围|申报要求|条件要求)(?:和要求|及要求)?[：:]?$"
)
_LONGEST = 300  # characters of a paragraph that is one condition
_MOST = 12  # paragraphs under one heading


@dataclass(frozen=True, slots=True)
class _Section:
    above: tuple[str, ...]
    start: int
    pieces: tuple[Piece, ...]


class GeneralConditions:
    """The headings of one document under which conditions stand."""

    def __init__(self, document: Document) -> None:
        found: dict[tuple[tuple[str, ...], int], list[Provision]] = {}
        begun: dict[tuple[str, ...], int] = {}
        for provision in document.provisions:
            depth = next((n for n, h in enumerate(provision.path) if _HEADING.search(h)), None)
            if depth is None:
                continue
            path = provision.path[: depth + 1]
            if provision.kind is ProvisionKind.HEADING and provision.path == path:
                begun[path] = provision.start
            found.setdefault((path, begun.get(path, provision.start)), []).append(provision)
        self._sections = [
            _Section(path[:-1], start, tuple(_pieces(document, own)))
            for (path, start), own in found.items()
        ]

    def of(self, path: tuple[str, ...], start: int) -> tuple[Piece, ...]:
        """Those that hold for a measure under the headings ``path``: of several sections at one level,
        as in a file of cards, the next one behind it."""
        beside = [s for s in self._sections if path[: len(s.above)] == s.above]
        if not beside:
            return ()
        deepest = max(len(s.above) for s in beside)
        level = [s for s in beside if len(s.above) == deepest]
        if len(level) > 1:
            level = [min(level, key=lambda s: (s.start < start, abs(s.start - start)))]
        return level[0].pieces


def _pieces(document: Document, provisions: list[Provision]) -> list[Piece]:
    own = [
        p for p in provisions if p.kind is ProvisionKind.PARAGRAPH and p.end - p.start <= _LONGEST
    ]
    read = [piece(document.text[p.start : p.end], p.start, p.end) for p in own[:_MOST]]
    return [p for p in read if p.words and not p.excludes]
