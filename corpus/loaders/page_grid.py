"""Ruled tables: from the lines drawn on a page to grids whose merged cells are filled.

Lines that cross or touch belong together; the places of the upright ones are the borders of columns,
those of the level ones the borders of rows. Two neighbouring fields with no line between are one cell.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.loaders.cells import FromAbove, FromLeft
from corpus.loaders.page_lines import Box, Boxed

MAX_RULES = 3000  # lines on a page; a drawing has more, a table never
_MAX_FIELDS = 20_000

Piece = TypeVar("Piece", bound=Boxed)


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of a page: level ones as (y, x0, x1), upright ones as (x, y0, y1)."""

    level: list[tuple[float, float, float]]
    upright: list[tuple[float, float, float]]

    def add(self, x0: float, y0: float, x1: float, y1: float, *, slack: float) -> None:
        """Add a line; one that is neither level nor upright by more than ``slack`` is no rule."""
        if abs(y1 - y0) <= slack < abs(x1 - x0):
            self.level.append(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= slack < abs(y1 - y0):
            self.upright.append(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


@dataclass(frozen=True, slots=True)
class Grid:
    """Borders of columns (``xs``) and rows (``ys``), and of each field the cell it is part of."""

    xs: list[float]
    ys: list[float]
    cells: list[list[int]]

    @property
    def box(self) -> Box:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cuts(self, piece: Boxed) -> bool:
        """Whether a border between two cells goes through a piece, not only through its edge."""
        inner = 0.7 * piece.size
        row = bisect_right(self.ys, piece.middle) - 1
        first = bisect_right(self.xs, piece.left + inner) - 1
        last = bisect_right(self.xs, piece.right - inner) - 1
        if not 0 <= row < len(self.cells) or first >= last:
            return False
        return len(set(self.cells[row][max(0, first) : last + 1])) > 1

    def rows(
        self, pieces: Iterable[Piece], written: Callable[[list[Piece]], str]
    ) -> list[list[str]]:
        """The texts of the fields; ``written`` makes one of the pieces of a cell."""
        held: dict[int, list[Piece]] = defaultdict(list)
        for piece in pieces:
            column = bisect_right(self.xs, (piece.left + piece.right) / 2) - 1
            row = bisect_right(self.ys, piece.middle) - 1
            if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
                held[self.cells[row][column]].append(piece)
        texts = {cell: written(found) for cell, found in held.items()}
        return [
            [self._repeated(texts.get(cell, ""), row, column) for column, cell in enumerate(cells)]
            for row, cells in enumerate(self.cells)
        ]

    def _repeated(self, text: str, row: int, column: int) -> str:
        """The words of a field, marked where it is not the first one of its cell."""
        cell = self.cells[row][column]
        if column and self.cells[row][column - 1] == cell:
            return FromLeft(text)
        return FromAbove(text) if row and self.cells[row - 1][column] == cell else text


def find_grids(rules: Rules, unit: float) -> list[Grid]:
    """The grids that rules draw, from top to bottom; ``unit`` is what lines may be apart and still
    meet (a third of a letter)."""
    if len(rules.level) + len(rules.upright) > MAX_RULES:
        return []
    level, upright = _merged(rules.level, unit), _merged(rules.upright, unit)
    grids = [grid for lines in _together(level, upright, unit) if (grid := _grid(*lines, unit))]
    return sorted(grids, key=lambda grid: grid.ys[0])


_Line = tuple[float, float, float]


def _merged(lines: Sequence[_Line], unit: float) -> list[_Line]:
    """Lines on one place put together where they meet or overlap."""
    merged: list[_Line] = []
    for group in _near(sorted(lines), unit):
        place = sum(line[0] for line in group) / len(group)
        begin, end = -1e9, -1e9
        for _, start, stop in sorted(group, key=lambda line: line[1]):
            if start > end + unit:
                if end > begin:
                    merged.append((place, begin, end))
                begin, end = start, stop
            end = max(end, stop)
        merged.append((place, begin, end))
    return merged


def _near(lines: Sequence[_Line], unit: float) -> Iterable[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and line[0] - group[0][0] > unit:
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _together(
    level: list[_Line], upright: list[_Line], unit: float
) -> Iterable[tuple[list[_Line], list[_Line]]]:
    """Groups of lines that cross or touch."""
    leader = list(range(len(level) + len(upright)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    for i, (y, x0, x1) in enumerate(level):
        for j, (x, y0, y1) in enumerate(upright, len(level)):
            if x0 - unit <= x <= x1 + unit and y0 - unit <= y <= y1 + unit:
                leader[find(i)] = find(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = defaultdict(lambda: ([], []))
    for index, line in enumerate([*level, *upright]):
        groups[find(index)][index >= len(level)].append(line)
    return groups.values()


def _grid(level: list[_Line], upright: list[_Line], unit: float) -> Grid | None:
    xs = _places([line[0] for line in upright], unit)
    ys = _places([line[0] for line in level], unit)
    if len(ys) < 3 or not xs:
        return None
    # Tables are often open at the sides: there the level lines go on beyond the last upright one.
    for edge in (min(line[1] for line in level), max(line[2] for line in level)):
        if edge < xs[0] - 3 * unit or edge > xs[-1] + 3 * unit:
            xs = sorted([*xs, edge])
    if len(xs) < 3 or (len(xs) - 1) * (len(ys) - 1) > _MAX_FIELDS:
        return None
    columns, rows = len(xs) - 1, len(ys) - 1
    leader = list(range(columns * rows))

    def find(field: int) -> int:
        while leader[field] != field:
            leader[field] = leader[leader[field]]
            field = leader[field]
        return field

    walls = _by_place(upright, xs), _by_place(level, ys)
    for row in range(rows):
        for column in range(columns):
            field = row * columns + column
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if column + 1 < columns and not _covered(walls[0][column + 1], y):
                leader[find(field)] = find(field + 1)
            if row + 1 < rows and not _covered(walls[1][row + 1], x):
                leader[find(field)] = find(field + columns)
    cells = [[find(row * columns + column) for column in range(columns)] for row in range(rows)]
    return Grid(xs, ys, cells)


def _places(values: Iterable[float], unit: float) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > unit:
            places.append(value)
    return places


def _by_place(lines: list[_Line], places: list[float]) -> list[list[tuple[float, float]]]:
    """The stretches of lines that stand on each place."""
    found: list[list[tuple[float, float]]] = [[] for _ in places]
    for place, begin, end in lines:
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - place))
        found[nearest].append((begin, end))
    return found


def _covered(stretches: list[tuple[float, float]], at: float) -> bool:
    return any(begin <= at <= end for begin, end in stretches)
