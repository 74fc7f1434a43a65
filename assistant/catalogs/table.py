"""A catalogue as a table that can be searched and filtered: rows by number, columns by label."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from assistant.catalogs.rows import Row
from assistant.library import Library
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.column_headers import ColumnRole
from corpus.language.words import fold, simplified

_FACET_VALUES = 40  # a column of more different values is searched, not chosen from
_FACET_LENGTH = 24  # characters of a value that fits a menu
_FACETS = 4
_KEPT = 6  # catalogues that are kept ready
_NAME = "名称"
_FACET_ROLES = {
    role.value: place
    for place, role in enumerate(
        (
            ColumnRole.TYPE,
            ColumnRole.THEME,
            ColumnRole.DEPARTMENT,
            ColumnRole.LEVEL,
            ColumnRole.OBJECT,
        )
    )
}


@dataclass(frozen=True, slots=True)
class Facet:
    """A column to choose from: its label, and each value with the number of its rows."""

    label: str
    values: tuple[tuple[str, int], ...]


class CatalogTable:
    """The rows of one catalogue in the order of the file, numbered from 0."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._spans = _rows(document.provisions)
        roles = document.metadata.columns
        self.name_label = next((c for c, r in roles.items() if r == ColumnRole.NAME.value), _NAME)
        self.labels = (self.name_label, *(c for c in roles if c != self.name_label))
        self._columns: dict[str, list[str]] = {}

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._spans)

    def row(self, number: int) -> Row:
        """Row ``number``."""
        first, end = self._spans[number]
        provisions = self.document.provisions
        return Row(self.document, provisions[first], provisions[first + 1 : end])

    def cells(self, number: int) -> dict[str, str]:
        """The filled cells of a row by label, its name first."""
        row = self.row(number)
        labelled = {c.topic: row.value(c) for c in row.cells if c.topic}
        return {self.name_label: row.name, **labelled}

    def column(self, label: str) -> list[str]:
        """The values of a column, "" where a row has none."""
        if label not in self._columns:
            self._columns[label] = [self.cells(n).get(label, "") for n in range(len(self))]
        return self._columns[label]

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """The columns with few different short values, those first that people sort matters by."""
        found = []
        counted: dict[str, Counter[str]] = {label: Counter() for label in self.labels[1:]}
        for number in range(len(self)):
            for label, value in self.cells(number).items():
                if label in counted and len(counted[label]) <= _FACET_VALUES:
                    counted[label][value] += 1
        for label, values in counted.items():
            short = all(len(value) <= _FACET_LENGTH for value in values)
            if 2 <= len(values) <= _FACET_VALUES and short and values.total() > len(values):
                found.append(Facet(label, tuple(values.most_common())))
        roles = self.document.metadata.columns
        found.sort(key=lambda f: _FACET_ROLES.get(roles.get(f.label, ""), len(_FACET_ROLES)))
        return tuple(found[:_FACETS])

    def find(self, words: str, column: str, chosen: Mapping[str, str]) -> list[int]:
        """Numbers of the rows that hold every one of ``words`` (in ``column``, or anywhere where
        that is ""), and in whose columns stand the ``chosen`` values."""
        numbers = list(range(len(self)))
        for label, value in chosen.items():
            values = self.column(label)
            numbers = [n for n in numbers if values[n] == value]
        texts = list(map(fold, self.column(column))) if column else self._folded if words else []
        for word in words.split():
            forms = {fold(word), fold(simplified(word))}
            numbers = [n for n in numbers if any(form in texts[n] for form in forms)]
        return numbers

    @cached_property
    def _folded(self) -> list[str]:
        """Each row's words without the labels, as they are searched."""
        rows = map(self.row, range(len(self)))
        return [fold("\n".join([row.name, *map(row.value, row.cells)])) for row in rows]


class CatalogRegister:
    """The catalogues of a store as tables, the last used kept ready; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._kept: dict[str, tuple[str, CatalogTable]] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def catalogs(self) -> list[Document]:
        """The live catalogues, by source."""
        return [self._library.document(i) for i in self._library.holdings()[1]]

    def counted(self) -> list[tuple[Document, int]]:
        """The live catalogues with the number of their rows, counted once a version."""
        states = self._library.store.documents.states()
        found = []
        for document in self.catalogs():
            key = (document.document_id, states.get(document.document_id, ""))
            if key not in self._counts:
                self._counts[key] = len(_rows(document.provisions))
            found.append((document, self._counts[key]))
        return found

    def table(self, document_id: str) -> CatalogTable:
        """One catalogue.

        Raises:
            UnknownDocumentError: no such document.
        """
        document = self._library.document(document_id)
        state = self._library.store.documents.states().get(document_id, "")
        with self._lock:
            known = self._kept.pop(document_id, None)
            if known is None or known[0] != state:
                known = state, CatalogTable(document)
            self._kept[document_id] = known
            for stale in list(self._kept)[:-_KEPT]:
                del self._kept[stale]
        return known[1]


def original_of(row: Row, library: Library) -> tuple[Document, int, int] | None:
    """The words that a row was taken from, where it names their document and quotes them, and the
    document is here: (document, start, end)."""
    number, words = row.first(ColumnRole.NUMBER), row.first(ColumnRole.ORIGINAL)
    document_id = library.store.names.named("", number) if number and words else ""
    if not document_id or document_id == row.document.document_id:
        return None
    document = library.document(document_id)
    start = document.text.find(words)
    return (document, start, start + len(words)) if start >= 0 else None


def _rows(provisions: tuple[Provision, ...]) -> list[tuple[int, int]]:
    """First and end of the provisions of each row: its name and the cells behind it."""
    found = []
    for at, provision in enumerate(provisions):
        if provision.kind is not ProvisionKind.HEADING:
            continue
        end = at + 1
        while end < len(provisions) and provisions[end].kind is ProvisionKind.CELL:
            end += 1
        if end > at + 1:
            found.append((at, end))
    return found
