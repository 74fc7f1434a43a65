"""The card of a document: 发文机关, 发文字号, 成文日期… as a table or as lines above its text.

A card of nothing but such fields is read and left out of the text. One that also says what the
document gives, to whom and on what conditions is the document itself: it is read and stays.
"""

from collections.abc import Sequence
from dataclasses import replace

from corpus.loaders.html_blocks import Block, Grid
from corpus.loaders.html_fields import shown_fields
from corpus.loaders.html_inline import Line
from corpus.loaders.web_labels import LABEL, bare_label

_REACH = 6  # blocks at the start among which a card may begin
_FIELDS = 3  # known fields that make a table or a run of lines a card
_ROWS = 16  # a table with more rows is no card
_LINES = 40  # lines of the longest card
_SAYING = 40  # characters of a row without known field that make it content
_TEXT = 40  # characters that must be left of a text when its card is taken out


def read_card(
    found: Sequence[Block], least: int = _FIELDS, reach: int = _REACH
) -> tuple[dict[str, str], list[Block]]:
    """Return the fields of the card at the article's beginning, and the blocks without it.

    ``least``: known fields that make a run of lines a card; ``reach``: blocks among which it may
    begin.
    """
    fields: dict[str, str] = {}
    for position, block in enumerate(found[:reach]):
        if isinstance(block, Grid):
            fields = _grid_fields(block)
            rest = [*found[:position], *found[position + 1 :]]
            if len(fields) < _FIELDS or len(block.rows) > _ROWS:
                return {}, list(found)
            if _says_more(block) or not _has_text(rest[position:]):
                rest.insert(position, _pairs(block))
            return fields, rest
        run = _run(found[position:])
        if run:
            fields = shown_fields(found[position : position + run])  # type: ignore[arg-type]
            rest = [*found[:position], *found[position + run :]]
            if len(fields) >= least:
                return fields, rest if _has_text(rest[position:]) else list(found)
    return {}, list(found)


def _run(found: Sequence[Block]) -> int:
    """How many lines from here on are fields of a card: ``标签：值``, or a label and its value."""
    count = 0
    while count < min(_LINES, len(found)) and isinstance(line := found[count], Line):
        if LABEL.match(line.text) and "。" not in line.text:
            count += 1
        elif bare_label(line.text) and count + 1 < len(found) and not _is_prose(found[count + 1]):
            count += 1 if bare_label(found[count + 1].text) else 2
        else:
            break
    return min(count, len(found))


def _is_prose(block: Block) -> bool:
    return isinstance(block, Grid) or "。" in block.text or len(block.text) > _SAYING


def _grid_fields(grid: Grid) -> dict[str, str]:
    rows = tuple(zip(*grid.rows, strict=True)) if _stacked(grid) else grid.rows
    cells = [Line(cell, cell=True) for row in rows for cell in dict.fromkeys(row) if cell]
    return shown_fields(cells)


def _pairs(grid: Grid) -> Grid:
    """A card's rows as label and value, however many stand side by side."""
    if _stacked(grid):
        rows = tuple(zip(*grid.rows, strict=True))
        return replace(grid, rows=rows, pairs=True)
    pairs: list[tuple[str, str]] = []
    named = grid.header_rows if len(grid.rows[0]) == 2 else 0  # 项目 | 内容 says nothing
    for row in grid.rows[named:]:
        cells = [cell for i, cell in enumerate(row) if i == 0 or cell != row[i - 1]]
        if len(cells) % 2:
            pairs.append((cells[0], "；".join(filter(None, cells[1:]))))
        else:
            pairs += zip(cells[::2], cells[1::2], strict=True)
    return replace(grid, rows=tuple(pairs), header_rows=0, pairs=True)


def _stacked(grid: Grid) -> bool:
    """Whether the labels stand in a row of their own above their values."""
    two = len(grid.rows) == 2 and len(grid.rows[0]) > 2
    return two and all(bare_label(cell) for cell in grid.rows[0] if cell)


def _says_more(grid: Grid) -> bool:
    """Whether rows without a known field say something: conditions, amounts, addresses."""
    if _stacked(grid):
        return False
    others = [
        row for row in grid.rows if not any(bare_label(cell) or LABEL.match(cell) for cell in row)
    ]
    longest = max((sum(map(len, set(row))) for row in others), default=0)
    return longest >= _SAYING or len(others) * 3 > len(grid.rows)


def _has_text(rest: Sequence[Block]) -> bool:
    return any(isinstance(block, Grid) for block in rest) or sum(len(b.text) for b in rest) >= _TEXT
