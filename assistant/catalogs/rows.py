"""Rows of catalogues: one matter with its labelled cells, found around any offset in it."""

from bisect import bisect_right
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.language.column_headers import ColumnRole


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``heading`` is its name, ``cells`` its filled cells in the order of the columns."""

    document: Document
    heading: Provision
    cells: tuple[Provision, ...]

    @property
    def name(self) -> str:
        """The name of the row as the document has it."""
        return self.document.text[self.heading.start : self.heading.end]

    def of_role(self, role: ColumnRole) -> list[Provision]:
        """The cells of the columns that have this role."""
        columns = self.document.metadata.columns
        return [cell for cell in self.cells if columns.get(cell.topic) == role.value]

    def value(self, cell: Provision) -> str:
        """A cell without its label, if it has one."""
        label = len(cell.topic) + 1 if cell.topic else 0
        return self.document.text[cell.start + label : cell.end].strip()

    def first(self, role: ColumnRole) -> str:
        """The value of the first cell of this role, "" if it has none."""
        return next((self.value(cell) for cell in self.of_role(role)), "")


def is_catalog(document: Document) -> bool:
    """Whether a document is a catalogue."""
    return bool(document.metadata.columns)


def row_at(document: Document, offset: int) -> Row | None:
    """The row that the character at ``offset`` lies in, None where there is no row."""
    provisions = document.provisions
    at = bisect_right(provisions, offset, key=lambda p: p.start) - 1
    while at >= 0 and provisions[at].kind is ProvisionKind.CELL:
        at -= 1
    if at < 0 or provisions[at].kind is not ProvisionKind.HEADING:
        return None
    end = at + 1
    while end < len(provisions) and provisions[end].kind is ProvisionKind.CELL:
        end += 1
    return Row(document, provisions[at], provisions[at + 1 : end]) if end > at + 1 else None
