"""The connection to a store's database: opened with clear errors, written in one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.stored_texts import DATABASE, is_cut_off
from index.disk import of_disk
from index.errors import BusyError, StoreDamagedError, StoreLockedError, StoreMissingError
from index.keywords import KeywordIndex
from index.store.row_seals import RowSeals

_KEYWORDS = "keywords"  # the directory of the keyword index
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = "另一个进程正在建立索引，请等它结束后再试。"


class Database:
    """The database of a store directory and the keyword index beside it, which change together."""

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        self.directory = directory
        self.path = directory / DATABASE
        if not create and not self.path.is_file():
            raise StoreMissingError(
                f"资料库“{directory}”还没有索引，请先运行：python -m index build --store {directory}"
            )
        if self.path.is_file() and is_cut_off(self.path):
            raise self._damaged()
        with self.opening():
            directory.mkdir(parents=True, exist_ok=True)
            # isolation_level None: transactions are begun and ended only by ``writing``.
            self._db = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=5
            )
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self.seals = RowSeals(self._db)
            self.keywords = KeywordIndex(directory / _KEYWORDS, create=create)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """What can go wrong while a store is opened or upgraded, reported as one clear line."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise BusyError(_BUSY) from error
            raise of_disk(error, self.directory) or self._damaged() from error
        except OSError as error:
            line = f"资料库目录“{self.directory}”不能写入：{error.strerror}。"
            raise of_disk(error, self.directory) or StoreLockedError(line) from error

    def _damaged(self) -> StoreDamagedError:
        return StoreDamagedError(
            f"资料库“{self.directory}”的数据库文件不完整或被改动；请从备份恢复"
            f"（python -m index restore）。没有备份时，只移走 {DATABASE} 这一个文件"
            "（上传的文件和记录留在原处），再运行 python -m index build。"
        )

    def close(self) -> None:
        """Close the database connection."""
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, with database damage reported as one clear line."""
        try:
            yield self._db
        except sqlite3.DatabaseError as error:
            raise of_disk(error, self.directory) or self._damaged() from error

    def rows(self, statement: str, values: Sequence[Any] | dict[str, Any] = ()) -> list[Any]:
        """What a query finds, a tuple a row.

        Raises:
            StoreDamagedError: the database can't be read.
        """
        with self.reading() as db:
            return db.execute(statement, values).fetchall()

    def write(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Change rows; call inside ``writing``."""
        self._db.execute(statement, values)

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Add whole rows to a table; call inside ``writing``."""
        if every := list(rows):
            self._db.executemany(f"INSERT INTO {table} VALUES ({marks(every[0])})", every)  # noqa: S608

    @contextmanager
    def writing(self, *, tables: bool = False) -> Iterator[None]:
        """One transaction: all of it becomes visible, or nothing. ``tables``: these change too."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise of_disk(error, self.directory) or BusyError(_BUSY) from error
        try:
            with self._full():
                if not tables:
                    self.seals.watch()
                yield
                self.keywords.commit()
                self.seals.renew()
                self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk has ended it by itself
                self._db.execute("ROLLBACK")
            self.keywords.rollback()
            raise
        self.keywords.settle()

    @contextmanager
    def _full(self) -> Iterator[None]:
        """What the disk refuses, and damage that is met while writing, as one clear line."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if told := of_disk(error, self.directory):
                raise told from error
            code = getattr(error, "sqlite_errorcode", None)
            if code is not None and code & 0xFF not in _DAMAGED:
                raise
            raise self._damaged() from error  # without a code: text that is none
        except OSError as error:
            if told := of_disk(error, self.directory):
                raise told from error
            raise

    def meta(self, key: str) -> str:
        """A recorded value such as the name of the embedding model, "" if none."""
        if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"):
            return ""
        found = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(found[0][0]) if found else ""

    def set_meta(self, key: str, value: str) -> None:
        """Record a value; call inside ``writing``."""
        self.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


class Table:
    """One kind of thing in a store. Writing happens inside the store's transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database


def marks(values: Sequence[Any]) -> str:
    """As many question marks for a statement as there are values."""
    return ",".join("?" * len(values))
