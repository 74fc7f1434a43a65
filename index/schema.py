"""The tables of a store, and how a store of an earlier version is brought up to date."""

import sqlite3

SCHEMA_VERSION = 2

# documents   what is live; ``version`` names the text, ``number_key``/``title_key`` find it by name
# versions    texts that were replaced or withdrawn: citations in old conversations still open them
# relations   which documents a live one names, and what it does to them
# sketches    a few hashes of each text, to recognise the same text on another site; ``twins`` the pairs
TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
  document_id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, root TEXT NOT NULL,
  hash TEXT NOT NULL, metadata TEXT NOT NULL, text TEXT NOT NULL,
  version TEXT NOT NULL DEFAULT '', number_key TEXT NOT NULL DEFAULT '',
  title_key TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS provisions (
  document_id TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, path TEXT NOT NULL, paragraph INTEGER NOT NULL, topic TEXT NOT NULL,
  PRIMARY KEY (document_id, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
  rowid INTEGER PRIMARY KEY, chunk_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, section TEXT NOT NULL, context TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_of_document ON chunks (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS keywords USING fts5 (words, tokenize = 'unicode61');
CREATE TABLE IF NOT EXISTS versions (
  document_id TEXT NOT NULL, version TEXT NOT NULL, source TEXT NOT NULL, metadata TEXT NOT NULL,
  text TEXT NOT NULL, provisions TEXT NOT NULL, retired TEXT NOT NULL,
  PRIMARY KEY (document_id, version));
CREATE TABLE IF NOT EXISTS relations (
  document_id TEXT NOT NULL, kind TEXT NOT NULL, number_key TEXT NOT NULL, title_key TEXT NOT NULL,
  number TEXT NOT NULL, title TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS relations_of_document ON relations (document_id);
CREATE INDEX IF NOT EXISTS relations_by_number ON relations (number_key);
CREATE INDEX IF NOT EXISTS relations_by_title ON relations (title_key);
CREATE TABLE IF NOT EXISTS sketches (
  value INTEGER NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (value, document_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sketches_of_document ON sketches (document_id);
CREATE TABLE IF NOT EXISTS twins (
  document_id TEXT NOT NULL, other_id TEXT NOT NULL, PRIMARY KEY (document_id, other_id))
  WITHOUT ROWID;
"""
# Indexes on columns that an earlier version's table lacks until it has been upgraded.
_INDEXES = """
CREATE INDEX IF NOT EXISTS documents_by_number ON documents (number_key);
CREATE INDEX IF NOT EXISTS documents_by_title ON documents (title_key);
"""
# What each version added to tables that were there before it; new tables come from ``TABLES``.
_UPGRADES = {
    2: (
        "ALTER TABLE documents ADD COLUMN version TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE documents ADD COLUMN number_key TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE documents ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
    )
}


def prepare(db: sqlite3.Connection, version: int) -> None:
    """Create what is missing; ``version`` is the store's own, 0 for a new one.

    The upgrade is one transaction: stopped anywhere, the store is as it was.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        for statement in TABLES.split(";\n"):
            db.execute(statement)
        for later in range(version + 1 if version else SCHEMA_VERSION + 1, SCHEMA_VERSION + 1):
            for statement in _UPGRADES[later]:
                db.execute(statement)
        for statement in _INDEXES.split(";\n"):
            db.execute(statement)
        if version:
            db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),))
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")
