"""Whether the originals that are kept are there, and what they were when they were kept."""

from collections.abc import Iterator

from index.doctor.fault import Fault, Part
from index.store import Store


def examine(store: Store) -> Iterator[Fault]:
    """Faults of originals: missing or changed ones by the document they belong to, those that could
    not be kept, and files that belong to no text. ``ids`` of the first: document, then version."""
    sources = {key: entry.source for key, entry in store.documents.entries().items()}
    live = set(store.rows("SELECT document_id, version FROM documents"))
    earlier = {
        (key, version): source
        for key, version, source in store.rows("SELECT document_id, version, source FROM versions")
    }
    for name, texts in sorted(store.originals.wanted().items(), key=lambda item: item[1]):
        if store.originals.files.is_sound(name):
            continue
        there = store.originals.files.path(name).exists()
        wrong = "的原件被改动" if there else "的原件不见了"
        for text in texts:
            if text in live:
                yield Fault(Part.ORIGINAL, f"“{sources[text[0]]}”{wrong}。", text)
            elif text in earlier:
                line = f"“{earlier[text]}”旧版本{wrong}，旧引用看不到原件；请从备份恢复。"
                yield Fault(Part.ORIGINAL, line, text, mends=False)
    for key, source in store.originals.lacking():
        yield Fault(Part.ORIGINAL, f"“{source}”导入时没有存下原件。", (key, ""))
    if extra := store.originals.extra():
        line = f"{len(extra)} 个原件不属于任何文件（不影响回答）。"
        yield Fault(Part.ORIGINAL, line, tuple(sorted(extra)))
