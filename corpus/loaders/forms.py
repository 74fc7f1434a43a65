"""Forms and cards: tables in which a label stands beside its value, or beside the place to fill in."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from corpus.loaders.cells import FromLeft, is_header_word, is_label, one_line, own_cells
from corpus.loaders.rows import GridRow, labelled_line

_PAIRED = 0.6  # share of the rows that must read as labels beside values
_BLANK = 0.35  # share of the places of a form that are left empty
_NAMED = 0.5  # share of the labels that end as names of columns do
_WIDEST = 8  # cells of a row of a card

Pair = tuple[str, str | None]
"""A label and its value: "" where it is to be filled in, None where the words stand alone (盖章)."""


def with_repeats_marked(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows in which words that stand twice in a row are one merged cell: what a form never says of two
    places, but a loader that doesn't know merged cells does."""
    return [
        [
            FromLeft(cell) if place and cell and cell == row[place - 1] else cell
            for place, cell in enumerate(row)
        ]
        for row in rows
    ]


def is_blank_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether labels stand beside places that are to be filled in."""
    places = [cell for row in rows for cell in own_cells(row)]
    empty = sum(not cell for cell in places)
    if empty < max(2, _BLANK * len(places)):
        return False
    named = sum(map(is_label, places))
    beside = sum(
        is_label(left) and not right for row in rows for left, right in pairwise(own_cells(row))
    )
    return beside >= 2 and 2 * beside >= named and 2 * named > len(places) - empty


def is_card(rows: Sequence[Sequence[str]], has_header: Callable[[], bool]) -> bool:
    """Whether every label stands left of its value (办理地点 | 市民中心 | 联系电话 | …).

    Args:
        has_header: whether the first row looks like a header; of two columns it mostly is one.
    """
    read = [cells for row in rows if len(cells := own_cells(row)) > 1]
    if not read or max(map(len, read)) > _WIDEST:
        return False
    paired = [cells for cells in read if len(cells) % 2 == 0 and all(map(is_label, cells[::2]))]
    if len(paired) < _PAIRED * len(read):
        return False
    labels = [cell for cells in paired for cell in cells[::2]]
    if len(set(labels)) <= 0.8 * len(labels):
        return False
    if all(len(cells) == 2 for cells in paired):
        return not has_header()
    return sum(is_header_word(label) or label[-1] in "：:" for label in labels) >= _NAMED * len(
        labels
    )


def form_rows(rows: Sequence[Sequence[str]], *, blank: bool) -> tuple[GridRow | str, ...]:
    """The rows of a form or card; a cell that is a text of its own makes a row by itself."""
    found: list[GridRow | str] = []
    section = ""
    for row in rows:
        cells = own_cells(row)
        if len(cells) == 1:
            section = cells[0] if is_label(cells[0]) else section
            found.append(cells[0])
            continue
        group, pairs = _pairs(cells, blank=blank)
        if blank and len(rows) == 1 and all(cells):  # the header of a list to fill in
            group, pairs = "", [(cell, "") for cell in cells]
        if group:
            if group != section:
                found.append(group)
            section = group
        waiting: list[Pair] = []
        for label, value in pairs:
            if value and "\n" in value:
                found += _pair_row(waiting, section)
                waiting = []
                text = f"{label.rstrip('：:')}：\n{value}"
                found.append(GridRow((label, one_line(value)), text, section))
            else:
                waiting.append((label, value))
        found += _pair_row(waiting, section)
    return tuple(found)


def _pairs(cells: list[str], *, blank: bool) -> tuple[str, list[Pair]]:
    """A row of a form or card: the name of the group that opens it (a cell merged downwards), and
    its pairs. In a ``blank`` form a label beside a label has no value, in a card it is the value."""
    group = ""
    if len(cells) % 2 and len(cells) > 2 and is_label(cells[0]) and cells[1]:
        group, cells = cells[0], cells[1:]
    pairs: list[Pair] = []
    waiting = ""
    for cell in cells:
        if waiting and not (cell and blank and is_label(cell)):
            pairs.append((waiting, cell))
            waiting = ""
        elif waiting:
            pairs.append((waiting, ""))
            waiting = cell
        elif is_label(cell):
            waiting = cell
        elif cell:
            pairs.append((cell, None))
    if waiting:
        pairs.append((waiting, None))
    return group, pairs


def _pair_row(pairs: Sequence[Pair], section: str) -> list[GridRow | str]:
    if not pairs:
        return []
    cells = tuple(part for pair in pairs for part in pair if part is not None)
    return [GridRow(cells, labelled_line(pairs), section)]
