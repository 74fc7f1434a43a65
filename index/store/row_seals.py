"""Checksums of the rows of a store, kept beside them, so that altered rows are seen.

SQLite sees that its pages are in order, not that what stands in them is what was written. A checksum
for the rows of each document in each table is written in the transaction that changes these rows;
which they are, triggers tell that live as long as the connection, so that no writer can forget it.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

# Tables whose rows have a document, and the order of these rows; all others in one.
_OF_DOCUMENTS = {
    "documents": "document_id",
    "provisions": "n",
    "chunks": "rowid",
    "relations": "rowid",
    "titles": "title_key",
    "facts": "kind, n",
    "sketches": "value",
    "originals": "version",
    "versions": "version",
}
_WHOLE = {"meta": "key", "twins": "document_id, other_id"}
_ALL = ""  # the document of a table that is sealed as one
_TABLE = (
    "CREATE TABLE IF NOT EXISTS seals (part TEXT NOT NULL, document_id TEXT NOT NULL,"
    " checksum TEXT NOT NULL, PRIMARY KEY (part, document_id)) WITHOUT ROWID"
)
_TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched (part, document_id, UNIQUE(part, document_id))"


class RowSeals:
    """The seals over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._watched: set[str] = set()

    def watch(self) -> None:
        """Note from now on whose rows change; call at the begin of a transaction."""
        self._db.execute(_TOUCHED)
        for table in self._tables() - self._watched:
            for event, row in (
                ("INSERT", "new"),
                ("UPDATE", "new"),
                ("UPDATE", "old"),
                ("DELETE", "old"),
            ):
                whose = f"{row}.document_id" if table in _OF_DOCUMENTS else f"'{_ALL}'"
                self._db.execute(
                    f"CREATE TEMP TRIGGER seal_{table}_{event}_{row} AFTER {event} ON main.{table}"
                    f" BEGIN INSERT OR IGNORE INTO touched VALUES ('{table}', {whose}); END"
                )
            self._watched.add(table)

    def renew(self) -> None:
        """Seal what was changed since ``watch``, or all where nothing ever was; call before COMMIT."""
        tables = self._tables()
        fresh = not self._has_seals()
        self._db.execute(_TABLE)
        self._db.execute(_TOUCHED)
        if fresh or tables - self._watched:
            for part, document_id in list(self._present(tables)):
                self._seal(part, document_id)
        for part, document_id in self._db.execute(
            "SELECT part, document_id FROM touched"
        ).fetchall():
            self._seal(part, document_id)
        self.forget()

    def forget(self) -> None:
        """What was noted came to nothing, or is sealed."""
        self._db.execute("DELETE FROM touched")

    def broken(self) -> list[tuple[str, str]]:
        """(table, document) whose rows are not those that were sealed; empty where nothing was.

        ``document`` is "" for tables that are sealed as a whole.

        Raises:
            sqlite3.DatabaseError: the database can't be read.
        """
        if not self._has_seals():
            return []
        known = {
            (part, document_id): checksum
            for part, document_id, checksum in self._db.execute("SELECT * FROM seals")
        }
        tables = self._tables()
        present = dict.fromkeys([*known, *self._present(tables)])
        return [
            place
            for place in present
            if place[0] not in tables or self._checksum(*place) != known.get(place, "")
        ]

    def touch(self, part: str, document_id: str) -> None:
        """Let rows be sealed as they are now; call inside a transaction."""
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?, ?)", (part, document_id))

    def rows(self, part: str, document_id: str) -> list[tuple[Any, ...]] | None:
        """The rows of one document in one table, None where they are not those that were sealed.

        Rows and seal are read at one time: another process may be writing.
        """
        order, sealed = _OF_DOCUMENTS[part], "NULL"
        if self._has_seals():
            sealed = "(SELECT checksum FROM seals s WHERE s.part = :part AND s.document_id = :id)"
        found = self._db.execute(
            f"SELECT {sealed}, * FROM {part} WHERE document_id = :id ORDER BY {order}",
            {"part": part, "id": document_id},
        ).fetchall()
        rows = [row[1:] for row in found]
        known = found[0][0] if found else None
        return None if known is not None and known != _checksum(rows) else rows

    def _seal(self, part: str, document_id: str) -> None:
        checksum = self._checksum(part, document_id)
        if checksum:
            self._db.execute(
                "INSERT OR REPLACE INTO seals VALUES (?, ?, ?)", (part, document_id, checksum)
            )
        else:
            self._db.execute(
                "DELETE FROM seals WHERE part = ? AND document_id = ?", (part, document_id)
            )

    def _checksum(self, part: str, document_id: str) -> str:
        """Of the rows of a document in a table, "" where it has none."""
        order = _OF_DOCUMENTS.get(part) or _WHOLE.get(part)
        if order is None:
            return ""
        where, values = (
            ("WHERE document_id = ?", (document_id,)) if part in _OF_DOCUMENTS else ("", ())
        )
        return _checksum(self._db.execute(f"SELECT * FROM {part} {where} ORDER BY {order}", values))

    def _present(self, tables: set[str]) -> Iterator[tuple[str, str]]:
        for part in sorted(tables):
            if part in _WHOLE:
                yield part, _ALL
            else:
                yield from (
                    (part, str(row[0]))
                    for row in self._db.execute(
                        f"SELECT DISTINCT document_id FROM {part}"
                    ).fetchall()
                )

    def _tables(self) -> set[str]:
        there = {
            row[0]
            for row in self._db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")
        }
        return there & {*_OF_DOCUMENTS, *_WHOLE}

    def _has_seals(self) -> bool:
        return bool(
            self._db.execute("SELECT 1 FROM main.sqlite_master WHERE name = 'seals'").fetchone()
        )


def _checksum(rows: Iterable[tuple[Any, ...]]) -> str:
    """Of rows in their order, "" where there are none."""
    digest, some = hashlib.blake2b(digest_size=16), False
    for row in rows:
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
        some = True
    return digest.hexdigest() if some else ""
