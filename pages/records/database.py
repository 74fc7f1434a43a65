"""The file that the records live in: SQLite, shared by threads and processes."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.stored_texts import is_cut_off
from pages import texts
from pages.records.errors import RecordsError
from pages.records.schema import VERSION, prepare, version_of

_BUSY = 10  # seconds to wait for another process that writes
_PARTS = ("", "-wal", "-shm")  # what SQLite keeps of one database


class Database:
    """One database of records; safe to share between threads, as it is between processes.

    A transaction is on the disk when ``writing`` returns; what was cut off before never happened.
    ``notice`` is a line for the administrator where something went wrong on opening, else "".
    """

    def __init__(self, path: Path | None) -> None:
        """Open or create ``path``; None keeps everything in memory.

        A damaged file is set aside under another name and never written again.

        Raises:
            RecordsError: the file can't be used and can't be set aside, another process holds it for
                too long, or a later version of the program made it.
        """
        self.path, self.notice = path, ""
        self._lock = threading.RLock()
        if path is None:
            self._db = self._connect()
            return
        try:
            with FileLock(f"{path}.lock", timeout=_BUSY):
                if _is_damaged(path):
                    self.notice = texts.RECORDS_SET_ASIDE.format(file=_set_aside(path))
                self._db = self._connect()
        except (OSError, Timeout, sqlite3.Error) as error:
            raise RecordsError(texts.RECORDS_UNUSABLE.format(file=path)) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time.

        Raises:
            RecordsError: the file has been damaged or taken away.
        """
        with self._lock:
            try:
                yield self._db
            except sqlite3.Error as error:
                raise RecordsError(texts.RECORDS_FAILED) from error

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is kept, or nothing.

        Raises:
            RecordsError: the disk is full, the file damaged or busy for too long.
        """
        with self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(
            self.path or ":memory:", isolation_level=None, check_same_thread=False, timeout=_BUSY
        )
        try:
            # What is deleted is overwritten; what is committed survives a loss of power.
            for pragma in (
                "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON",
            ):  # fmt: skip
                db.execute(f"PRAGMA {pragma}")
            if version_of(db) > VERSION:
                raise RecordsError(texts.RECORDS_NEWER.format(file=self.path))
            if version_of(db) < VERSION:
                db.execute("BEGIN IMMEDIATE")
                prepare(db)
                db.execute("COMMIT")
        except BaseException:
            db.close()
            raise
        return db


def _is_damaged(path: Path) -> bool:
    if not path.is_file() or not path.stat().st_size:
        return False
    if is_cut_off(path) and not path.with_name(path.name + "-wal").is_file():
        return True
    db = sqlite3.connect(path, timeout=_BUSY)
    try:
        return db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
    except sqlite3.OperationalError:
        raise  # busy, or not ours to read: says nothing about what is in it
    except sqlite3.DatabaseError:
        return True
    finally:
        db.close()


def _set_aside(path: Path) -> Path:
    """Give a damaged file, and what SQLite keeps beside it, a name of its own."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for part in _PARTS:
        beside = path.with_name(path.name + part)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + part))
    return aside
