"""Tables as rows that carry their header: ``表头一：值；表头二：值``.

A grid is a list of rows of cell texts; a merged cell's words stand in every place that it covers,
marked as ``FromLeft`` and ``FromAbove`` where the loader knows it is one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.loaders.carried import carry_groups, rejoin_broken, with_parents
from corpus.loaders.cells import (
    FromLeft,
    cleaned,
    covered,
    is_label,
    join_cell,
    one_line,
    own_cells,
)
from corpus.loaders.forms import form_rows, is_blank_form, is_card, with_repeats_marked
from corpus.loaders.header import header_names, header_rows
from corpus.loaders.rows import GridRow, render_row

__all__ = ["GridTable", "join_cell", "read_grid"]

_FORM = 300  # rows; longer tables are lists
_SECTION = 40  # characters; a longer line across a table is a note
_NOTE = re.compile("[（(]?(?:注|备注|说明|填表|单位：|合计|总计|小计)")

Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class GridTable:
    """A grid understood: lines above it, its header, and rows (a ``str`` is a line across it)."""

    captions: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[GridRow | str, ...]


def read_grid(
    grid: Sequence[Sequence[str]], *, marked: int = 0, above: Sequence[str] = ()
) -> GridTable:
    """Tell captions, header and rows apart.

    Args:
        marked: how many rows are marked as header; 0 means: find out.
        above: the header of the table that this one goes on with on a new page, if any.
    """
    width = max((len(row) for row in grid), default=0)
    even = [[cleaned(cell) for cell in row] + [""] * (width - len(row)) for row in grid]
    _own_orphans(even)
    rows = [row for row in even if any(row)]
    form_like = len(rows) <= _FORM
    blank = not marked and form_like and is_blank_form(rows)
    captions = [] if blank and width < 3 else _captions(rows)
    rows, marked = rows[len(captions) :], max(0, marked - len(captions))
    if not rows:
        return GridTable(tuple(captions), (), ())
    if len(rows) == 1 < len(even) - len(captions):  # only a header, and places to fill in
        blank = blank or marked > 0 or all(map(is_label, filter(None, own_cells(rows[0]))))
    form = with_repeats_marked(rows) if form_like else []
    if blank or (not marked and form and is_card(form, lambda: header_rows(_joined(rows)) > 0)):
        return GridTable(tuple(captions), (), form_rows(form, blank=blank))
    rows = _without_covered_columns(_joined(rows))
    return GridTable(tuple(captions), *_listed(rows, min(marked, len(rows) - 1), above))


def _own_orphans(rows: Rows) -> None:
    """Places that are marked as covered, but by no cell with these words, hold a cell of their own."""
    for above, row in zip([[], *rows], rows, strict=False):
        for place, cell in enumerate(row):
            if cell and covered(cell):
                beside = (
                    row[place - 1 : place]
                    if isinstance(cell, FromLeft)
                    else above[place : place + 1]
                )
                if beside != [cell]:
                    row[place] = str(cell)


def _joined(rows: Rows) -> Rows:
    return [[one_line(cell) for cell in row] for row in rows]


def _captions(rows: Rows) -> list[str]:
    """The lines across the table above its first row."""
    captions: list[str] = []
    for row in rows:
        words = _single(row) if len(row) > 1 else ""
        if not words or (len(captions) == len(rows) - 1 and captions):
            break
        captions.append(one_line(words))
    return captions


def _listed(
    rows: Rows, marked: int, above: Sequence[str]
) -> tuple[tuple[str, ...], tuple[GridRow | str, ...]]:
    """The header and the rows below it; no header where there is none."""
    count = marked or header_rows(rows)
    names = header_names(rows[:count])
    if len(above) == len(rows[0]) and names in ((), tuple(above)):
        names = tuple(above)
    repeated = {names, *(tuple(row) for row in rows[:count])}
    kept: list[list[str] | str] = []
    for row in rows[count:]:
        if tuple(row) in repeated or not any(own_cells(row)):
            continue  # a header repeated on the next page; nothing but cells merged from above
        line = _single(row) if len(row) > 1 and (_merged(row) or row[0]) else ""
        kept.append(line if line and (len(row) > 2 or _merged(row)) else row)
    return _written(names, kept)


def _written(
    names: tuple[str, ...], kept: list[list[str] | str]
) -> tuple[tuple[str, ...], tuple[GridRow | str, ...]]:
    body = rejoin_broken([row for row in kept if not isinstance(row, str)])
    carry_groups(names, body)
    header, extended = with_parents(names, body)
    cells_of = {id(row): cells for row, cells in zip(body, extended, strict=True)}
    written: list[GridRow | str] = []
    section = ""
    for row in kept:
        if isinstance(row, str):
            section = row if len(row) <= _SECTION and not _NOTE.match(row) else section
            written.append(row)
        elif id(row) in cells_of:  # others went to the row above them
            cells = cells_of[id(row)]
            written.append(GridRow(tuple(map(str, cells)), render_row(header, cells), section))
    return header, tuple(written)


def _without_covered_columns(rows: Rows) -> Rows:
    """Without columns that are empty, or covered by the cells at their left in every row."""
    columns = list(zip(*rows, strict=True))
    kept = [
        column
        for place, column in enumerate(columns)
        if any(column) and not (place and _covers(columns[place - 1], column))
    ]
    return [list(row) for row in zip(*kept, strict=True)]


def _covers(left: Sequence[str], column: Sequence[str]) -> bool:
    if all(column) and left == column and not any(map(covered, left)):
        return True
    return any(isinstance(cell, FromLeft) for cell in column) and all(
        covered(cell) and cell == beside for beside, cell in zip(left, column, strict=True)
    )


def _merged(row: Sequence[str]) -> bool:
    return len(row) > 1 and bool(row[0]) and len(set(row)) == 1


def _single(row: Sequence[str]) -> str:
    """The only text of a row that spans the table, or ""."""
    values = {str(value) for value in row if value}
    if len(values) != 1 or all(covered(cell) for cell in row if cell):
        return ""
    return values.pop()
