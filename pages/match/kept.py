"""The profile that a signed-in user keeps, and which measures are new since it was looked at last."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.match.matcher import Match
from pages.records.database import Database

_MOST = 5000  # measures that are remembered
# A table of its own in the file of the records, made where it is missing.
_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept_profiles"
    " (owner TEXT PRIMARY KEY, query TEXT NOT NULL, seen TEXT NOT NULL, looked TEXT NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """``query`` is the address of what was filled in; ``seen`` are the keys of the measures that applied
    then, ``looked`` is when (ISO, UTC)."""

    query: str
    seen: frozenset[str]
    looked: str


class KeptProfiles:
    """One profile a user; of guests nothing is kept.

    Every method may raise:
        RecordsError: the file can't be read or written.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, owner: str) -> KeptProfile | None:
        """What an owner keeps, None where that is nothing."""
        with self._database.reading() as db:
            row = _row(db, owner)
        return KeptProfile(row[0], frozenset(json.loads(row[1])), row[2]) if row else None

    def keep(self, owner: str, query: str, found: Iterable[Match]) -> None:
        """Keep a profile in place of the one before, with what applies now as seen."""
        seen = sorted({key_of(match) for match in found if match.applies})[:_MOST]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as db:
            db.execute(_TABLE)
            db.execute(
                "INSERT OR REPLACE INTO kept_profiles VALUES (?, ?, ?, ?)",
                (owner, query, json.dumps(seen), now),
            )

    def forget(self, owner: str) -> None:
        """Delete what an owner keeps."""
        with self._database.writing() as db:
            db.execute(_TABLE)
            db.execute("DELETE FROM kept_profiles WHERE owner = ?", (owner,))


def _row(db: sqlite3.Connection, owner: str) -> tuple[str, str, str] | None:
    named = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'kept_profiles'"
    if db.execute(named).fetchone() is None:
        return None
    found: tuple[str, str, str] | None = db.execute(
        "SELECT query, seen, looked FROM kept_profiles WHERE owner = ?", (owner,)
    ).fetchone()
    return found


def key_of(match: Match) -> str:
    """The same for the same words of the same document and tier, however the text around them moved."""
    tier = match.offer.measure.tier
    words = f"{match.offer.document.source}\0{match.offer.quote}\0{tier.text if tier else ''}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def new_since(kept: KeptProfile, found: Iterable[Match]) -> frozenset[str]:
    """The keys of what applies now and did not when the profile was looked at last."""
    return frozenset(key for m in found if m.applies and (key := key_of(m)) not in kept.seen)
