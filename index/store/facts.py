"""What the live documents state, extracted when they come in, found by kind, subject and document."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from corpus.document import Document
from corpus.facts.base import Fact
from corpus.facts.extractors import extract_facts, extraction
from index.progress import Progress
from index.store.database import Database
from index.store.documents import to_json

_F = TypeVar("_F", bound=Fact)
_FOUND_BY = {
    "key": "f.key = ?",
    "name": "f.name = ?",
    "part": "instr(f.name, ?)",
    "document_id": "document_id = ?",
}
_EXTRACTION = "facts"  # where it is recorded by which code the facts were extracted


@dataclass(frozen=True, slots=True)
class StoredFact(Generic[_F]):
    """A fact and the text that its offsets refer to."""

    fact: _F
    document_id: str
    version: str


class FactTable:
    """Reads and writes facts; writing happens inside the store's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, document: Document) -> None:
        """Extract what a live document states, in place of what was extracted of it before."""
        self.remove(document.document_id)
        self._database.insert("facts", _rows(document))

    def remove(self, document_id: str) -> None:
        """Take the facts of a document out."""
        self._database.write("DELETE FROM facts WHERE document_id = ?", (document_id,))

    def renew(self, sound: Callable[[str], Document | None], progress: Progress) -> None:
        """Extract the facts of every document anew, where those here are of another code or none;
        ``sound`` reads a document that is as it was taken in."""
        if self.are_current():
            return
        ids = [row[0] for row in self._database.rows("SELECT document_id FROM documents")]
        for done, document_id in enumerate(ids, 1):
            if document := sound(document_id):
                self.put(document)
            progress.extracting(done, len(ids))
        self._database.set_meta(_EXTRACTION, extraction())

    def are_current(self) -> bool:
        """Whether the code at hand extracted the facts that are here."""
        return self._database.meta(_EXTRACTION) == extraction()

    def fit(self, document: Document) -> bool:
        """Whether the facts here are those that the document states."""
        rows = self._database.rows(
            "SELECT * FROM facts WHERE document_id = ? ORDER BY n", (document.document_id,)
        )
        return rows == _rows(document)

    def find(self, kind: type[_F], **by: str) -> list[StoredFact[_F]]:
        """The facts of one kind by source, then in reading order.

        Args:
            by: what they are found by: ``key`` and ``name`` of their subject, ``part`` of its name,
                ``document_id``; all of it has to fit.
        """
        where = " AND ".join(["f.kind = ?", *(_FOUND_BY[name] for name in by)])
        rows = self._database.rows(
            "SELECT f.start, f.end, f.json, document_id, d.version"  # noqa: S608
            " FROM facts f JOIN documents d USING (document_id)"
            f" WHERE {where} ORDER BY d.source, f.n",
            (kind.kind, *by.values()),
        )
        return [
            StoredFact(kind.from_json(start, end, json.loads(written)), document_id, version)
            for start, end, written, document_id, version in rows
        ]

    def counts(self, kind: type[Fact]) -> list[tuple[str, str, str, int]]:
        """How many facts of one kind each document states of each subject, by source:
        (document_id, key, name, how many)."""
        return self._database.rows(
            "SELECT document_id, f.key, f.name, count(*)"
            " FROM facts f JOIN documents d USING (document_id) WHERE f.kind = ?"
            " GROUP BY d.source, document_id, f.key, f.name ORDER BY d.source, min(f.n)",
            (kind.kind,),
        )


def _rows(document: Document) -> list[tuple[Any, ...]]:
    """What a document states as rows of the table."""
    return [
        (document.document_id, n, fact.kind, *fact.subject, fact.start, fact.end,
         to_json(fact.to_json()))
        for n, fact in enumerate(extract_facts(document))
    ]  # fmt: skip
