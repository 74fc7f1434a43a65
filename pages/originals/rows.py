"""Rows of the tables in an original's HTML, and which of them a row of the stored text is.

A stored row reads ``表头一：值；表头二：值``, or its values alone; a catalogue's has a line a cell. It is
the row whose cells stand in it, while what is left of it is the header's, or a cell's that was merged
over several rows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_ENDS = "；;。：:"
_LEFT = re.compile(r"[：:；;。\-\n]+")
_BEFORE, _AFTER = "：:；;\n", "：:；;。\n"
_WORD = re.compile(r"\w")
_HEADS = 4  # rows at the top of a table that may be its header
_SPANNING = re.compile(r'rowspan="(?!1")')


@dataclass(slots=True)
class Row:
    """A ``<tr>``: its token, its letters (``letters[start:end]``), its cells' letters, its table, and
    its place in that; ``spanning`` are cells that reach into the rows below."""

    token: int
    table: int
    start: int
    place: int
    end: int = 0
    cells: list[str] = field(default_factory=list)
    spanning: list[str] = field(default_factory=list)


def rows_of(
    tokens: Sequence[str], places: Sequence[tuple[int, int, int]], letters: str
) -> list[Row]:
    """The rows of all tables in the order they begin. ``places[i][0]`` is the token of letter ``i``."""
    rows: list[Row] = []
    within: list[Row] = []
    tables: list[list[int]] = []  # of those that are open: number, rows so far
    begun: list[
        tuple[int, bool]
    ] = []  # of cells: the letter they begin with, whether they span rows
    count = at = 0
    for number, token in enumerate(tokens):
        while at < len(places) and places[at][0] < number:
            at += 1
        if token.startswith("<table"):
            count += 1
            tables.append([count, 0])
        elif token == "</table>" and tables:
            tables.pop()
        elif token.startswith("<tr") and tables:
            rows.append(Row(number, tables[-1][0], at, tables[-1][1]))
            tables[-1][1] += 1
            within.append(rows[-1])
        elif token == "</tr>" and within:
            within.pop().end = at
        elif token.startswith(("<td", "<th")) and not token.startswith("<thead"):
            begun.append((at, bool(_SPANNING.search(token))))
        elif token in ("</td>", "</th>") and begun and within:
            start, spans = begun.pop()
            cell = letters[start:at]
            within[-1].cells.append(cell)
            if spans:
                within[-1].spanning.append(cell)
    return rows


def fitting_rows(rows: Sequence[Row], line: str) -> list[Row]:
    """The rows that a record of the stored text may be, in order. ``line`` is the record without white
    space, ``\\n`` between the lines of a catalogue's."""
    known: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        known[row.table].update(_parts(row.cells if row.place < _HEADS else row.spanning))
    covered = [(_covered(row, line, known[row.table]), row) for row in rows]
    best = max((count for count, _ in covered), default=0)
    fitting = [row for count, row in covered if count == best] if best else []
    if len(fitting) < 2:
        return fitting
    heads = {row.table: row.cells for row in reversed(rows) if not row.place}
    labelled = [_labelled(row, heads[row.table], line) for row in fitting]
    return [row for row, count in zip(fitting, labelled, strict=True) if count == max(labelled)]


def _labelled(row: Row, head: Sequence[str], line: str) -> int:
    """How many of the row's cells stand in the line behind the name of their column."""
    if len(head) != len(row.cells):
        return 0
    pairs = zip(head, row.cells, strict=True)
    return sum(
        f"{name.rstrip(_ENDS)}：{cell.rstrip(_ENDS)}" in line for name, cell in pairs if cell
    )


def _parts(cells: Iterable[str]) -> Iterable[str]:
    return (part for cell in cells for part in (cell.strip(_ENDS), *_LEFT.split(cell)))


def _covered(row: Row, line: str, known: set[str]) -> int:
    """How many letters of the line the row's cells are; 0 where the rest is not the table's."""
    left = line
    count = 0
    for cell in sorted((c.strip(_ENDS) for c in row.cells), key=len, reverse=True):
        found = False
        while _WORD.search(cell) and (at := _whole(left, cell)) >= 0:
            left = f"{left[:at]}；{left[at + len(cell) :]}"
            found = True  # twice where it stands for the name of its row, too
        count += len(cell) if found else 0
    rest = (part for part in _LEFT.split(left) if _WORD.search(part))
    return count if all(part in known for part in rest) else 0


def _whole(line: str, cell: str) -> int:
    """Where a value stands in the line by itself, -1 where it doesn't."""
    at = line.find(cell)
    while at >= 0:
        end = at + len(cell)
        if (not at or line[at - 1] in _BEFORE) and (end == len(line) or line[end] in _AFTER):
            return at
        at = line.find(cell, at + 1)
    return -1
