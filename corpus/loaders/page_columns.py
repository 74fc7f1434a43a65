"""Pages set in columns: which pieces of text stand in which column, and in what order they are read.

A column is a strip that its lines fill: tables and forms have gaps above each other, too, but their
entries are short. What reaches over a gap (a title, a table) parts the columns above it from those
below.
"""

import statistics
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from corpus.loaders.page_lines import Boxed

_LEAST = 6  # lines of a column
_LETTERS = 7.0  # letters that a column's lines hold at least
_FILLED = (
    0.45  # share of a column's lines that reach its right margin; the last of a paragraph doesn't
)
_CROSSING = 0.25  # lines that may reach over a gap, as a share of those where most stand
_GAP = 0.8  # letters between columns, at least
_STEPS = 4  # places looked at per letter

Piece = TypeVar("Piece", bound=Boxed)


def in_columns(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[Piece]]]:
    """The pieces (each a stretch of a line without wide gaps) in the order they are read: column by
    column with its number, 0 for what stands across the page. A page without columns is one block.
    """
    solid = [p for p in pieces if not p.text.isspace()]
    borders = _borders(solid)
    if not borders:
        yield 0, list(pieces)
        return
    band: list[list[Piece]] = [[] for _ in range(len(borders) + 1)]
    across: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        inner = 0.2 * piece.size
        first = bisect_right(borders, piece.left + inner)
        last = bisect_right(borders, max(piece.left, piece.right - inner))
        if first == last:
            if across:
                yield 0, across
                across = []
            band[first].append(piece)
        else:
            yield from _emptied(band)
            across.append(piece)
    if across:
        yield 0, across
    yield from _emptied(band)


def _emptied(band: list[list[Piece]]) -> Iterator[tuple[int, list[Piece]]]:
    for number, column in enumerate(band, 1):
        if column:
            yield number, list(column)
            column.clear()


def _borders(pieces: Sequence[Boxed]) -> list[float]:
    """The middles of the gaps between columns; empty for a page without."""
    if len(pieces) < 2 * _LEAST:
        return []
    size = statistics.median(p.size for p in pieces) or 1.0
    left, right = min(p.left for p in pieces), max(p.right for p in pieces)
    step = size / _STEPS
    count = int((right - left) / step) + 1
    if not 16 * _STEPS <= count < 10_000:
        return []
    changes = [0] * (count + 2)
    for p in pieces:
        changes[int((p.left - left) / step)] += 1
        changes[int((p.right - left) / step) + 1] -= 1
    most = max(1, int(_CROSSING * max(accumulate(changes))))
    gaps: list[tuple[float, float]] = []
    over = begun = 0
    for place in range(count + 1):
        over += changes[place]
        if over > most or place == count:
            if place - begun >= _GAP * _STEPS and begun > 0 and place < count:
                gaps.append((left + begun * step, left + place * step))
            begun = place + 1
    return _proven(pieces, gaps, size)


def _proven(pieces: Sequence[Boxed], gaps: list[tuple[float, float]], size: float) -> list[float]:
    """The borders, where every strip between them holds lines that fill it."""
    borders = [(begin + end) / 2 for begin, end in gaps]
    if not 0 < len(borders) < 4:
        return []
    strips: list[list[Boxed]] = [[] for _ in range(len(borders) + 1)]
    for piece in pieces:
        first, last = bisect_right(borders, piece.left), bisect_right(borders, piece.right)
        if first == last:
            strips[first].append(piece)
    for strip in strips:
        if len(strip) < _LEAST:
            return []
        margin = sorted(p.right for p in strip)[int(0.9 * (len(strip) - 1))]
        wide = margin - min(p.left for p in strip)
        filled = sum(p.right > margin - 1.6 * size for p in strip)
        long = statistics.median(p.right - p.left for p in strip) > 0.7 * wide
        if wide < _LETTERS * size or filled < _FILLED * len(strip) or not long:
            return []
    return borders
