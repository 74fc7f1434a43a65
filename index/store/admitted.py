"""A store of which only some documents can be seen: a reading view for one kind of reader.

Whatever is asked of it, by whatever statement, finds nothing of the others: temporary views of the
connection stand in the place of the tables, so that who reads can't forget to look whether a document
may be seen. Words and vectors are bounded in the same way (``KeywordIndex`` here, ``index.vectors.admitted``).

What a build adds is not seen until it was looked at; so what goes wrong here hides too much, never too
little.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from index.keywords import KeywordIndex
from index.store.chunks import ChunkTable
from index.store.store import Store

_OF_DOCUMENT = (
    "documents",
    "provisions",
    "chunks",
    "versions",
    "relations",
    "titles",
    "facts",
    "originals",
    "sketches",
)
_ADMITTED = "document_id IN (SELECT document_id FROM temp.admitted)"


class AdmittedStore(Store):
    """The documents of a store whose sources ``admits`` lets through. For reading only; safe to share
    between threads."""

    def __init__(self, directory: Path, admits: Callable[[str], bool]) -> None:
        """Raises what opening a store does."""
        self._begun = (
            False  # until the views are there, nothing is read but what a store says of itself
        )
        super().__init__(directory)
        self._admits = admits
        self._lock = RLock()
        self._seen = -1  # what SQLite counts up when another connection has written
        self._hidden: frozenset[int] = frozenset()
        with super().reading() as db:
            db.execute("PRAGMA temp_store = MEMORY")
            db.execute("CREATE TEMP TABLE admitted (document_id TEXT PRIMARY KEY) WITHOUT ROWID")
            for table in _OF_DOCUMENT:
                db.execute(
                    f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {_ADMITTED}"
                )  # noqa: S608
            db.execute(
                f"CREATE TEMP VIEW twins AS SELECT * FROM main.twins WHERE {_ADMITTED}"  # noqa: S608
                " AND other_id IN (SELECT document_id FROM temp.admitted)"
            )
        self.keywords = KeywordIndex(directory / "keywords", hidden=self.hidden)
        self.chunks = ChunkTable(self)
        self._begun = True

    def hidden(self) -> Collection[int]:
        """The rows of the chunks and blocks that can't be seen."""
        with self.reading():
            return self._hidden

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, once it admits what may be seen now."""
        with super().reading() as db:
            if self._begun:
                with self._lock:
                    self._renew(db)
            yield db

    def _renew(self, db: sqlite3.Connection) -> None:
        """Look anew at which documents may be seen, where anything was written since."""
        seen = db.execute("PRAGMA main.data_version").fetchone()[0]
        if seen == self._seen:
            return
        admitted = self._admitted(db)
        before = {row[0] for row in db.execute("SELECT document_id FROM temp.admitted")}
        # Those that go before those that come: at no moment is there one too many.
        db.executemany(
            "DELETE FROM temp.admitted WHERE document_id = ?", [(i,) for i in before - admitted]
        )
        db.executemany("INSERT INTO temp.admitted VALUES (?)", [(i,) for i in admitted - before])
        rows = db.execute(f"SELECT rowid, block FROM main.chunks WHERE NOT {_ADMITTED}")  # noqa: S608
        self._hidden = frozenset(row for pair in rows for row in pair)
        self._seen = seen

    def _admitted(self, db: sqlite3.Connection) -> set[str]:
        """The ids that may be seen: of live documents by their source, of those that are gone by the
        sources of all their versions."""
        live = dict(db.execute("SELECT document_id, source FROM main.documents"))
        admitted = {i for i, source in live.items() if self._admits(source)}
        gone: dict[str, bool] = {}
        for document_id, source in db.execute("SELECT document_id, source FROM main.versions"):
            if document_id not in live:
                gone[document_id] = gone.get(document_id, True) and self._admits(source)
        return admitted | {i for i, may in gone.items() if may}
