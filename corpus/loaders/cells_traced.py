"""Rows of tables traced back to the cells on the pages.

A row of the text is made of values and of the names of their columns. A value is found as strokes one
below the other, or beside each other; which of several places with the same words is meant is told by
the row and the column that its neighbours stand in.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.loaders.base import Table
from corpus.loaders.places import Box
from corpus.loaders.strokes import Stroke, Strokes, squeezed

_NOWHERE = Box(0, 0, 0, 0, 0)  # of what the loader wrote
_ENDS = ";。"  # as folded
_MOST = 60  # places of the same words that are compared
_DEEP = 400  # steps in which one value is looked for
_BELOW = 3  # rows further down in which a cell's next line stands
_KEY = 2
_ROUNDS = 5  # in which what is found helps to find more


@dataclass(slots=True)
class _Cell:
    """A value of a row: where it stands in the text, and the places on the pages that it may be."""

    start: int
    end: int
    row: int
    column: int
    chains: list[list[Stroke]] = field(default_factory=list)


def trace_rows(
    text: str, tables: Sequence[Table], strokes: Strokes, passed: Sequence[tuple[int, int]]
) -> dict[int, Box]:
    """The box of each letter of the rows of all tables; ``page`` 0 for the names of columns.
    ``passed`` are offsets of words around the tables with the rows of the pages they stand in."""
    found: dict[int, Box] = {}
    if not tables:
        return found
    pages = _Pages(strokes)
    for table in tables:
        cells = []
        for number, (row, (start, end)) in enumerate(zip(table.rows, table.spans, strict=True)):
            inside = list(_cells(text, table, row, number, start, end))
            cells += inside
            _names(text, table, inside, start, end, found)
        for cell in cells:
            cell.chains = pages.chains(squeezed(text[cell.start : cell.end]))
        first = max((row for at, row in passed if at < table.spans[0][0]), default=-1)
        after = [row for at, row in passed if at > table.spans[-1][1] and row >= first]
        _settle(cells, first, min(after, default=1 << 30))
        for cell in cells:
            if len(cell.chains) == 1:
                _write(text, cell, found)
    return found


def _cells(
    text: str, table: Table, row: Sequence[str], number: int, start: int, end: int
) -> Iterator[_Cell]:
    """The values of a row in the text, in order; one that is not found there is left out."""
    offsets = [at for at in range(start, end) if not text[at].isspace()]
    line = squeezed(text[start:end])
    at, before = 0, ""
    for column, value in enumerate(row):
        wanted, last, before = squeezed(value).rstrip(_ENDS), before, value
        if not wanted or (not table.header and value == last):
            continue
        name = squeezed(table.header[column]).rstrip(":") + ":" if table.header else ""
        named = line.find(name + wanted, at) if name else -1
        place = named + len(name) if named >= 0 else line.find(wanted, at)
        if place >= 0:
            at = place + len(wanted)
            yield _Cell(offsets[place], offsets[at - 1] + 1, number, column)


def _names(
    text: str, table: Table, cells: Sequence[_Cell], start: int, end: int, found: dict[int, Box]
) -> None:
    """What of a row is no value: names of columns, and marks between; all of it is the loader's."""
    names = {squeezed(name).strip("：:") for name in table.header}
    at = start
    for cell in [*cells, None]:
        stop = cell.start if cell else end
        for part_start, part in _parts(text, at, stop):
            if squeezed(part) in names or not squeezed(part).strip("：:；;。"):
                found.update((part_start + n, _NOWHERE) for n in range(len(part)))
        at = cell.end if cell else end


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for place in range(start, end + 1):
        if place == end or text[place] in "：；":
            if at < place:
                yield at, text[at:place]
            if place < end:
                yield place, text[place]
            at = place + 1


def _settle(cells: Sequence[_Cell], first: int, last: int) -> None:
    """Choose among several places of a value by what is known of the table around it. ``first`` and
    ``last`` are the rows of the pages between which the table stands."""
    for _ in range(_ROUNDS):
        bands, columns = _bands(cells)
        between = _between(cells, first, last)
        changed = False
        for cell in cells:
            if len(cell.chains) < 2:
                continue
            low, high = between[cell.row]
            kept = [c for c in cell.chains if low <= c[0].row <= high] or cell.chains
            kept = [c for c in kept if _in_row(c, bands[cell.row])] or kept
            kept = [c for c in kept if _in_column(c, columns[cell.column])] or kept
            changed |= len(kept) < len(cell.chains)
            cell.chains = kept
        if not changed:
            break
    _in_order(cells)


def _between(cells: Sequence[_Cell], first: int, last: int) -> dict[int, tuple[int, int]]:
    """For each row of a table the rows of the pages that it may begin in: not above what is known of
    the rows above it, not below what is known of those below."""
    known: dict[int, list[int]] = defaultdict(list)
    for cell in cells:
        if len(cell.chains) == 1 and first <= cell.chains[0][0].row <= last:
            known[cell.row].append(cell.chains[0][0].row)
    numbers = sorted({cell.row for cell in cells})
    lows: dict[int, int] = {}
    for number in numbers:
        lows[number] = first
        first = max([first, min(known[number], default=first)])
    found: dict[int, tuple[int, int]] = {}
    for number in reversed(numbers):
        found[number] = lows[number], last
        last = min([last, max(known[number], default=last)])
    return found


