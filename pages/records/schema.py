"""The tables of the records, and how those of an earlier version are brought up to date."""

import sqlite3

VERSION = 2

# conversations  ``id`` is random: who does not know it can't guess it; ``owner`` is an identity's key
# turns          ``answer`` is the whole answer as JSON, null where there is none; ``replaced`` turns
#                were asked again or edited: no longer shown, still counted
# shares         ``token`` is random, too, and opens one answer to whoever knows it, for reading
# feedback       what the owner of a conversation said of one answer, last said
_TABLES = """
CREATE TABLE conversations (
  id TEXT PRIMARY KEY, owner TEXT NOT NULL, title TEXT NOT NULL,
  created TEXT NOT NULL, changed TEXT NOT NULL);
CREATE INDEX conversations_of_owner ON conversations (owner, changed);
CREATE INDEX conversations_by_age ON conversations (changed);
CREATE TABLE turns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  conversation TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, question TEXT NOT NULL, shown TEXT NOT NULL, answer TEXT,
  notice TEXT NOT NULL, asked_at TEXT NOT NULL, elapsed_ms INTEGER NOT NULL, mode TEXT NOT NULL,
  status TEXT NOT NULL, replaced INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX turns_of_conversation ON turns (conversation, position) WHERE NOT replaced;
CREATE INDEX turns_in_conversation ON turns (conversation);
CREATE INDEX turns_by_time ON turns (asked_at);
CREATE TABLE feedback (
  turn INTEGER PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
  owner TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL,
  at TEXT NOT NULL);
CREATE INDEX feedback_by_time ON feedback (at)
"""
_SHARES = """
CREATE TABLE shares (
  turn INTEGER PRIMARY KEY REFERENCES turns (id) ON DELETE CASCADE,
  token TEXT NOT NULL UNIQUE, at TEXT NOT NULL)
"""
# What each later version changes, by the version it leads to.
UPGRADES: dict[int, str] = {2: _SHARES}


def version_of(db: sqlite3.Connection) -> int:
    """The version of the tables, 0 where there are none."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def prepare(db: sqlite3.Connection) -> None:
    """Create the tables, or bring them up to date; call inside a transaction."""
    version = version_of(db)
    first = [] if version else [_TABLES]
    steps = first + [UPGRADES[later] for later in range((version or 1) + 1, VERSION + 1)]
    for statement in ";\n".join(steps).split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {VERSION:d}")
