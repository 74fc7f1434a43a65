"""The lock of a store's writers, without opening the rest of the store."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.stored_texts import DATABASE
from index.disk import of_disk
from index.errors import BusyError

_BUSY = "另一个进程正在建立索引，请等它结束后再试。"


@contextmanager
def locked(directory: Path, seconds: float = 5) -> Iterator[None]:
    """Keep all builds out; where there is no database yet there is nothing to keep out of.

    Raises:
        BusyError: a build is running.
    """
    path = directory / DATABASE
    if not path.is_file():
        yield
        return
    with closing(sqlite3.connect(path, isolation_level=None, timeout=seconds)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise BusyError(_BUSY) from error
            if told := of_disk(error, directory):
                raise told from error
            # a damaged database: nobody can be writing to it, and whoever opens it says so
        yield


def is_being_written(directory: Path) -> bool:
    """Whether a build is running."""
    try:
        with locked(directory, 0):
            return False
    except BusyError:
        return True
