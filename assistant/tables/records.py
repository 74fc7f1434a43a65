"""The tables of documents and catalogues as records: labelled cells with the places they stand in."""

import re
from dataclasses import dataclass
from functools import cached_property

from assistant.tables.grams import folded
from corpus.document import Document, Provision

_LONG_NUMBER = re.compile(r"[0-9A-Za-z（）()\-—－转、/ ]*[0-9]{5,}[0-9A-Za-z（）()\-—－转、/ ]*")
_SHORT = 40  # characters of a cell of a card that may say what the card is of
_TOTAL = re.compile(r"(?:合|总|小)\s*计|总数|汇总")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its column's label ("" where there is none), its value, and the offsets of both
    together. ``items`` are the lines of a cell that is a text of its own, else empty."""

    label: str
    value: str
    start: int
    end: int
    provision: Provision
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Record:
    """A row with its cells, or all of a card or form, whose long cells don't tell what it is of."""

    cells: tuple[Cell, ...]
    section: str = ""
    card: bool = False

    @cached_property
    def words(self) -> str:
        """Its values as grams are looked for in them."""
        values = [c.value for c in self.cells if not self.card or len(c.value) <= _SHORT]
        return "|".join(map(folded, [self.section, *values]))


@dataclass(frozen=True)
class Table:
    """A table: ``context`` are the words around it (title, headings, caption), ``unit`` the line that
    says in what its figures are given. ``single``: a card or form, one record as a whole; ``whole``:
    all of its rows are here."""

    document: Document
    records: tuple[Record, ...]
    context: str
    caption: str
    unit: tuple[str, Provision] | None = None
    single: bool = False
    whole: bool = True

    @cached_property
    def labels(self) -> list[str]:
        """The labels of its columns in order."""
        return list(dict.fromkeys(cell.label for r in self.records for cell in r.cells))

    @cached_property
    def around(self) -> str:
        """Its labels and what stands around it, as grams are looked for in them."""
        return "|".join(map(folded, [self.context, *self.labels]))


def is_number_of(cell: Cell) -> bool:
    """Whether a cell is a telephone number or a code, by which one may ask whose it is."""
    return len(cell.value) <= _SHORT and bool(_LONG_NUMBER.fullmatch(cell.value))


def is_total(record: Record) -> bool:
    """Whether a row sums up the others."""
    return any(_TOTAL.fullmatch(cell.value) for cell in record.cells[:3])
