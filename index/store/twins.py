"""Which documents have nearly the same text, recognised by a few hashes of each (sketches)."""

from collections.abc import Callable

from corpus.document import Document
from corpus.life.likeness import are_twins, sketch
from index.store.database import Table, marks


class TwinTable(Table):
    """The pairs of twins."""

    def of(self, document_id: str) -> set[str]:
        """Live documents with nearly the same text."""
        rows = self._database.rows(
            "SELECT other_id FROM twins WHERE document_id = ?", (document_id,)
        )
        return {row[0] for row in rows}

    def repeated(self) -> set[str]:
        """Live documents that repeat the text of an earlier one, by source, that does not itself."""
        repeated: set[str] = set()
        for document_id, other_id in self._database.rows(
            "SELECT document_id, other_id FROM twins JOIN documents USING (document_id)"
            " ORDER BY source"
        ):
            if document_id not in repeated:
                repeated.add(other_id)
        return repeated

    def put(self, document: Document) -> None:
        """Record what a live document is recognised by."""
        rows = ((value, document.document_id) for value in sketch(document.text))
        self._database.insert("sketches", rows)

    def find(self, document: Document, live: Callable[[str], Document | None]) -> None:
        """Record which live documents have nearly the same text; ``live`` reads one."""
        values = sketch(document.text)
        alike = self._database.rows(
            f"SELECT document_id FROM sketches WHERE value IN ({marks(values)})"  # noqa: S608
            " AND document_id != ? GROUP BY document_id HAVING count(*) >= ?",
            (*values, document.document_id, len(values) // 2),
        )
        for (other_id,) in alike:
            other = live(other_id)
            if other is not None and are_twins(document, other):
                pair = (document.document_id, other_id)
                self._database.insert("twins", [pair, pair[::-1]])
