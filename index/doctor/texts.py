"""Whether texts are what was taken in, and whether what was made of them still fits."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from corpus.document import Metadata
from index.doctor import rows
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


_LOST = "编号为“{}”的文件的记录不见了。"
_TOLD = {  # what a document has that is not as it was taken in, in the order it is told
    Part.TEXT: "“{}”的原文、条款或登记信息与导入时不一致。",
    Part.CHUNK: "“{}”的切片与原文对不上。",
    Part.FACTS: "“{}”的事实与原文对不上。",
}


def examine(store: Store) -> list[Fault]:
    """Faults of texts, provisions, chunks, facts and of what belongs to no document."""
    found = [fault for key in store.documents.entries() for fault in _seen(store, key)]
    faults = [fault for part in _TOLD for fault in found if fault.part is part]
    if not store.facts.are_current():
        faults.append(Fault(Part.FACTS, "事实由其他版本的程序提取，需要重新提取。"))
    faults += [*_versions(store), *_orphans(store)]
    faults += rows.examine(store, faults)
    return faults + [Fault(Part.TEXT, _LOST.format(key), (key,)) for key in rows.lost(store)]


def _seen(store: Store, document_id: str) -> list[Fault]:
    try:
        return list(_look_at(store, document_id))
    except (ValueError, KeyError, TypeError, AttributeError):  # JSON of another shape than ours
        source = store.documents.entries()[document_id].source
        return [Fault(Part.TEXT, _TOLD[Part.TEXT].format(source), (document_id,))]


def _look_at(store: Store, document_id: str) -> Iterator[Fault]:
    ((source, text, version, metadata),) = _rows(
        store, "source, text, version, metadata FROM documents", document_id
    )
    provisions = _rows(store, "start, end, path FROM provisions", document_id)
    chunks = _rows(store, "rowid, chunk_id, start, end, context, text FROM chunks", document_id)
    fits = all(0 <= start < end <= len(text) for start, end, _ in provisions)
    readable = _is_json(metadata) and all(_is_json(path) for _, _, path in provisions)
    if _version(text) != version or not fits or not readable:
        yield Fault(Part.TEXT, _TOLD[Part.TEXT].format(source), (document_id,))
        return
    searchable = Metadata.from_json(json.loads(metadata)).searchable
    covered = bool(chunks) or not searchable or not text.strip()
    if not covered or not all(_is_whole(document_id, text, *chunk) for chunk in chunks):
        yield Fault(Part.CHUNK, _TOLD[Part.CHUNK].format(source), (document_id,))
    if not store.documents.sound(document_id):
        yield Fault(Part.TEXT, _TOLD[Part.TEXT].format(source), (document_id,))
    elif store.facts.are_current() and not store.facts.fit(store.document(document_id)):
        yield Fault(Part.FACTS, _TOLD[Part.FACTS].format(source), (document_id,))


def _rows(store: Store, columns: str, document_id: str) -> list[Any]:
    return store.rows(f"SELECT {columns} WHERE document_id = ?", (document_id,))  # noqa: S608


def _is_whole(
    document_id: str, text: str, row: int, key: str, start: int, end: int, context: str, words: str
) -> bool:
    """Whether a chunk has the words, the id and the row that its place in the text gives it."""
    address = hashlib.sha256(f"{start}\0{context}\n{words}".encode()).hexdigest()[:16]
    placed = key == f"{document_id}-{address}" and row == row_of(key)
    return placed and words == text[start:end] != ""


def _versions(store: Store) -> Iterator[Fault]:
    rows = store.rows("SELECT document_id, version, source, text FROM versions")
    for document_id, version, source, text in rows:
        if _version(text) != version:
            line = f"“{source}”的旧版本被改动，旧对话将不再打开它；请从备份恢复。"
            yield Fault(Part.VERSION, line, (document_id, version), mends=False)


def _orphans(store: Store) -> Iterator[Fault]:
    for table, column in BELONGING:
        ((count,),) = store.rows(
            f"SELECT count(*) FROM {table}"  # noqa: S608
            f" WHERE {column} NOT IN (SELECT document_id FROM documents)"
        )
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
