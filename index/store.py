"""The store: one SQLite database that says which documents, provisions and chunks are live.

It is the single source of truth. Vectors live in Chroma under the chunk ids that stand here, and
are written before the transaction that makes them live; so a build that is cut off anywhere
leaves the earlier index as it was, and a second run finds the finished vectors by their ids.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document, Metadata, Provision, ProvisionKind
from corpus.errors import UnknownDocumentError
from corpus.splitter import Chunk
from corpus.stored_texts import DATABASE, is_cut_off
from index.errors import BusyError, StoreDamagedError, StoreMissingError

SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
  document_id TEXT PRIMARY KEY, source TEXT NOT NULL, file TEXT NOT NULL, root TEXT NOT NULL,
  hash TEXT NOT NULL,
  metadata TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS provisions (
  document_id TEXT NOT NULL, n INTEGER NOT NULL, kind TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, path TEXT NOT NULL, paragraph INTEGER NOT NULL, topic TEXT NOT NULL,
  PRIMARY KEY (document_id, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS chunks (
  rowid INTEGER PRIMARY KEY, chunk_id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, section TEXT NOT NULL, context TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_of_document ON chunks (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS keywords USING fts5 (words, tokenize = 'unicode61');
"""


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A live chunk with the words it stands for."""

    chunk_id: str
    document_id: str
    source: str
    section: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What the store knows of a document without reading its text. ``file`` is the source of the
    file it came from: the archive's for a member of an archive, else its own."""

    document_id: str
    source: str
    file: str
    root: str
    hash: str


