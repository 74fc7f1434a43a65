"""The tables of the documents last asked about, kept ready."""

from collections.abc import Sequence
from threading import Lock

from assistant.catalogs.rows import Row, is_catalog, row_at
from assistant.catalogs.table import CatalogTable
from assistant.library import Library
from assistant.tables.reading import table_of_catalog, tables_of
from assistant.tables.records import Table
from corpus.document import Document
from index.retriever import Hit

_DOCUMENTS = 5  # documents whose tables are looked at for a question
_KEPT = 32  # documents whose tables are kept
_LONGEST = 600  # rows of a catalogue that are all looked at


class TableShelf:
    """Tables by document; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[int, tuple[Document, list[Table]]] = {}

    def near(self, hits: Sequence[Hit], library: Library) -> list[Table]:
        """The tables of the documents that were found; of a long catalogue only the rows found."""
        documents: dict[str, Document] = {}
        rows: dict[str, dict[int, Row]] = {}
        for hit in hits:
            document_id = hit.chunk.document_id
            if document_id not in documents and len(documents) >= _DOCUMENTS:
                continue
            document = documents.setdefault(document_id, library.document(document_id))
            if is_catalog(document) and (row := row_at(document, hit.chunk.start)):
                rows.setdefault(document_id, {})[row.heading.start] = row
        tables: list[Table] = []
        for document_id, document in documents.items():
            whole = self._of(document)
            found = list(rows.get(document_id, {}).values())
            part = not whole and is_catalog(document) and found
            tables += [table_of_catalog(document, found, whole=False)] if part else whole
        return tables

    def _of(self, document: Document) -> list[Table]:
        """All tables of a document, none where it is a long catalogue. The library hands out the same
        object while nothing has changed."""
        with self._lock:
            known = self._kept.pop(id(document), None)
        if known is None or known[0] is not document:
            known = document, self._read(document)
        with self._lock:
            self._kept[id(document)] = known
            for stale in list(self._kept)[:-_KEPT]:
                del self._kept[stale]
        return known[1]

    def _read(self, document: Document) -> list[Table]:
        if not is_catalog(document):
            return tables_of(document)
        table = CatalogTable(document)
        if len(table) > _LONGEST:
            return []
        rows = [table.row(number) for number in range(len(table))]
        return [table_of_catalog(document, rows, whole=True)] if rows else []
