"""Whether texts are what was taken in, and whether what was made of them still fits."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Metadata
from index.doctor.fault import Fault, Part
from index.store import Store
from index.store.chunks import row_of

# Tables whose rows belong to a document, with the column that names it.
BELONGING = (
    ("provisions", "document_id"),
    ("chunks", "document_id"),
    ("relations", "document_id"),
    ("sketches", "document_id"),
    ("facts", "document_id"),
    ("twins", "document_id"),
    ("twins", "other_id"),
)


@dataclass(slots=True)
class _Found:
    """Sources by document id, of each kind of fault."""

    altered: dict[str, str] = field(default_factory=dict)
    chunks: dict[str, str] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


def examine(store: Store) -> list[Fault]:
    """Faults of texts, provisions, chunks, facts and of what belongs to no document."""
    found = _Found()
    for document_id in store.documents.entries():
        _look_at(store, document_id, found)
    faults = [
        Fault(Part.TEXT, f"“{source}”的原文、条款或登记信息与导入时不一致。", (document_id,))
        for document_id, source in found.altered.items()
    ]
    faults += [
        Fault(Part.CHUNK, f"“{source}”的切片与原文对不上。", (document_id,))
        for document_id, source in found.chunks.items()
    ]
    faults += [
        Fault(Part.FACTS, f"“{source}”的事实与原文对不上。", (document_id,))
        for document_id, source in found.facts.items()
    ]
    if not store.facts.are_current():
        faults.append(Fault(Part.FACTS, "事实由其他版本的程序提取，需要重新提取。"))
    return faults + list(_versions(store)) + list(_orphans(store))


def _look_at(store: Store, document_id: str, found: _Found) -> None:
    with store.reading() as db:
        source, text, version, metadata = db.execute(
            "SELECT source, text, version, metadata FROM documents WHERE document_id = ?",
            (document_id,),
        ).fetchone()
        provisions = db.execute(
            "SELECT start, end, path FROM provisions WHERE document_id = ? ORDER BY n",
            (document_id,),
        ).fetchall()
        chunks = db.execute(
            "SELECT rowid, chunk_id, start, end, context, text FROM chunks WHERE document_id = ?",
            (document_id,),
        ).fetchall()
    fits = all(0 <= start < end <= len(text) for start, end, _ in provisions)
    readable = _is_json(metadata) and all(_is_json(path) for _, _, path in provisions)
    if _version(text) != version or not fits or not readable:
        found.altered[document_id] = source
        return
    searchable = Metadata.from_json(json.loads(metadata)).searchable
    covered = bool(chunks) or not searchable or not text.strip()
    if not covered or not all(_is_whole(document_id, text, *chunk) for chunk in chunks):
        found.chunks[document_id] = source
    if store.facts.are_current() and not store.facts.fit(store.document(document_id)):
        found.facts[document_id] = source


def _is_whole(
    document_id: str, text: str, row: int, key: str, start: int, end: int, context: str, words: str
) -> bool:
    """Whether a chunk has the words, the id and the row that its place in the text gives it."""
    address = hashlib.sha256(f"{start}\0{context}\n{words}".encode()).hexdigest()[:16]
    return (
        words == text[start:end] != "" and key == f"{document_id}-{address}" and row == row_of(key)
    )


def _versions(store: Store) -> Iterator[Fault]:
    with store.reading() as db:
        rows = db.execute("SELECT document_id, version, source, text FROM versions").fetchall()
    for document_id, version, source, text in rows:
        if _version(text) != version:
            line = f"“{source}”的旧版本被改动，旧对话将不再打开它；请从备份恢复。"
            yield Fault(Part.VERSION, line, (document_id, version), mends=False)


def _orphans(store: Store) -> Iterator[Fault]:
    for table, column in BELONGING:
        with store.reading() as db:
            count = db.execute(
                f"SELECT count(*) FROM {table}"  # noqa: S608
                f" WHERE {column} NOT IN (SELECT document_id FROM documents)"
            ).fetchone()[0]
        if count:
            yield Fault(Part.ORPHAN, f"{table} 表里有 {count} 行不属于任何文件。", (table, column))


def _version(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _is_json(written: str) -> bool:
    try:
        json.loads(written)
    except ValueError:
        return False
    return True
