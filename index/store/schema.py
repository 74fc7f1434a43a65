"""The tables of a store, and how a store of an earlier version is brought up to date."""

import json

from corpus.document import Document, Metadata
from corpus.language.document_numbers import number_key, title_key
from index.store.chunks import blocks_of, row_of
from index.store.database import Database
from index.store.documents import places_of, to_json
from index.store.names import NameTable
from index.store.twins import TwinTable

SCHEMA_VERSION = 6

# documents   what is live; ``version`` names the text, ``number_key``/``title_key`` find it by name,
#             ``places`` (JSON) are those it names at its beginning
# chunks      what is embedded, with its words and the row of its block (see index.store.chunks)
# versions    texts that were replaced or withdrawn: citations in old conversations still open them
# relations   which documents a live one names, and what it does to them
# titles      every title that a live one is known by: its own, of the rule it issues, of its annexes
# facts       what a live one states (see corpus.facts), ``key`` and ``name`` being its subject
# originals   which file beside the database each text was read from, and where on its pages it stands
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
CREATE TABLE IF NOT EXISTS titles (
  title_key TEXT NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (title_key, document_id))
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS titles_of_document ON titles (document_id);
CREATE TABLE IF NOT EXISTS facts (
  document_id TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  name TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, json TEXT NOT NULL,
  PRIMARY KEY (document_id, kind, n));
CREATE INDEX IF NOT EXISTS facts_by_key ON facts (kind, key, document_id);
CREATE TABLE IF NOT EXISTS originals (
  document_id TEXT NOT NULL, version TEXT NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL,
  converted TEXT NOT NULL, places BLOB NOT NULL, PRIMARY KEY (document_id, version));
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
    4: (),  # facts are extracted once their table is there
    5: (),  # titles of annexes are known once a document is read again
    6: (),  # the next build reads again what has no original yet
}


def prepare(database: Database, version: int) -> None:
    """Create what is missing; ``version`` is the store's own, 0 for a new one.

    Call inside ``writing``: stopped anywhere, the store is as it was.
    """
    for later in range(version + 1 if version else SCHEMA_VERSION + 1, SCHEMA_VERSION + 1):
        for statement in _UPGRADES[later]:
            database.write(statement)
    for statement in f"{TABLES};\n{_INDEXES}".split(";\n"):
        database.write(statement)
    if version == 1:
        _fill_in(database)
    if 0 < version < 3:
        _number_chunks(database)
    if version:
        database.set_meta("schema", str(SCHEMA_VERSION))


def _fill_in(database: Database) -> None:
    """Version 2 for documents of version 1: they stay, even where the build at hand is of others."""
    for (document_id,) in database.rows("SELECT document_id FROM documents"):
        ((source, text, metadata),) = database.rows(
            "SELECT source, text, metadata FROM documents WHERE document_id = ?", (document_id,)
        )
        known = Metadata.from_json(json.loads(metadata))
        document = Document(document_id, source, text, known)
        database.write(
            "UPDATE documents SET version = ?, number_key = ?, title_key = ?, places = ?"
            " WHERE document_id = ?",
            (
                document.version, number_key(known.number), title_key(known.title),
                to_json(places_of(document)), document_id,
            ),
        )  # fmt: skip
        NameTable(database).put(document)
        TwinTable(database).put(document)


def _number_chunks(database: Database) -> None:
    """Version 3 for chunks of earlier ones: rows derived from their ids, words and block beside."""
    for document_id, text in database.rows("SELECT document_id, text FROM documents"):
        chunks = database.rows(
            "SELECT chunk_id, start, end FROM chunks WHERE document_id = ? ORDER BY start",
            (document_id,),
        )
        blocks = blocks_of(chunks)
        for key, start, end in chunks:
            database.write(
                "UPDATE chunks SET rowid = ?, text = ?, block = ? WHERE chunk_id = ?",
                (row_of(key), text[start:end], blocks[key], key),
            )
