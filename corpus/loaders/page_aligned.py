"""Tables without rules: rows whose entries stand below the words of a header.

Only what is surely a table is read as one: a header of known words, and rows whose entries each stand
in one of its columns. Everything else stays lines.
"""

import re
import statistics
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from corpus.language.column_headers import header_rule
from corpus.loaders.cells import is_header_word, join_cell
from corpus.loaders.page_lines import Box, Boxed, PageTable, tidy_line

_GAP = 1.5  # letters between entries of a row, at least
_SHORT = 14  # letters of a header's word
_ROWS = 2  # under the header, at least
_MOST = 500  # rows of a page; more are no page that anyone reads
_TOP = 3  # rows of a page among which a table goes on that began on the page before
_SAME = 0.7  # letters by which entries below each other may stand apart
_YEAR = re.compile(r"[0-9]{4}年度?|[本上]年|同比.*")

Piece = TypeVar("Piece", bound=Boxed)


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    left: float
    right: float


@dataclass(slots=True)
class _Zones:
    """The columns of a table as far as their entries reach."""

    lefts: list[float]
    rights: list[float]

    def place(self, entries: Sequence[_Entry]) -> list[int] | None:
        """The column of each entry, or None where one stands in two, or two in one."""
        columns = []
        for entry in entries:
            over = [
                c
                for c, (left, right) in enumerate(zip(self.lefts, self.rights, strict=True))
                if entry.left < right and entry.right > left
            ]
            if len(over) > 1:
                return None
            columns.append(over[0] if over else self._nearest(entry))
        return columns if all(a < b for a, b in pairwise(columns)) else None

    def _nearest(self, entry: _Entry) -> int:
        """The column that an entry between two of them is nearer to."""
        right = bisect_left(self.lefts, entry.right)
        if right == 0:
            return 0
        if right == len(self.lefts):
            return right - 1
        ahead, behind = self.lefts[right] - entry.right, entry.left - self.rights[right - 1]
        return right if ahead < behind else right - 1

    def widen(self, entries: Sequence[_Entry], columns: Sequence[int]) -> None:
        """Let the columns reach as far as these entries."""
        for entry, column in zip(entries, columns, strict=True):
            self.lefts[column] = min(self.lefts[column], entry.left)
            self.rights[column] = max(self.rights[column], entry.right)


@dataclass(slots=True)
class AlignedTables:
    """Finds tables page after page: one that goes on is known by the columns of the page before."""

    _open: _Zones | None = field(default=None)

    def find(self, rows: Sequence[list[Piece]]) -> Iterator[list[Piece] | PageTable]:
        """The rows of a page (or column of it) as they are, those of a table as a table."""
        if len(rows) > _MOST:
            yield from rows
            return
        index, before = 0, self._open
        entries = [_entries(row) for row in rows]
        while index < len(rows):
            found = None
            if before and index < _TOP and len(entries[index]) > 1:
                found = _read(rows, entries, index, before)
            if found is None and _is_header(entries[index]):
                head = entries[index]
                start = _Zones([e.left for e in head], [e.right for e in head])
                found = _read(rows, entries, index, start, header=1)
            if found is None:
                yield rows[index]
                index += 1
                continue
            table, index, zones = found
            # A table that goes on ends its page but for the page's foot.
            self._open = zones if len(rows) - index <= 1 else None
            yield table
        if self._open is before and rows:
            self._open = None


def _entries(row: Sequence[Boxed]) -> list[_Entry]:
    """The entries of a row: pieces with wide gaps between."""
    entries: list[_Entry] = []
    for piece in sorted(row, key=lambda p: p.left):
        if piece.text.isspace():
            continue
        if entries and piece.left - entries[-1].right < _GAP * piece.size:
            before = entries[-1]
            text = f"{before.text} {piece.text}"
            entries[-1] = _Entry(text, before.left, max(before.right, piece.right))
        else:
            entries.append(_Entry(piece.text, piece.left, piece.right))
    return entries


def _is_header(entries: Sequence[_Entry]) -> bool:
    texts = [tidy_line(entry.text).replace(" ", "") for entry in entries]
    if len(texts) < 2 or any(len(text) > _SHORT or text[-1] in "。；：，、" for text in texts):
        return False
    if any(re.fullmatch(r"[0-9.,%]+", text) for text in texts):
        return False
    known = sum(map(_names_a_column, texts))
    return known == len(texts) if len(texts) == 2 else 2 * known > len(texts)


def _names_a_column(text: str) -> bool:
    known = is_header_word(text) or header_rule(text) is not None
    return known or _YEAR.fullmatch(text) is not None


def _read(
    rows: Sequence[Sequence[Boxed]],
    entries: Sequence[list[_Entry]],
    start: int,
    given: _Zones,
    header: int = 0,
) -> tuple[PageTable, int, _Zones] | None:
    """The table that begins at row ``start``, the row after it, and its columns; None for none."""
    zones = _Zones([*given.lefts], [*given.rights])
    size = statistics.median(piece.size for piece in rows[start]) or 1.0
    grid: list[list[list[str]]] = []
    starts: list[list[_Entry | None]] = []  # the first line of each row
    index = start
    while index < len(rows):
        found = entries[index]
        columns = zones.place(found) if found else None
        if columns is None or _bottom(rows, index) > 6 * size:
            break
        whole = len(found) > 1 and columns[0] == 0
        goes_on = bool(grid) and columns[0] > 0 and _bottom(rows, index) < 1.2 * size
        if not whole and not goes_on:
            break
        if whole:
            grid.append([[] for _ in zones.lefts])
            starts.append([None] * len(zones.lefts))
        for entry, column in zip(found, columns, strict=True):
            grid[-1][column].append(entry.text)
            if whole:
                starts[-1][column] = entry
        zones.widen(found, columns)
        index += 1
    if len(grid) < _ROWS + 1 or not _aligned(starts[1:], size):
        return None
    box = _around([piece for row in rows[start:index] for piece in row])
    cells = tuple(tuple(_joined(cell) for cell in row) for row in grid)
    return PageTable(cells, *box, header), index, zones


def _bottom(rows: Sequence[Sequence[Boxed]], index: int) -> float:
    """How far a row stands below the one above it."""
    if not index:
        return 0.0
    return min(p.top for p in rows[index]) - max(p.bottom for p in rows[index - 1])


def _aligned(rows: Sequence[Sequence[_Entry | None]], size: float) -> bool:
    """Whether the entries of most columns begin, end or are centred on one place."""
    sure = 0
    for column in zip(*rows, strict=True):
        filled = [entry for entry in column if entry]
        if len(filled) < _ROWS:
            continue
        for places in (
            [e.left for e in filled],
            [e.right for e in filled],
            [(e.left + e.right) / 2 for e in filled],
        ):
            middle = statistics.median(places)
            if sum(abs(place - middle) < _SAME * size for place in places) > 0.8 * len(places):
                sure += 1
                break
    return sure >= 2 and 2 * sure > len(rows[0])


def _joined(lines: Sequence[str]) -> str:
    return join_cell(["".join(map(tidy_line, lines))])


def _around(pieces: Sequence[Boxed]) -> Box:
    return (
        min(p.left for p in pieces), min(p.top for p in pieces),
        max(p.right for p in pieces), max(p.bottom for p in pieces),
    )  # fmt: skip
