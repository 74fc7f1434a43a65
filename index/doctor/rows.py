"""Whether the rows of a store are those that were written (see ``index.store.row_seals``)."""

from collections.abc import Iterator

from index.doctor.fault import Fault, Part
from index.store import Store

_PARTS = {
    "documents": Part.TEXT,
    "provisions": Part.TEXT,
    "originals": Part.TEXT,
    "chunks": Part.CHUNK,
    "facts": Part.FACTS,
    "relations": Part.NAMES,
    "titles": Part.NAMES,
    "sketches": Part.NAMES,
    "versions": Part.VERSION,
    "twins": Part.NAMES,
    "meta": Part.RECORD,
}
_TOLD = {
    Part.TEXT: "“{}”的原文、条款或登记信息与导入时不一致。",
    Part.CHUNK: "“{}”的切片与写入时不一致。",
    Part.FACTS: "“{}”的事实与写入时不一致。",
    Part.NAMES: "“{}”的名称、关系与写入时不一致。",
    Part.VERSION: "“{}”的旧版本与存下时不一致，旧引用可能有误；请从备份恢复。",
}
_OTHERS = {
    "twins": "哪些文件内容相同的记录与写入时不一致，将重新比对。",
    "meta": "资料库的登记项与写入时不一致，请核对 python -m index status 的内容。",
}


def examine(store: Store, known: list[Fault]) -> Iterator[Fault]:
    """Faults of rows that are not told by ``known`` already, which says more of them.

    ``ids`` of a fault: the document; none for what is of no single document. A document whose own
    row is gone is not told here but by ``lost``.
    """
    told = {(fault.part, key) for fault in known for key in fault.ids[:1]}
    sources = {key: entry.source for key, entry in store.documents.entries().items()}
    for table, document_id in store.seals.broken():
        part = _PARTS.get(table, Part.RECORD)
        if not document_id:
            yield Fault(part, _OTHERS[table])
            continue
        unsound = (Part.TEXT, document_id) in told and part is not Part.VERSION
        if unsound or (part, document_id) in told:
            continue
        told.add((part, document_id))
        if part is Part.VERSION:
            line = _TOLD[part].format(sources.get(document_id, document_id))
            yield Fault(part, line, (document_id,), mends=False)
        elif document_id in sources:
            yield Fault(part, _TOLD[part].format(sources[document_id]), (document_id,))


def lost(store: Store) -> list[str]:
    """Ids of the documents whose row is gone, though nobody took it out."""
    live = store.documents.entries()
    broken = store.seals.broken()
    return [key for table, key in broken if table == "documents" and key not in live]
