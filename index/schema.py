"""The tables of a store, and how a store of an earlier version is brought up to date."""

import json
import sqlite3

from corpus.document import Document, Metadata
from corpus.language.document_numbers import number_key, title_key
from corpus.language.places import places_in
from corpus.life.likeness import sketch
from index.chunk_table import blocks_of, row_of

SCHEMA_VERSION = 3
_BEGINNING = 400  # characters of a text: its title, its number, whom it addresses

# documents   what is live; ``version`` names the text, ``number_key``/``title_key`` find it by name,
#             ``places`` (JSON) are those it names at its beginning
# chunks      what is embedded, with its words and the row of its block (see index.chunk_table)
# versions    texts that were replaced or withdrawn: citations in old conversations still open them
# relations   which documents a live one names, and what it does to them
# sketches    a few hashes of each text, to recognise the same text on another site; ``twins`` the pairs
TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
  document_id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, root TEXT NOT NULL,
  hash TEXT NOT NULL, metadata TEXT NOT NULL, text TEXT NOT NULL,
  version TEXT NOT NULL DEFAULT '', number_key TEXT NOT NULL DEFAULT '',
  title_key TEXT NOT NULL DEFAULT '', places TEXT NOT NULL DEFAULT '[]');
CREATE TABLE IF NOT EXISTS provisions (
  document_id TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, path TEXT NOT NULL, paragraph INTEGER NOT NULL, topic TEXT NOT NULL,
  PRIMARY KEY (document_id, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
  rowid INTEGER PRIMARY KEY, chunk_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, section TEXT NOT NULL, context TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '', block INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS chunks_of_document ON chunks (document_id, start);
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
# What each version changed in tables that were there before it; new tables come from ``TABLES``.
_UPGRADES = {
    2: (
        "ALTER TABLE documents ADD COLUMN version TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE documents ADD COLUMN number_key TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE documents ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE documents ADD COLUMN places TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE chunks ADD COLUMN text TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE chunks ADD COLUMN block INTEGER NOT NULL DEFAULT 0",
        "DROP INDEX chunks_of_document",
    ),
    # keywords left the database for an index of their own
    3: tuple(f"DROP TABLE IF EXISTS {table}" for table in ("keyword_terms", "keywords", "blocks")),
}


def prepare(db: sqlite3.Connection, version: int) -> None:
    """Create what is missing; ``version`` is the store's own, 0 for a new one.

    Call inside ``writing``: stopped anywhere, the store is as it was.
    """
    for later in range(version + 1 if version else SCHEMA_VERSION + 1, SCHEMA_VERSION + 1):
        for statement in _UPGRADES[later]:
            db.execute(statement)
    for statement in f"{TABLES};\n{_INDEXES}".split(";\n"):
        db.execute(statement)
    if version == 1:
        _fill_in(db)
    if version:
        _number_chunks(db)
        db.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),))


def places_of(document: Document) -> list[str]:
    """Places that a document names where it says what it is; a catalogue is of many places."""
    if document.metadata.columns:
        return []
    known = document.metadata
    return places_in(f"{known.title}\n{known.issuer}\n{document.text[:_BEGINNING]}")


def write_names(db: sqlite3.Connection, document: Document) -> None:
    """Record which documents a live one names, and by what it is recognised."""
    document_id = document.document_id
    db.executemany(
        "INSERT INTO relations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                document_id, r.kind.value, number_key(r.number), title_key(r.title),
                r.number, r.title, r.start, r.end,
            )
            for r in document.metadata.relations
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO sketches VALUES (?, ?)",
        [(value, document_id) for value in sketch(document.text)],
    )


def _fill_in(db: sqlite3.Connection) -> None:
    """Version 2 for documents of version 1: they stay, even where the build at hand is of others."""
    for (document_id,) in db.execute("SELECT document_id FROM documents").fetchall():
        source, text, metadata = db.execute(
            "SELECT source, text, metadata FROM documents WHERE document_id = ?", (document_id,)
        ).fetchone()
        known = Metadata.from_json(json.loads(metadata))
        document = Document(document_id, source, text, known)
        db.execute(
            "UPDATE documents SET version = ?, number_key = ?, title_key = ?, places = ?"
            " WHERE document_id = ?",
            (
                document.version, number_key(known.number), title_key(known.title),
                json.dumps(places_of(document), ensure_ascii=False), document_id,
            ),
        )  # fmt: skip
        write_names(db, document)


def _number_chunks(db: sqlite3.Connection) -> None:
    """Version 3 for chunks of earlier ones: rows derived from their ids, words and block beside."""
    for document_id, text in db.execute("SELECT document_id, text FROM documents").fetchall():
        chunks = db.execute(
            "SELECT chunk_id, start, end FROM chunks WHERE document_id = ? ORDER BY start",
            (document_id,),
        ).fetchall()
        blocks = blocks_of(chunks)
        db.executemany(
            "UPDATE chunks SET rowid = ?, text = ?, block = ? WHERE chunk_id = ?",
            [(row_of(key), text[start:end], blocks[key], key) for key, start, end in chunks],
        )
