"""Which rows of a table are its header, and what the columns are called by them."""

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.loaders.cells import (
    FromAbove,
    FromLeft,
    covered,
    is_generic,
    is_header_word,
    is_label,
    is_quantity,
    shape,
    squeezed,
)

_MOST = 4  # rows of a header
_LOOKED_AT = 50  # rows below a first row that are compared with it
_ALIKE = 0.6  # share of the cells below that make a column one of numbers, or of one series
_UNIT = re.compile(r"[（(].{1,8}[）)]")
_LEVEL = re.compile("一级|二级|三级|四级|门类|大类|中类|小类|细类")

Rows = Sequence[Sequence[str]]


def header_rows(rows: Rows) -> int:
    """How many leading rows are header: 0 where the first row looks like content."""
    if len(rows) < 2:
        return 0
    if not _like_header(rows[0], rows[1:]) and not _groups_above(rows):
        return 0
    count = 1
    while count < min(_MOST, len(rows) - 1) and _continues(rows[count - 1], rows[count]):
        count += 1
    return count


def header_names(rows: Rows) -> tuple[str, ...]:
    """One name a column; stacked names are joined by ``-``. A name in an upper row that has empty
    places at its right stands for these, too, where the row below tells them apart."""
    spread = [list(map(squeezed, row)) for row in rows]
    for above, below in pairwise(spread):
        group = ""
        for place, (upper, lower) in enumerate(zip(above, below, strict=True)):
            if upper or not lower:
                group = upper if lower else ""
            elif group:
                above[place] = group
    columns = (dict.fromkeys(column) for column in zip(*spread, strict=True))
    return tuple(_joined([name for name in names if name]) for names in columns)


def _joined(names: Sequence[str]) -> str:
    """Stacked names as one; a unit below them is no name (投资-市级（万元）)."""
    joined = ""
    for name in names:
        joined += name if not joined or _UNIT.fullmatch(name) else f"-{name}"
    return joined


def _groups_above(rows: Rows) -> bool:
    """A first row of few names over a second one that fills just the places left empty."""
    return len(rows) > 2 and any(rows[0]) and _fills_gaps(rows[0], rows[1])


def _like_header(row: Sequence[str], below: Rows) -> bool:
    filled = [cell for cell in row if cell]
    sample = below[:_LOOKED_AT]
    if len(filled) < max(2, (len(row) + 1) // 2):
        return False
    names = [cell for cell in filled if is_label(cell)]
    if len(names) < len(filled) and not _tiers(row, sample):
        return False
    if _one_of_them(row, sample):
        return False
    words = sum(map(is_header_word, names))
    contrast = sum(_contrasts(place, row, sample) for place in range(len(row)))
    if len(row) == 2:
        # 名称 | 内容 is a header; 办理时间 | 5个工作日 is not, nor is 服务对象 | 企业 above 办理时间
        if words == 2 and not all(map(is_generic, filled)):
            firsts = [other[0] for other in sample if other[0]]
            labels = sum(map(is_header_word, firsts))
            return contrast > 0 or labels < max(2, _ALIKE * len(firsts))
        return words == 2 or (words == 1 and contrast > 0)
    if contrast or 3 * words >= len(filled):
        return True
    longer = [len(cell) for other in sample for cell in other if cell]
    return sum(longer) / max(1, len(longer)) > 2 * sum(map(len, filled)) / len(filled)


def _tiers(row: Sequence[str], below: Rows) -> bool:
    """Years or classes (2024年, 50人以下) as names of columns: the corner says so, or is empty, and
    what stands below them is not of the same make."""
    if row[0] and not is_header_word(row[0]):
        return False
    if any(cell and not (is_label(cell) or is_quantity(cell)) for cell in row):
        return False
    places = [place for place, cell in enumerate(row) if place and is_quantity(cell)]
    alike = sum(shape(other[place]) == shape(row[place]) for place in places for other in below[:1])
    return bool(below) and not any(is_quantity(other[0]) for other in below[:1]) and not alike


def _one_of_them(row: Sequence[str], below: Rows) -> bool:
    """Whether the row is one of a series (第1天 above 第2天), or shares words with a row below it
    that doesn't repeat it as a whole."""
    first = shape(row[0])
    if "#" in first and first != "#":
        others = [shape(other[0]) for other in below if other[0]]
        if others and sum(other == first for other in others) >= _ALIKE * len(others):
            return True
    told = {place: cell for place, cell in enumerate(row) if cell}
    for other in below:
        same = sum(other[p] == cell and not covered(other[p]) for p, cell in told.items())
        if 0 < same < len(told) and 2 * same >= len(told):
            return True
    return False


def _contrasts(place: int, row: Sequence[str], below: Rows) -> bool:
    """Whether a column of numbers, dates or amounts has words on top."""
    cell = row[place]
    if not cell or is_quantity(cell):
        return False
    values = [other[place] for other in below if other[place]]
    return bool(values) and sum(map(is_quantity, values)) >= _ALIKE * len(values)


def _continues(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether ``row`` goes on with the header: it splits cells merged across columns, fills the
    places that the row above left empty, or has the units of the columns."""
    filled = [cell for cell in row if cell and not covered(cell)]
    if not filled:
        return any(row)
    if all(_UNIT.fullmatch(cell) for cell in filled) and len(filled) < len(row):
        return True
    if not all(is_label(cell) or is_quantity(cell) for cell in filled):
        return False
    if any(is_quantity(cell) for cell in filled) and not _below_groups(above, row):
        return False
    return _splits(above, row) or _fills_gaps(above, row)


def _splits(above: Sequence[str], row: Sequence[str]) -> bool:
    """A cell merged across columns has different names below it."""
    pairs = zip(pairwise(above), pairwise(row), strict=True)
    return any(left and left == right and one != other for (left, right), (one, other) in pairs)


def _below_groups(above: Sequence[str], row: Sequence[str]) -> bool:
    """Years or numbers as names stand below merged cells only."""
    for place, cell in enumerate(row):
        if cell and not covered(cell) and is_quantity(cell):
            merged = isinstance(above[place], FromLeft) or (
                place + 1 < len(above) and isinstance(above[place + 1], FromLeft)
            )
            if not merged:
                return False
    return any(isinstance(cell, FromAbove) for cell in row)


def _fills_gaps(above: Sequence[str], row: Sequence[str]) -> bool:
    """Names below a row of names with empty places: there, and below the name at their left; what
    has its name above stays empty."""
    gaps = {place for place, cell in enumerate(above) if not cell}
    filled = {place for place, cell in enumerate(row) if cell and not covered(cell)}
    if not gaps or not gaps & filled or filled - gaps - {place - 1 for place in gaps}:
        return False
    if any(cell and not is_label(cell) for cell in (*above, *row)):
        return False
    kept = any(upper and not lower for upper, lower in zip(above, row, strict=True))
    words = sum(is_header_word(cell) or bool(_LEVEL.search(cell)) for cell in row if cell)
    return kept and 2 * words >= len(filled)