def _bands(
    cells: Sequence[_Cell],
) -> tuple[dict[int, list[Box]], dict[int, list[Box]]]:
    """The boxes that are known of each row, and of each column."""
    rows: dict[int, list[Box]] = defaultdict(list)
    columns: dict[int, list[Box]] = defaultdict(list)
    for cell in cells:
        if len(cell.chains) == 1:
            boxes = [_around(stroke) for stroke in cell.chains[0]]
            rows[cell.row] += boxes
            columns[cell.column] += boxes
    return rows, columns


def _around(stroke: Stroke) -> Box:
    top, bottom = (f(b[i] for b in stroke.boxes) for f, i in ((min, 2), (max, 4)))
    return Box(stroke.page, stroke.left, top, stroke.right, bottom)


def _in_row(chain: list[Stroke], band: list[Box]) -> bool:
    boxes = [_around(stroke) for stroke in chain]
    return any(
        a.page == b.page and min(a.bottom, b.bottom) > max(a.top, b.top)
        for a in boxes
        for b in band
    )


def _in_column(chain: list[Stroke], known: list[Box]) -> bool:
    return any(
        min(stroke.right, box.right) > max(stroke.left, box.left)
        for stroke in chain
        for box in known
    )


def _in_order(cells: Sequence[_Cell]) -> None:
    """The same words as often in a column as on the pages: they come in the same order."""
    groups: dict[tuple[int, tuple[int, ...]], list[_Cell]] = defaultdict(list)
    for cell in cells:
        if len(cell.chains) > 1:
            key = tuple(sorted(chain[0].at for chain in cell.chains))
            groups[cell.column, key].append(cell)
    for (_, places), alike in groups.items():
        if len(alike) == len(places):
            for cell, place in zip(alike, places, strict=True):
                cell.chains = [chain for chain in cell.chains if chain[0].at == place]


def _write(text: str, cell: _Cell, found: dict[int, Box]) -> None:
    boxes = [box for stroke in cell.chains[0] for box in stroke.boxes]
    for stroke in cell.chains[0]:
        stroke.used = True
    places = [at for at in range(cell.start, cell.end) if not text[at].isspace()]
    found.update(zip(places, boxes, strict=False))


class _Pages:
    """Finds values among the strokes of the pages."""

    def __init__(self, strokes: Strokes) -> None:
        self._strokes = strokes.strokes
        self._rows: dict[int, list[int]] = defaultdict(list)
        self._starting: dict[str, list[int]] = defaultdict(list)
        self._known: dict[str, list[list[Stroke]]] = {}
        for place, stroke in enumerate(self._strokes):
            self._rows[stroke.row].append(place)
            for key in {stroke.letters[:_KEY], stroke.letters[:1]}:
                self._starting[key].append(place)

    def chains(self, wanted: str) -> list[list[Stroke]]:
        """Every way to read these letters from strokes of one cell, the first ones of too many."""
        if wanted not in self._known:
            self._known[wanted] = self._all(wanted) if wanted else []
        return list(self._known[wanted])

    def _all(self, wanted: str) -> list[list[Stroke]]:
        found: list[list[Stroke]] = []
        keys = [wanted[:_KEY]] if len(wanted) == 1 else [wanted[:_KEY], wanted[:1]]
        starts = {place for key in keys for place in self._starting.get(key, ())}
        for place in sorted(starts):
            chain = self._read(place, wanted)
            if chain:
                found.append(chain)
                if len(found) > _MOST:
                    return []
        return found

    def _read(self, place: int, wanted: str) -> list[Stroke] | None:
        stack: list[tuple[int, int, tuple[int, ...]]] = [(place, 0, ())]
        steps = 0
        while stack and steps < _DEEP:
            steps += 1
            here, at, before = stack.pop()
            stroke = self._strokes[here]
            chain, rest = (*before, here), wanted[at:]
            if not rest.startswith(stroke.letters):
                left = stroke.letters.removeprefix(rest)
                if len(left) == len(stroke.letters) or left.strip(_ENDS):
                    continue
            at += len(stroke.letters)
            if at >= len(wanted):  # the end of a sentence may have been left out
                return [self._strokes[n] for n in chain]
            stack += [(n, at, chain) for n in reversed(list(self._next(here, chain)))]
        return None

    def _next(self, place: int, chain: Sequence[int]) -> Iterator[int]:
        """Where a cell may go on: right of a stroke, then in the rows below it."""
        stroke = self._strokes[place]
        strokes = [self._strokes[n] for n in chain]
        left, right = min(s.left for s in strokes), max(s.right for s in strokes)
        wide = (stroke.boxes[0].right - stroke.boxes[0].left) * 2
        if place + 1 < len(self._strokes) and self._strokes[place + 1].row == stroke.row:
            yield place + 1
        for row in range(stroke.row + 1, stroke.row + 1 + _BELOW):
            for n in self._rows.get(row, ()):
                other = self._strokes[n]
                if other.left < right + wide and other.right > left - wide:
                    yield n
