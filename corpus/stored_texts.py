"""Read the documents that a store holds, without opening its index."""

import json
import os
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.document import Metadata
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.facts.base import Fact
from corpus.facts.extractors import KINDS

DATABASE = "store.sqlite3"


class StoreUnreadableError(PolicyError):
    """No store there, or its database is damaged."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document as it was taken in; ``text`` is the string that offsets refer to."""

    document_id: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredMetadata:
    """What is known of a stored document."""

    document_id: str
    source: str
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class StoredFacts:
    """What a stored document states, kind by kind, each in reading order."""

    document: StoredText
    facts: tuple[Fact, ...]

    def to_json(self) -> list[dict[str, Any]]:
        """The command contract's JSON: where each fact stands, its words, then its own fields."""
        return [
            {
                "kind": fact.kind,
                "document_id": self.document.document_id,
                "source": self.document.source,
                "start": fact.start,
                "end": fact.end,
                "quote": self.document.text[fact.start : fact.end],
                **fact.to_json(),
            }
            for fact in self.facts
        ]


def is_cut_off(path: Path) -> bool:
    """Whether a database file is shorter than its own header says.

    SQLite itself notices only when a query needs a page that is gone. Header layout: page size at
    byte 16, size in pages at byte 28 (sqlite.org/fileformat2.html).

    Beside a write-ahead log nothing can be said: who was stopped while copying from it may have
    written the new header and not yet the last pages, which SQLite takes from the log.
    """
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        return False
    header = _header(path)
    if len(header) < 100:
        return bool(header)  # an empty file is a store whose first build was stopped at once
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < (65536 if page == 1 else page) * pages


_KEPT = 128  # files of different databases that are kept open
_descriptors: OrderedDict[tuple[int, int], int] = OrderedDict()
_lock = Lock()


def _header(path: Path) -> bytes:
    """The first 100 bytes of a database that may be in use in this very process.

    The file stays open: closing any descriptor of it would drop the locks of every connection that
    this process has to it (POSIX), and another process that believes it is alone would then remove
    the write-ahead log that these connections read.
    """
    with _lock:
        known = path.stat()
        key = (known.st_dev, known.st_ino)
        if key not in _descriptors:
            _descriptors[key] = os.open(path, os.O_RDONLY)
        _descriptors.move_to_end(key)
        if len(_descriptors) > _KEPT:
            os.close(_descriptors.popitem(last=False)[1])
        return os.pread(_descriptors[key], 100, 0)


@contextmanager
def opened(directory: Path) -> Iterator[sqlite3.Connection]:
    """The database of a store.

    Raises:
        StoreUnreadableError: there is none, or it is damaged.
    """
    path = directory / DATABASE
    if not path.is_file():
        raise StoreUnreadableError(
            f"资料库“{directory}”还没有索引，请先运行：python -m index build"
        )
    damaged = f"资料库“{directory}”的数据库文件不完整或被改动，请运行 python -m index doctor 查看。"
    if is_cut_off(path):
        raise StoreUnreadableError(damaged)
    try:
        db = sqlite3.connect(path)
        try:
            yield db
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise StoreUnreadableError(damaged) from error


def check_table(directory: Path, db: sqlite3.Connection, table: str) -> None:
    """Raise where the store is of a time when there was no such table."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
        raise StoreUnreadableError(
            f"资料库由旧版本的程序建立，请运行一次：python -m index build --store {directory}"
        )


def stored_texts(directory: Path) -> Iterator[StoredText]:
    """Yield the stored documents by source."""
    with opened(directory) as db:
        rows = db.execute("SELECT document_id, source, text FROM documents ORDER BY source")
        for row in rows:
            yield StoredText(*row)


def stored_metadata(directory: Path) -> list[StoredMetadata]:
    """What is known of every stored document, by source."""
    with opened(directory) as db:
        rows = db.execute("SELECT document_id, source, metadata FROM documents ORDER BY source")
        return [StoredMetadata(i, s, Metadata.from_json(json.loads(m))) for i, s, m in rows]


def stored_text(directory: Path, document_id: str, version: str = "") -> str:
    """The text of one stored document, or of an earlier ``version`` of it.

    Raises:
        UnknownDocumentError: no such id, or no such version of it.
    """
    table, values = "documents WHERE document_id = ?", [document_id]
    if version:
        table = (
            "(SELECT document_id, version, text FROM documents UNION"
            " SELECT document_id, version, text FROM versions) WHERE document_id = ? AND version = ?"
        )
        values.append(version)
    with opened(directory) as db:
        if version:
            check_table(directory, db, "versions")
        row = db.execute(f"SELECT text FROM {table}", values).fetchone()  # noqa: S608
    if row is None:
        which = f"的版本“{version}”" if version else ""
        raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件{which}。")
    return str(row[0])


def stored_facts(directory: Path, document_id: str) -> StoredFacts:
    """What one stored document states.

    Raises:
        UnknownDocumentError: no such id.
    """
    with opened(directory) as db:
        check_table(directory, db, "facts")
        document = db.execute(
            "SELECT document_id, source, text FROM documents WHERE document_id = ?", (document_id,)
        ).fetchone()
        rows = db.execute(
            "SELECT kind, start, end, json FROM facts WHERE document_id = ? ORDER BY n",
            (document_id,),
        ).fetchall()
    if document is None:
        raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
    facts = (KINDS[kind].from_json(start, end, json.loads(own)) for kind, start, end, own in rows)
    return StoredFacts(StoredText(*document), tuple(facts))


def stored_versions(directory: Path, document_id: str) -> list[tuple[str, str]]:
    """Earlier versions of a document as (version, when it was replaced, ISO), newest first."""
    with opened(directory) as db:
        check_table(directory, db, "versions")
        rows = db.execute(
            "SELECT version, retired FROM versions WHERE document_id = ? ORDER BY retired DESC",
            (document_id,),
        )
        return [(version, retired) for version, retired in rows]
