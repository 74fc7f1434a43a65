"""What every loader returns, and the builder that keeps offsets right while lines are added."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from corpus.loaders.cells import is_label
from corpus.loaders.ink import Ink
from corpus.loaders.rows import GridRow, render_row
from corpus.loaders.tables import read_grid

_CONTINUED = re.compile(r"[（(]?续(?:表|上表|前表).{0,12}")
_UNIT = re.compile(r"[（(]?(?:计量|金额|货币)?单位[：:]")
_TITLE = 40  # characters; a longer line above a table is a sentence

Progress = Callable[[int, int], None]
"""Called with (pages done, pages in all) while a scan is read."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document. ``spans[i]`` are the offsets of ``rows[i]`` in the text: one line, or,
    where the cell of a card is a text of its own, its label and the lines of that text.

    ``header`` is empty where the table has none (the rows of a form or card hold label, value,
    label, value); below a header merged cells are filled, so every row has the width of the table.
    ``caption`` is the line above it that belongs to it, or a sheet's name; ``sections[i]`` is the
    line across the table that row i stands below, "" for none.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    caption: str = ""
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document's plain text as it will be stored: ``\\n`` line ends, one paragraph a line.

    ``name`` is the member's path inside an archive, empty for the file itself. ``kind`` is the
    type found by content (``docx``, ``html``…). ``fields`` come from page headers and file
    properties: title, number, issuer, issued and published (ISO), addressee, subject,
    index_number, validity (the words as they stand), effective and expires (ISO), source,
    source_url. ``notes`` are Chinese remarks for the administrator.

    ``data`` are the bytes it was read from, ``converted`` what they were turned into first (docx).
    ``inks`` are the letters on the pages that the text was read from; none where there are no pages.
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = ""
    name: str = ""
    data: bytes = field(default=b"", repr=False)
    converted: bytes = field(default=b"", repr=False)
    inks: tuple[Ink, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """A member of an archive that could not be taken in; ``reason`` is one Chinese line."""

    name: str
    reason: str


class TextBuilder:
    """Collects lines and tables of one document and remembers where each row stands."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self._inks: list[Ink] = []
        self._table_end = 0  # how many lines there were behind the last table

    def read_from(self, inks: Iterable[Ink]) -> None:
        """Note the letters of the pages that lines are added from."""
        self._inks += inks

    def __len__(self) -> int:
        """Characters so far, line ends included."""
        return self._length

    def line(self, text: str) -> tuple[int, int] | None:
        """Add one line and return its offsets; blank text adds nothing."""
        text = text.strip()
        if not text:
            return None
        start = self._length
        self._lines.append(text)
        self._length += len(text) + 1
        return start, start + len(text)

    def lines(self, text: str) -> tuple[int, int] | None:
        """Add every line of ``text`` and return the offsets of them all."""
        spans = [span for line in text.split("\n") if (span := self.line(line))]
        return (spans[0][0], spans[-1][1]) if spans else None

    def table(
        self, grid: Sequence[Sequence[str]], *, header_rows: int = 0, caption: str = ""
    ) -> None:
        """Add a table, one line a row: ``表头：值；表头：值``. ``header_rows`` 0 means: find out.

        A table right behind another one of its width goes on with it on a new page.
        """
        last = self._tables[-1] if self._goes_on() else None
        table = read_grid(grid, marked=header_rows, above=last.header if last else ())
        above = self._line_above()
        for line in table.captions:
            self.line(line)
        own = next((line for line in reversed(table.captions) if _is_title(line)), "")
        if last and last.header == table.header and not table.captions:
            own = last.caption
        if not table.rows and not (last and last.header == table.header):
            self.line("；".join(filter(None, table.header)))  # an empty form, a header said twice
        self._add(table.header, table.rows, caption or own or above)

    def rows(self, header: tuple[str, ...], rows: Sequence[tuple[str, ...]], caption: str) -> None:
        """Add the rows of a table whose header is known."""
        self._add(header, [GridRow(row, render_row(header, row)) for row in rows], caption)

    def _add(self, header: tuple[str, ...], rows: Sequence[GridRow | str], caption: str) -> None:
        kept, spans = [], []
        for row in rows:
            span = self.lines(row if isinstance(row, str) else row.text)
            if span and not isinstance(row, str):
                kept.append(row)
                spans.append(span)
        if kept:
            cells, sections = tuple(r.cells for r in kept), tuple(r.section for r in kept)
            self._tables.append(Table(header, cells, tuple(spans), caption, sections))
            self._table_end = len(self._lines)

    def _goes_on(self) -> bool:
        """Whether nothing but 续表 stands behind the last table."""
        return bool(self._tables) and all(
            _CONTINUED.fullmatch(line) for line in self._lines[self._table_end :]
        )

    def _line_above(self) -> str:
        """The title of a table that comes next: the last short line, unless it is only its unit."""
        for line in reversed(self._lines[max(self._table_end, len(self._lines) - 3) :]):
            if _is_title(line):
                return line
            if not _UNIT.match(line):
                return ""
        return ""

    def finish(
        self, *, fields: dict[str, str] | None = None, notes: Sequence[str] = (), kind: str = ""
    ) -> Extracted:
        """Return the document; its text ends with one line end."""
        text = "".join(f"{line}\n" for line in self._lines)
        kept = {key: value for key, value in (fields or {}).items() if value}
        inks = tuple(self._inks)
        return Extracted(text, kept, tuple(self._tables), tuple(notes), kind, inks=inks)


def _is_title(line: str) -> bool:
    """Whether a line names the table below it: no note, no unit, no sentence."""
    return (
        is_label(line.partition("：")[2] or line)
        and len(line) <= _TITLE
        and line[-1] not in "：:。"
        and not _UNIT.match(line)
    )
