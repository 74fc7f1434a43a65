"""What every loader returns, and the builder that keeps offsets right while lines are added."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.loaders.tables import read_grid, render_row

Progress = Callable[[int, int], None]
"""Called with (pages done, pages in all) while a scan is read."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document. ``spans[i]`` are the offsets of ``rows[i]`` as one line of the text.

    ``header`` is empty where the table has none; merged cells are filled, so every row has the
    width of the table. ``caption`` is the line above it that belongs to it, or a sheet's name.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spans: tuple[tuple[int, int], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document's plain text as it will be stored: ``\\n`` line ends, one paragraph a line.

    ``name`` is the member's path inside an archive, empty for the file itself. ``kind`` is the
    type found by content (``docx``, ``html``…). ``fields`` come from page headers and file
    properties: title, number, issuer, issued and published (ISO), addressee, subject,
    index_number, validity (the words as they stand), effective and expires (ISO), source,
    source_url. ``notes`` are Chinese remarks for the administrator.
    """

    text: str
    fields: dict[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = ""
    name: str = ""


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

    def lines(self, text: str) -> None:
        """Add every line of ``text``."""
        for line in text.split("\n"):
            self.line(line)

    def table(
        self, grid: Sequence[Sequence[str]], *, header_rows: int = 0, caption: str = ""
    ) -> None:
        """Add a table, one line a row: ``表头：值；表头：值``. ``header_rows`` 0 means: find out."""
        table = read_grid(grid, header_rows=header_rows)
        for line in table.captions:
            self.line(line)
        own = table.captions[-1] if table.captions else ""
        self.rows(table.header, table.rows, caption or own)

    def rows(
        self, header: tuple[str, ...], rows: Sequence[tuple[str, ...] | str], caption: str
    ) -> None:
        """Add the rows of a table whose header is known; a ``str`` row is a line between them."""
        kept, spans = [], []
        for row in rows:
            span = self.line(render_row(header, row))
            if span and not isinstance(row, str):
                kept.append(row)
                spans.append(span)
        if kept:
            self._tables.append(Table(header, tuple(kept), tuple(spans), caption))

    def finish(
        self, *, fields: dict[str, str] | None = None, notes: Sequence[str] = (), kind: str = ""
    ) -> Extracted:
        """Return the document; its text ends with one line end."""
        text = "".join(f"{line}\n" for line in self._lines)
        kept = {key: value for key, value in (fields or {}).items() if value}
        return Extracted(text, kept, tuple(self._tables), tuple(notes), kind)
