"""Tables of a page: those that are ruled, taken out of the text."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from corpus.loaders.cells import cell_words, is_item
from corpus.loaders.page_grid import Grid, Rules, find_grids
from corpus.loaders.page_lines import Boxed, PageTable, tidy_line

Piece = TypeVar("Piece", bound=Boxed)


def take_ruled(
    rules: Rules,
    pieces: Sequence[Piece],
    unit: float,
    lines: Callable[[list[Piece]], Iterable[str]],
) -> tuple[list[PageTable], list[Piece]]:
    """The tables that rules draw, and the pieces that stand in none of them; ``unit`` is what lines
    may be apart and still meet."""
    return take_grids(find_grids(rules, unit), pieces, lines)


def take_grids(
    grids: Sequence[Grid], pieces: Sequence[Piece], lines: Callable[[list[Piece]], Iterable[str]]
) -> tuple[list[PageTable], list[Piece]]:
    """The tables on these grids, and the pieces that stand in none of them. ``lines`` puts the pieces
    of a cell together to lines."""
    tables: list[PageTable] = []
    rest = list(pieces)
    for grid in grids:
        inside = [piece for piece in rest if _within(grid, piece)]
        rows = _filled(grid.rows(inside, lambda cell: _cell_text(lines(cell))))
        if len(rows) > 1 and len(rows[0]) > 1:
            tables.append(PageTable(tuple(map(tuple, rows)), *grid.box))
            taken = set(map(id, inside))
            rest = [piece for piece in rest if id(piece) not in taken]
    return tables, rest


def _within(grid: Grid, piece: Boxed) -> bool:
    left, top, right, bottom = grid.box
    return left <= (piece.left + piece.right) / 2 <= right and top <= piece.middle <= bottom


def _filled(rows: list[list[str]]) -> list[list[str]]:
    """Without rows and columns that hold nothing."""
    kept = [row for row in rows if any(row)]
    columns = [column for column in zip(*kept, strict=True) if any(column)]
    return [list(row) for row in zip(*columns, strict=True)]


def _cell_text(lines: Iterable[str]) -> str:
    """A cell's words: wrapped lines put together, items of a list apart."""
    paragraphs: list[str] = []
    for line in map(tidy_line, lines):
        if not paragraphs or is_item(line):
            paragraphs.append(line)
            continue
        border = paragraphs[-1][-1:], line[:1]
        latin = all(c.isascii() and c.isalpha() for c in border)
        paragraphs[-1] += (" " if latin else "") + line
    return cell_words(paragraphs)
