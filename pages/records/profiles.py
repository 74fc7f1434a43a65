"""The table of the profiles that signed-in users keep: made where it is missing, emptied with the rest of
what is kept of an owner.

The functions work within a transaction of the records' ``Database``.
"""

import json
import sqlite3
from collections.abc import Iterable

_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept_profiles"
    " (owner TEXT PRIMARY KEY, query TEXT NOT NULL, seen TEXT NOT NULL, looked TEXT NOT NULL)"
)
_THERE = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'kept_profiles'"

Row = tuple[str, frozenset[str], str]


def profile_of(db: sqlite3.Connection, owner: str) -> Row | None:
    """Query, keys of what was seen, and when it was kept (ISO, UTC); None where nothing is kept."""
    if not _there(db):
        return None
    row = db.execute(
        "SELECT query, seen, looked FROM kept_profiles WHERE owner = ?", (owner,)
    ).fetchone()
    return (row[0], frozenset(json.loads(row[1])), row[2]) if row else None


def put_profile(
    db: sqlite3.Connection, owner: str, query: str, seen: Iterable[str], looked: str
) -> None:
    """Keep a profile in place of the one before."""
    db.execute(_TABLE)
    db.execute(
        "INSERT OR REPLACE INTO kept_profiles VALUES (?, ?, ?, ?)",
        (owner, query, json.dumps(sorted(seen)), looked),
    )


def drop_profile(db: sqlite3.Connection, owner: str) -> int:
    """Delete what an owner keeps; how many profiles that were."""
    if not _there(db):
        return 0
    return db.execute("DELETE FROM kept_profiles WHERE owner = ?", (owner,)).rowcount


def expire_profiles(db: sqlite3.Connection, older_than: str) -> int:
    """Delete the profiles that were kept before a moment (ISO, UTC); how many that were."""
    if not _there(db):
        return 0
    return db.execute("DELETE FROM kept_profiles WHERE looked < ?", (older_than,)).rowcount


def _there(db: sqlite3.Connection) -> bool:
    return db.execute(_THERE).fetchone() is not None
