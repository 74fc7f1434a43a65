"""The checksum of the rows in Chroma's database. Run as a program of its own, with no more than the
standard library: a damaged database may end the process that reads it, and closing the file would drop
the locks that Chroma holds on it in this very process (POSIX).

Chroma writes into its database whenever it is opened, so that the file itself is never twice the same;
what it writes then is left out.
"""

import hashlib
import sqlite3
import sys
from contextlib import closing

_PASSING = ("acquire_write", "maintenance_log")


def checksum(path: str) -> str:
    """Of every row of every table.

    Raises:
        sqlite3.Error: the database is damaged.
    """
    digest = hashlib.blake2b(digest_size=16)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)) as db:
        db.text_factory = bytes  # damaged text need not be text
        if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != b"ok":
            raise sqlite3.DatabaseError(path)
        tables = db.execute("SELECT name, sql FROM sqlite_master ORDER BY name, type").fetchall()
        for name, statement in tables:
            digest.update(repr((name, statement)).encode())
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall():
            if name.decode() in _PASSING:
                continue
            for row in db.execute(f'SELECT * FROM "{name.decode()}" ORDER BY 1'):  # noqa: S608
                digest.update(repr(row).encode())
    return digest.hexdigest()


if __name__ == "__main__":
    try:
        print(checksum(sys.argv[1]))
    except (sqlite3.Error, UnicodeDecodeError, ValueError, OverflowError):
        sys.exit(1)
