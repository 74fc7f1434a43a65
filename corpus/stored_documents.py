"""Whole stored documents with their provisions, found by what people call them: an id, a file, a title."""

import json
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import Any

from corpus.document import Document, Metadata, Provision, ProvisionKind
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.language.document_numbers import number_key, same_title, title_key
from corpus.stored_texts import StoredMetadata, check_table, opened, stored_metadata

_OFFERED = 6  # documents that a message names
_VERSION = re.compile(r"(?P<id>[0-9a-f]{12})@(?P<version>[0-9a-f]{12})")


class AmbiguousDocumentError(PolicyError):
    """A title that several stored documents have."""


def stored_document(directory: Path, document_id: str, version: str = "") -> Document:
    """A stored document, or an earlier ``version`` of it.

    Raises:
        UnknownDocumentError: no such id, or no such version of it.
    """
    with opened(directory) as db:
        check_table(directory, db, "provisions")
        row = _current(db, document_id)
        if version and (row is None or Document(*row[:3], Metadata()).version != version):
            check_table(directory, db, "versions")
            return _earlier(db, document_id, version)
        if row is None:
            raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
        provisions = db.execute(
            "SELECT kind, start, end, path, paragraph, topic FROM provisions"
            " WHERE document_id = ? ORDER BY n",
            (document_id,),
        )
        return _document(row, ((k, s, e, json.loads(p), n, t) for k, s, e, p, n, t in provisions))


def named_document(directory: Path, name: str) -> Document:
    """The stored document that ``name`` stands for: its id (``id@version`` for an earlier version), its
    source or file name, its title, its number, or a part that only one title or source has.

    Raises:
        UnknownDocumentError: nothing is called so. AmbiguousDocumentError: several are.
    """
    if versioned := _VERSION.fullmatch(name.strip()):
        return stored_document(directory, versioned["id"], versioned["version"])
    stored = stored_metadata(directory)
    for found in _by_name(stored, name.strip()):
        if len(found) == 1:
            return stored_document(directory, found[0].document_id)
        if found:
            known = "；".join(f"{row.document_id}（{row.source}）" for row in found[:_OFFERED])
            raise AmbiguousDocumentError(f"“{name}”指的可能是{len(found)}份文件，请用编号：{known}")
    raise UnknownDocumentError(f"资料库里没有“{name}”，请用编号、文件名或标题（见 corpus list）。")


def _by_name(stored: list[StoredMetadata], name: str) -> Iterable[list[StoredMetadata]]:
    """What the name may stand for, the strictest reading first."""
    yield [row for row in stored if row.document_id == name]
    yield [row for row in stored if row.source == name]
    yield [
        row
        for row in stored
        if name in (PurePosixPath(row.source).name, PurePosixPath(row.source).stem)
    ]
    yield [row for row in stored if row.metadata.title and same_title(row.metadata.title, name)]
    number = number_key(name)
    yield [row for row in stored if number and number == number_key(row.metadata.number)]
    key = title_key(name)
    for called in (lambda row: row.metadata.title, lambda row: row.source):
        yield [row for row in stored if key and key in title_key(called(row))]


def _current(db: sqlite3.Connection, document_id: str) -> tuple[str, str, str, str] | None:
    row = db.execute(
        "SELECT document_id, source, text, metadata FROM documents WHERE document_id = ?",
        (document_id,),
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2], row[3])


def _earlier(db: sqlite3.Connection, document_id: str, version: str) -> Document:
    row = db.execute(
        "SELECT document_id, source, text, metadata, provisions FROM versions"
        " WHERE document_id = ? AND version = ?",
        (document_id, version),
    ).fetchone()
    if row is None:
        raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件的版本“{version}”。")
    return _document(row[:4], json.loads(row[4]))


def _document(row: tuple[str, str, str, str], provisions: Iterable[Iterable[Any]]) -> Document:
    found = (
        Provision(ProvisionKind(kind), start, end, tuple(path), paragraph, topic)
        for kind, start, end, path, paragraph, topic in provisions
    )
    return Document(*row[:3], Metadata.from_json(json.loads(row[3])), tuple(found))
