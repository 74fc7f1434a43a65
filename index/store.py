"""The store: one SQLite database that says which documents, provisions and chunks are live.

It is the single source of truth. Vectors and keywords live beside it, under ids derived from what
stands here, and are written before the transaction that makes them live; so a build that is cut off
anywhere leaves the earlier index as it was, and a second run finds the finished vectors by their ids.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.document import Document, Metadata, Provision, ProvisionKind, Relation, RelationKind
from corpus.errors import UnknownDocumentError
from corpus.language.document_numbers import number_key, title_key
from corpus.life.likeness import are_twins, sketch
from corpus.life.standing import Claim, claim_of
from corpus.stored_texts import DATABASE, is_cut_off
from index.chunk_table import Candidate, ChunkTable, StoredChunk
from index.errors import BusyError, StoreDamagedError, StoreMissingError, StoreOutdatedError
from index.keywords import KeywordIndex
from index.schema import SCHEMA_VERSION, places_of, prepare, write_names
from index.splitter import Chunk

_KEYWORDS = "keywords"  # the directory of the keyword index
_AGAIN = "请重新运行 python -m index build"
_BUSY = "另一个进程正在建立索引，请等它结束后再试。"


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
            self.keywords = KeywordIndex(directory / _KEYWORDS, create=create)
            self._chunks = ChunkTable(self._db, self.keywords)
            version = int(self.meta("schema") or 0)
            if create and version < SCHEMA_VERSION:
                with self.writing():
                    prepare(self._db, version)
                    self._chunks.restore_words()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise BusyError(_BUSY) from error
            raise self._damaged() from error
        except OSError as error:
            raise StoreMissingError(
                f"资料库目录“{directory}”不能写入：{error.strerror}。"
            ) from error
        if version > SCHEMA_VERSION:
            raise StoreDamagedError("资料库由更新版本的程序建立，请升级程序后再用。")
        if version < SCHEMA_VERSION and not create:
            self._check_outdated(version)

    def _check_outdated(self, version: int) -> None:
        # 0 without documents: a first build that was stopped at once
        if version:
            raise StoreOutdatedError(
                f"资料库由旧版本的程序建立，请运行一次：python -m index build --store {self.directory}"
            )

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
            raise BusyError(_BUSY) from error
        try:
            yield
            self.keywords.commit()
        except BaseException:
            self._db.execute("ROLLBACK")
            self.keywords.rollback()
            raise
        self._db.execute("COMMIT")
        self.keywords.settle()

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

    def states(self) -> dict[str, str]:
        """For every document by id, by source: a word that changes whenever it is read anew."""
        with self.reading() as db:
            rows = db.execute("SELECT document_id, hash || version FROM documents ORDER BY source")
            return dict(rows.fetchall())

    def sizes(self) -> dict[str, tuple[int, int]]:
        """Number of provisions and chunks of every document by id."""
        with self.reading() as db:
            counted = [
                dict(
                    db.execute(f"SELECT document_id, count(*) FROM {table} GROUP BY document_id")  # noqa: S608
                )
                for table in ("provisions", "chunks")
            ]
            ids = [row[0] for row in db.execute("SELECT document_id FROM documents")]
        return {i: (counted[0].get(i, 0), counted[1].get(i, 0)) for i in ids}

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
        chunks: list[tuple[str, Chunk]],
    ) -> None:
        """Write a document in place of its earlier self; call inside ``writing``.

        ``file`` is the source of the file it came from and ``digest`` that file's content hash;
        ``chunks`` are (chunk_id, chunk).
        """
        self.remove(document.document_id, successor=document.version)
        self._db.execute(
            "DELETE FROM versions WHERE document_id = ? AND version = ?",
            (document.document_id, document.version),
        )
        known = document.metadata
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.document_id, document.source, file, root, digest, _to_json(known.to_json()),
                document.text, document.version, number_key(known.number), title_key(known.title),
                _to_json(places_of(document)),
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO provisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (document.document_id, n, p.kind.value, p.start, p.end,
                 json.dumps(p.path, ensure_ascii=False), p.paragraph, p.topic)
                for n, p in enumerate(document.provisions)
            ],
        )  # fmt: skip
        self._chunks.put(document, chunks)
        self._find_twins(document)
        write_names(self._db, document)

    def _find_twins(self, document: Document) -> None:
        """Record which live documents have nearly the same text."""
        values = sketch(document.text)
        marks = ",".join("?" * len(values))
        alike = self._db.execute(
            f"SELECT document_id FROM sketches WHERE value IN ({marks}) AND document_id != ?"  # noqa: S608
            " GROUP BY document_id HAVING count(*) >= ?",
            (*values, document.document_id, len(values) // 2),
        ).fetchall()
        for (other_id,) in alike:
            other = self._stored(other_id)
            if other is not None and are_twins(document, other):
                pair = (document.document_id, other_id)
                self._db.executemany("INSERT INTO twins VALUES (?, ?)", [pair, pair[::-1]])

    def twins(self, document_id: str) -> set[str]:
        """Live documents with nearly the same text."""
        with self.reading() as db:
            rows = db.execute("SELECT other_id FROM twins WHERE document_id = ?", (document_id,))
            return {row[0] for row in rows}

    def rename(self, document_id: str, source: str, file: str, root: str) -> None:
        """Give a document the new name of its file; call inside ``writing``."""
        self._db.execute(
            "UPDATE documents SET source = ?, file = ?, root = ? WHERE document_id = ?",
            (source, file, root, document_id),
        )

    def remove(self, document_id: str, *, successor: str = "") -> None:
        """Take a document out; call inside ``writing``.

        Its text stays among the versions, so that citations still open it, unless ``successor`` is
        the same version, or it was altered by other means than a build.
        """
        stored = self._sound(document_id)
        if stored is not None and stored.version != successor:
            provisions = [
                (p.kind.value, p.start, p.end, p.path, p.paragraph, p.topic)
                for p in stored.provisions
            ]
            self._db.execute(
                "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    document_id, stored.version, stored.source, _to_json(stored.metadata.to_json()),
                    stored.text, _to_json(provisions), datetime.now(UTC).isoformat(timespec="seconds"),
                ),
            )  # fmt: skip
        self._chunks.remove(document_id)
        for table in ("provisions", "relations", "sketches", "twins", "documents"):
            self._db.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))  # noqa: S608
        self._db.execute("DELETE FROM twins WHERE other_id = ?", (document_id,))

    def _sound(self, document_id: str) -> Document | None:
        """The live document, None where it is not what was taken in."""
        try:
            stored = self._stored(document_id)
        except (ValueError, KeyError, TypeError):  # metadata or paths that are no longer JSON
            return None
        named = self._db.execute(
            "SELECT version FROM documents WHERE document_id = ?", (document_id,)
        ).fetchone()
        return stored if stored and stored.version == named[0] else None

    def replace_chunks(self, document: Document, chunks: list[tuple[str, Chunk]]) -> None:
        """Write the chunks (chunk_id, chunk) of a live document anew; call inside ``writing``."""
        self._chunks.remove(document.document_id)
        self._chunks.put(document, chunks)

    def remove_orphans(self, table: str, column: str) -> None:
        """Delete the rows of a table that belong to no document; call inside ``writing``."""
        self._db.execute(
            f"DELETE FROM {table}"  # noqa: S608
            f" WHERE {column} NOT IN (SELECT document_id FROM documents)"
        )

    def chunk_ids(self, document_id: str | None = None) -> set[str]:
        """Ids of live chunks, of one document or all."""
        where, values = ("WHERE document_id = ?", (document_id,)) if document_id else ("", ())
        with self.reading() as db:
            return {row[0] for row in db.execute(f"SELECT chunk_id FROM chunks {where}", values)}  # noqa: S608

    def chunks(self, chunk_ids: Iterable[str]) -> dict[str, StoredChunk]:
        """The live ones among ``chunk_ids``."""
        with self.reading():
            return self._chunks.chunks(chunk_ids)

    def candidates(self, rows: Iterable[int]) -> list[Candidate]:
        """What ranking needs of the live chunks among ``rows``."""
        with self.reading():
            return self._chunks.candidates(rows)

    def rows(self, document_id: str, limit: int) -> list[int]:
        """The rows of the first chunks of a live document."""
        with self.reading():
            return self._chunks.rows(document_id, limit)

    def chunks_of(self, document_ids: Iterable[str], limit: int) -> list[Candidate]:
        """What ranking needs of the chunks of live documents, ``limit`` of them at most."""
        with self.reading():
            return self._chunks.of_documents(document_ids, limit)

    def known(self) -> dict[str, tuple[Metadata, tuple[str, ...]]]:
        """Of every live document that answers questions its metadata, and the places it names at its
        beginning, by id."""
        with self.reading() as db:
            rows = db.execute("SELECT document_id, metadata, places FROM documents").fetchall()
        found = {}
        for document_id, written, places in rows:
            known = Metadata.from_json(json.loads(written))
            if known.searchable:
                found[document_id] = known, tuple(json.loads(places))
        return found

    def restore_words(self) -> None:
        """Give live chunks the keyword entries they lack; call inside ``writing``."""
        self._chunks.restore_words()

    def around(self, chunk: StoredChunk, size: int) -> tuple[int, int]:
        """Offsets of the run of whole chunks around a chunk that fits into ``size`` characters."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT start, end FROM chunks WHERE document_id = ? AND start < ? AND end > ?"
                " ORDER BY start",
                (chunk.document_id, chunk.start + size, chunk.end - size),
            ).fetchall()
        start, end = chunk.start, chunk.end
        after = [row for row in rows if row[0] >= end]
        before = [row for row in rows if row[1] <= start][::-1]
        while True:  # what follows a chunk explains it more often than what precedes it
            if after and after[0][1] - start <= size:
                end = after.pop(0)[1]
            elif before and end - before[0][0] <= size:
                start = before.pop(0)[0]
            else:
                return start, end

    def text(self, document_id: str, start: int, end: int) -> str:
        """A slice of a live document's text, "" where it is gone."""
        with self.reading() as db:
            row = db.execute(
                "SELECT substr(text, ?, ?) FROM documents WHERE document_id = ?",
                (start + 1, end - start, document_id),
            ).fetchone()
        return row[0] if row else ""

    def knows(self, words: str) -> bool:
        """Whether any chunk or its headings hold these very words."""
        return self.keywords.chunks.holds(words)

    def embedded_texts(self, chunk_ids: list[str]) -> dict[str, str]:
        """What is embedded for each live chunk, by id."""
        with self.reading():
            return self._chunks.embedded_texts(chunk_ids)

    def document(self, document_id: str, version: str = "") -> Document:
        """The stored document with its provisions: what is live, or an earlier ``version`` of it.

        Raises:
            UnknownDocumentError: no such id, or no such version.
        """
        with self.reading():
            document = self._stored(document_id)
            if version and (document is None or document.version != version):
                document = self._earlier(document_id, version)
        if document is None:
            raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
        return document

    def _stored(self, document_id: str) -> Document | None:
        row = self._db.execute(
            "SELECT document_id, source, text, metadata FROM documents WHERE document_id = ?",
            (document_id,),
        ).fetchone()
        if row is None:
            return None
        provisions = self._db.execute(
            "SELECT kind, start, end, path, paragraph, topic FROM provisions"
            " WHERE document_id = ? ORDER BY n",
            (document_id,),
        )
        return _document(row, [(k, s, e, json.loads(p), n, t) for k, s, e, p, n, t in provisions])

    def _earlier(self, document_id: str, version: str) -> Document | None:
        row = self._db.execute(
            "SELECT document_id, source, text, metadata, provisions FROM versions"
            " WHERE document_id = ? AND version = ?",
            (document_id, version),
        ).fetchone()
        return _document(row[:4], json.loads(row[4])) if row else None

    def claims(self, document: Document) -> tuple[Claim, ...]:
        """What other live documents say of this one, and what its own register says of others."""
        names = (number_key(document.metadata.number), title_key(document.metadata.title))
        with self.reading() as db:
            rows = db.execute(
                "SELECT r.kind, r.title, r.number, r.start, r.end, d.document_id, d.metadata"
                " FROM relations r JOIN documents d USING (document_id)"
                " WHERE (r.number_key = ? AND ? != '' OR r.title_key = ? AND ? != '')"
                " AND r.document_id != ?",
                (names[0], names[0], names[1], names[1], document.document_id),
            ).fetchall()
        found = [
            claim_of(
                Relation(RelationKind(kind), title, number, start, end),
                document.metadata,
                by,
                Metadata.from_json(json.loads(known)),
            )
            for kind, title, number, start, end, by, known in rows
        ]
        own = [
            Claim(r.kind, self._meant(r, document.document_id), r.title, r.number)
            for r in document.metadata.relations
            if r.kind.passive
        ]
        return tuple(claim for claim in (*own, *found) if claim)

    def _meant(self, relation: Relation, document_id: str) -> str:
        """The id of the other live document that ``document_id``'s relation names, "" if none is here.

        One of that title, but of another number, is not meant.
        """
        names = {
            "number": number_key(relation.number),
            "title": title_key(relation.title),
            "own": document_id,
        }
        with self.reading() as db:
            row = db.execute(
                "SELECT document_id FROM documents WHERE document_id != :own"
                " AND (number_key = :number AND :number != ''"
                " OR title_key = :title AND :title != '' AND (:number = '' OR number_key = ''))"
                " ORDER BY number_key = :number DESC, source",
                names,
            ).fetchone()
        return str(row[0]) if row else ""

    def named(self, title: str, number: str) -> str:
        """The id of the live document of that number, or else of that title; "" if none is here."""
        with self.reading() as db:
            for column, key in (
                ("number_key", number_key(number)),
                ("title_key", title_key(title)),
            ):
                row = (
                    key
                    and db.execute(
                        f"SELECT document_id FROM documents WHERE {column} = ? ORDER BY source",  # noqa: S608
                        (key,),
                    ).fetchone()
                )
                if row:
                    return str(row[0])
        return ""

    def titled(self, words: str) -> str:
        """The id of the first document whose title contains ``words``, "" if there is none."""
        key = title_key(words).replace("%", "").replace("_", "")
        with self.reading() as db:
            row = db.execute(
                "SELECT document_id FROM documents WHERE title_key LIKE ? ORDER BY source",
                (f"%{key}%",),
            ).fetchone()
        return row[0] if row and key else ""

    def ids(self, *, catalogs: bool, limit: int = -1) -> list[str]:
        """Ids of the live catalogues, or of the other documents, by source."""
        with self.reading() as db:
            rows = db.execute(
                "SELECT document_id FROM documents"
                " WHERE (coalesce(json_extract(metadata, '$.columns'), '{}') != '{}') = ?"
                " ORDER BY source LIMIT ?",
                (catalogs, limit),
            )
            return [row[0] for row in rows]

    def lacking_words(self) -> int:
        """How many chunks and blocks are not in the keyword index."""
        with self.reading():
            return self._chunks.lacking_words()

    def extra_words(self) -> int:
        """How many entries of the keyword index are of nothing that is live."""
        with self.reading():
            return self._chunks.extra_words()

    def check(self) -> list[str]:
        """Problems of the database itself, in Chinese; empty when sound."""
        try:
            rows = [row[0] for row in self._db.execute("PRAGMA quick_check(5)")]
        except sqlite3.DatabaseError:
            return ["数据库文件已损坏"]
        problems = [] if rows == ["ok"] else ["数据库文件已损坏"]
        try:
            lacking = self.lacking_words()
        except StoreDamagedError as error:
            return [*problems, str(error)]
        return problems + ([f"{lacking} 个切片缺少关键词索引，{_AGAIN}"] if lacking else [])


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _document(row: tuple[str, str, str, str], provisions: Iterable[Iterable[Any]]) -> Document:
    """A document from (document_id, source, text, metadata as JSON) and its provisions' columns."""
    document_id, source, text, metadata = row
    return Document(
        document_id,
        source,
        text,
        Metadata.from_json(json.loads(metadata)),
        tuple(
            Provision(ProvisionKind(kind), start, end, tuple(path), paragraph, topic)
            for kind, start, end, path, paragraph, topic in provisions
        ),
    )
