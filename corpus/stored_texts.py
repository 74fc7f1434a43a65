"""Read the documents that a store holds, without opening its index."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PolicyError, UnknownDocumentError

DATABASE = "store.sqlite3"


class StoreUnreadableError(PolicyError):
    """No store there, or its database is damaged."""


@dataclass(frozen=True, slots=True)
class StoredText:
    """A document as it was taken in; ``text`` is the string that offsets refer to."""

    document_id: str
    source: str
    text: str
    metadata: dict[str, Any]


def is_cut_off(path: Path) -> bool:
    """Whether a database file is shorter than its own header says.

    SQLite itself notices only when a query needs a page that is gone. Header layout: page size at
    byte 16, size in pages at byte 28 (sqlite.org/fileformat2.html).
    """
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100:
        return bool(header)  # an empty file is a store whose first build was stopped at once
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    return path.stat().st_size < (65536 if page == 1 else page) * pages


def stored_texts(directory: Path, document_id: str | None = None) -> Iterator[StoredText]:
    """Yield the stored documents by source, or only the one of ``document_id``."""
    path = directory / DATABASE
    if not path.is_file():
        raise StoreUnreadableError(
            f"资料库“{directory}”还没有索引，请先运行：python -m index build"
        )
    if is_cut_off(path):
        raise StoreUnreadableError(_damaged(directory))
    where, values = ("WHERE document_id = ?", (document_id,)) if document_id else ("", ())
    try:
        db = sqlite3.connect(path)
        try:
            rows = db.execute(
                f"SELECT document_id, source, text, metadata FROM documents {where} ORDER BY source",  # noqa: S608
                values,
            )
            for row in rows:
                yield StoredText(row[0], row[1], row[2], json.loads(row[3]))
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise StoreUnreadableError(_damaged(directory)) from error


def _damaged(directory: Path) -> str:
    return f"资料库“{directory}”的数据库文件不完整或被改动，请从备份恢复或重新建立。"


def stored_text(directory: Path, document_id: str) -> str:
    """The text of one stored document.

    Raises:
        UnknownDocumentError: no such id.
    """
    for row in stored_texts(directory, document_id):
        return row.text
    raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