class Store:
    """The database of one store directory."""

    def __init__(self, directory: Path, *, create: bool = False) -> None:
        self.directory = directory
        self.path = directory / DATABASE
        if not create and not self.path.is_file():
            raise StoreMissingError(
                f"资料库“{directory}”还没有索引，请先运行：python -m index build --store {directory}"
            )
        if self.path.is_file() and is_cut_off(self.path):
            raise self._damaged()
        try:
            directory.mkdir(parents=True, exist_ok=True)
            # isolation_level None: transactions are begun and ended only by ``writing``.
            self._db = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=5
            )
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            if create:
                self._db.executescript(_SCHEMA)
            version = self.meta("schema")
        except sqlite3.DatabaseError as error:
            raise self._damaged() from error
        except OSError as error:
            raise StoreMissingError(
                f"资料库目录“{directory}”不能写入：{error.strerror}。"
            ) from error
        if version and int(version) > SCHEMA_VERSION:
            raise StoreDamagedError("资料库由更新版本的程序建立，请升级程序后再用。")

    def _damaged(self) -> StoreDamagedError:
        return StoreDamagedError(
            f"资料库“{self.directory}”的数据库文件不完整或被改动；请从备份恢复，"
            f"或移走该目录后重新运行 python -m index build。"
        )

    def close(self) -> None:
        """Close the database connection."""
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, with database damage reported as one clear line."""
        try:
            yield self._db
        except sqlite3.DatabaseError as error:
            raise self._damaged() from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it becomes visible, or nothing."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise BusyError("另一个进程正在建立索引，请等它结束后再试。") from error
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def meta(self, key: str) -> str:
        """A recorded fact such as the embedding model, "" if none."""
        with self.reading() as db:
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                return ""
            row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else ""

    def set_meta(self, key: str, value: str) -> None:
        """Record a fact; call inside ``writing``."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def entries(self) -> dict[str, Entry]:
        """Every document by id, without its text."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT document_id, source, file, root, hash FROM documents ORDER BY source"
            )
            return {row[0]: Entry(*row) for row in rows}

    def counts(self) -> dict[str, int]:
        """Number of documents, provisions and chunks."""
        with self.reading() as db:
            return {
                table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in ("documents", "provisions", "chunks")
            }

    def put(
        self,
        document: Document,
        file: str,
        root: str,
        digest: str,
        chunks: list[tuple[str, Chunk, str]],
    ) -> None:
        """Write a document in place of its earlier self; call inside ``writing``.

        ``file`` is the source of the file it came from and ``digest`` that file's content hash;
        ``chunks`` are (chunk_id, chunk, its keywords separated by spaces).
        """
        self.remove(document.document_id)
        metadata = json.dumps(document.metadata.to_json(), ensure_ascii=False)
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
            (document.document_id, document.source, file, root, digest, metadata, document.text),
        )
        self._db.executemany(
            "INSERT INTO provisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (document.document_id, n, p.kind.value, p.start, p.end,
                 json.dumps(p.path, ensure_ascii=False), p.paragraph, p.topic)
                for n, p in enumerate(document.provisions)
            ],
        )  # fmt: skip
        for chunk_id, chunk, words in chunks:
            row = self._db.execute(
                "INSERT INTO chunks (chunk_id, document_id, start, end, section, context)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    chunk_id,
                    document.document_id,
                    chunk.start,
                    chunk.end,
                    chunk.section,
                    chunk.context,
                ),
            )
            self._db.execute(
                "INSERT INTO keywords (rowid, words) VALUES (?, ?)", (row.lastrowid, words)
            )

    def remove(self, document_id: str) -> None:
        """Take a document out; call inside ``writing``."""
        ids = "SELECT rowid FROM chunks WHERE document_id = ?"
        self._db.execute(f"DELETE FROM keywords WHERE rowid IN ({ids})", (document_id,))  # noqa: S608
        for table in ("chunks", "provisions", "documents"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))  # noqa: S608

    def chunk_ids(self, document_id: str | None = None) -> set[str]:
        """Ids of live chunks, of one document or all."""
        where, values = ("WHERE document_id = ?", (document_id,)) if document_id else ("", ())
        with self.reading() as db:
            return {row[0] for row in db.execute(f"SELECT chunk_id FROM chunks {where}", values)}  # noqa: S608

    def chunks(self, chunk_ids: Iterable[str]) -> dict[str, StoredChunk]:
        """The live ones among ``chunk_ids``, with their text."""
        wanted = list(chunk_ids)
        marks = ",".join("?" * len(wanted))
        with self.reading() as db:
            rows = db.execute(
                "SELECT chunk_id, document_id, source, section, substr(text, start + 1, end - start),"
                f" start, end FROM chunks JOIN documents USING (document_id) WHERE chunk_id IN ({marks})",  # noqa: S608
                wanted,
            )
            return {row[0]: StoredChunk(*row) for row in rows}

    def match(self, query: str, limit: int) -> list[tuple[str, float]]:
        """Chunk ids with BM25 scores (higher is better) for an FTS5 query, best first."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT chunk_id, -bm25(keywords) AS score FROM keywords"
                " JOIN chunks ON chunks.rowid = keywords.rowid"
                " WHERE keywords MATCH ? ORDER BY bm25(keywords) LIMIT ?",
                (query, limit),
            )
            return [(row[0], row[1]) for row in rows]

    def knows(self, word: str) -> bool:
        """Whether any chunk or its headings carry the word (as jieba cuts it for search)."""
        with self.reading() as db:
            row = db.execute(
                "SELECT 1 FROM keywords WHERE keywords MATCH ? LIMIT 1",
                ('"' + word.replace('"', '""') + '"',),
            ).fetchone()
        return row is not None

    def document(self, document_id: str) -> Document:
        """The stored document with its provisions.

        Raises:
            UnknownDocumentError: no such id.
        """
        with self.reading() as db:
            row = db.execute(
                "SELECT document_id, source, text, metadata FROM documents WHERE document_id = ?",
                (document_id,),
            ).fetchone()
            if not row:
                raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
            provisions = db.execute(
                "SELECT kind, start, end, path, paragraph, topic FROM provisions"
                " WHERE document_id = ? ORDER BY n",
                (document_id,),
            ).fetchall()
        return Document(
            row[0],
            row[1],
            row[2],
            Metadata.from_json(json.loads(row[3])),
            tuple(
                Provision(
                    ProvisionKind(kind), start, end, tuple(json.loads(path)), paragraph, topic
                )
                for kind, start, end, path, paragraph, topic in provisions
            ),
        )

    def check(self) -> list[str]:
        """Problems of the database itself, in Chinese; empty when sound."""
        try:
            rows = [row[0] for row in self._db.execute("PRAGMA quick_check(5)")]
        except sqlite3.DatabaseError:
            return ["数据库文件已损坏"]
        problems = [] if rows == ["ok"] else ["数据库文件已损坏"]
        with self.reading() as db:
            bare = db.execute(
                "SELECT count(*) FROM chunks WHERE rowid NOT IN (SELECT rowid FROM keywords)"
            ).fetchone()[0]
        return problems + ([f"{bare} 个切片缺少关键词索引"] if bare else [])
