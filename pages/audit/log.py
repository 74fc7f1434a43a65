"""What is kept of who did what: one file beside the store, added to and never changed.

Each line carries a hash over itself and the line before it, so that a line that was changed or taken
out by other means shows. (Who can write the file can make it all anew; hand exports to somebody else.)
No question and no answer stands in it.
"""

import hashlib
import json
import logging
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import Any

from pages.audit import texts
from pages.identity import Identity
from pages.rights.reader import address, reader

log = logging.getLogger(__name__)
FILE = "audit.db"
_SUBJECT = 300  # characters
_MADE = (
    "CREATE TABLE IF NOT EXISTS events (n INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,"
    " who TEXT NOT NULL, role TEXT NOT NULL, address TEXT NOT NULL, action TEXT NOT NULL,"
    " subject TEXT NOT NULL, done INTEGER NOT NULL, seal TEXT NOT NULL)"
)
_COLUMNS = "at, who, role, address, action, subject, done"


class Action(StrEnum):
    """What is noted."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    REFUSED = "refused"
    UPLOADED = "uploaded"
    CORRECTED = "corrected"
    REPLACED = "replaced"
    WITHDREW = "withdrew"
    REBUILT = "rebuilt"
    EXPORTED = "exported"
    TOKEN_MADE = "token_made"  # noqa: S105
    TOKEN_WITHDRAWN = "token_withdrawn"  # noqa: S105
    USER_ADDED = "user_added"
    USER_CHANGED = "user_changed"
    USER_REMOVED = "user_removed"
    PASSWORD = "password"  # noqa: S105
    RIGHTS = "rights"
    PURGED = "purged"


@dataclass(frozen=True, slots=True)
class Event:
    """One line: when (ISO, UTC), who, from where, what, of what, and whether it came about."""

    at: str
    who: str
    role: str
    address: str
    action: str
    subject: str
    done: bool = True


class AuditLog:
    """The file of one store. Safe between threads and processes."""

    def __init__(self, store: Path) -> None:
        self.path = store / FILE
        self._lock = Lock()

    def note(
        self, action: Action, subject: str = "", *, done: bool = True, who: Identity | None = None
    ) -> None:
        """Add a line for whoever the program is at work for, or for ``who``. What can't be written is
        told in the program's log: nobody is kept from working by it."""
        by = who or reader()
        name = by.name if by.signed_in else ""  # a guest's name is a secret of the browser
        self.add(by.role.value, name, address(), action, subject, done)

    def add(
        self, role: str, who: str, where: str, action: Action, subject: str, done: bool = True
    ) -> None:
        """Add a line."""
        plain = " ".join(subject.encode("utf-8", "ignore").decode().split())[:_SUBJECT]
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        event = Event(at, who, role, where, action.value, plain, done)
        try:
            with self._lock, self._open() as db:
                db.execute("BEGIN IMMEDIATE")
                last = db.execute("SELECT seal FROM events ORDER BY n DESC LIMIT 1").fetchone()
                seal = _seal(last[0] if last else "", event)
                row = (*astuple(event), seal)
                db.execute(
                    f"INSERT INTO events ({_COLUMNS}, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    row,  # noqa: S608
                )
                db.execute("COMMIT")
        except (sqlite3.Error, OSError) as error:
            log.error(texts.NOT_WRITTEN, error)

    def events(
        self,
        action: str = "",
        who: str = "",
        first: str = "",
        last: str = "",
    ) -> list[Event]:
        """The lines that fit, the last one first; ``first`` and ``last`` are ISO moments in UTC."""
        with self._open() as db:
            rows = db.execute(
                f"SELECT {_COLUMNS} FROM events WHERE (? = '' OR action = ?) AND (? = '' OR who = ?)"  # noqa: S608
                " AND at >= ? AND (? = '' OR at < ?) ORDER BY n DESC",
                (action, action, who, who, first, last, last),
            )
            return [_event(row) for row in rows]

    def count(self) -> int:
        """How many lines there are."""
        with self._open() as db:
            return int(db.execute("SELECT count(*) FROM events").fetchone()[0])

    def broken(self) -> int:
        """The number of the first line that does not follow from the one before it, 0 for none."""
        with self._open() as db:
            rows = db.execute(f"SELECT n, {_COLUMNS}, seal FROM events ORDER BY n")  # noqa: S608
            return _first_broken(rows)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        if not self.path.exists():
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600))
        db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        try:
            db.execute(_MADE)
            yield db
        finally:
            db.close()


def _first_broken(rows: Iterable[tuple[object, ...]]) -> int:
    before = ""
    for number, (n, *values, seal) in enumerate(rows, 1):
        event = _event(values)
        if n != number or seal != _seal(before, event):
            return number
        before = str(seal)
    return 0


def _event(row: Sequence[Any]) -> Event:
    at, who, role, where, action, subject, done = row
    return Event(at, who, role, where, action, subject, bool(done))


def _seal(before: str, event: Event) -> str:
    told = json.dumps([before, *astuple(event)], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()
