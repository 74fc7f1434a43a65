"""The profile that a signed-in user keeps, and which measures are new since it was looked at last."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from assistant.match.matcher import Match
from pages.records.database import Database
from pages.records.profiles import drop_profile, profile_of, put_profile

_MOST = 5000  # measures that are remembered


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
            row = profile_of(db, owner)
        return KeptProfile(*row) if row else None

    def keep(self, owner: str, query: str, found: Iterable[Match]) -> None:
        """Keep a profile in place of the one before, with what applies now as seen."""
        seen = sorted({key_of(match) for match in found if match.applies})[:_MOST]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.writing() as db:
            put_profile(db, owner, query, seen, now)

    def forget(self, owner: str) -> None:
        """Delete what an owner keeps."""
        with self._database.writing() as db:
            drop_profile(db, owner)


def key_of(match: Match) -> str:
    """The same for the same words of the same document and tier, however the text around them moved."""
    tier = match.offer.measure.tier
    words = f"{match.offer.document.source}\0{match.offer.quote}\0{tier.text if tier else ''}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def new_since(kept: KeptProfile, found: Iterable[Match]) -> frozenset[str]:
    """The keys of what applies now and did not when the profile was looked at last."""
    return frozenset(key for m in found if m.applies and (key := key_of(m)) not in kept.seen)
