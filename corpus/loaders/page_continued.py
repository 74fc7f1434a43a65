"""Tables that go on over pages: written as one, without what the next page repeats."""

import re

from corpus.loaders.base import TextBuilder

_ENDS = "。！？；：!?;:"
# What a page says above the rest of a table.
_AGAIN = re.compile(
    r"[（(]?(?:续上?表|表\s*[0-9一二三四五六七八九十.\-]*\s*[（(]?续)[）)]?[：:\s0-9]*"
)
_REMEMBERED = 3  # lines above a table that may be repeated
_HEADER_ROWS = 4

Row = tuple[str, ...]


class TableWriter:
    """Writes the lines and tables of pages in order."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._grid: list[Row] = []
        self._page = self._header = 0
        self._above: list[str] = []  # the last lines before the table
        self._held: list[str] = []  # lines that are left out where the table goes on

    def line(self, text: str) -> None:
        """Write a paragraph."""
        if self._grid and (_AGAIN.fullmatch(text) or text in self._above):
            self._held.append(text)
            return
        self.flush()
        self._builder.line(text)
        self._above = [*self._above, text][-_REMEMBERED:]

    def table(self, rows: tuple[Row, ...], page: int, header: int = 0) -> None:
        """Write a table, or the rest of the one before where that stands on the page before."""
        if self._grid and len(self._grid[0]) == len(rows[0]) and self._goes_on(rows, page):
            self._held.clear()
            self._grid = _continued(self._grid, rows)
        else:
            self.flush()
            self._grid, self._header = list(rows), header
        self._page = page

    def flush(self) -> None:
        """Write what is waiting for its rest."""
        if self._grid:
            self._builder.table(self._grid, header_rows=self._header)
            self._grid, self._above = [], []
        held, self._held = self._held, []
        for text in held:
            self.line(text)

    def _goes_on(self, rows: tuple[Row, ...], page: int) -> bool:
        return page == self._page + 1 or (page == self._page and rows[0] == self._grid[0])


def _continued(grid: list[Row], rows: tuple[Row, ...]) -> list[Row]:
    """Add the rows of a table's next page: without the header that is repeated; its first row may be
    the rest of a row that was broken."""
    same = 0
    while same < min(_HEADER_ROWS, len(grid), len(rows)) and grid[same] == rows[same]:
        same += 1
    rows = rows[same:]
    if not rows or rows[0][0] or not any(rows[0]):
        return [*grid, *rows]
    last, first = grid[-1], rows[0]
    longest = max(last, key=len)
    if longest and longest[-1] not in _ENDS:
        joined = tuple(type(a)(a + b) for a, b in zip(last, first, strict=True))
        return [*grid[:-1], joined, *rows[1:]]
    return [*grid, (last[0], *first[1:]), *rows[1:]]
