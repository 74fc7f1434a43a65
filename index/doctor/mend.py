"""Put right what can be put right, from the texts in the store or the files they came from."""

from collections.abc import Iterable
from pathlib import Path

from corpus.loader import SourceFile, document_id, find_files
from corpus.settings import settings
from index.doctor.examine import examine
from index.doctor.fault import Fault, Part
from index.private import make_private
from index.progress import Progress
from index.report import FileReport
from index.session import embeddings_for, open_builder
from index.soundness.check import seal
from index.soundness.heal import heal
from index.splitter import PolicyTextSplitter
from index.store import Store
from index.waiting import waiting


def mend(directory: Path, progress: Progress, *, deep: bool = False) -> list[Fault]:
    """Mend the store in ``directory`` and return what is still wrong with it.

    Nothing that is sound is touched. A document whose text was altered is read again from its file;
    where the file is gone or has changed since, the fault stays and says so.

    Raises:
        BusyError: a build is running; StoreMissingError: there is no store.
    """
    embeddings = embeddings_for(directory)  # unpacks the bundled model where it is not whole
    faults = examine(directory, lambda: embeddings, deep=deep)
    if any(f.part in (Part.DATABASE, Part.MODEL) and not f.mends for f in faults):
        return faults
    make_private(directory)
    heal(directory)
    builder = open_builder(directory, progress)
    store = builder.store
    with store.writing():
        for fault in faults:
            if fault.part is Part.ORPHAN:
                store.remove_orphans(*fault.ids)
            elif fault.part is Part.CHUNK:
                document = store.document(fault.ids[0])  # its text is sound
                splitter = PolicyTextSplitter(settings().chunk_size)
                store.chunks.replace(document, splitter.keyed(document))
            elif fault.part is Part.FACTS:
                for key in fault.ids:
                    store.facts.put(store.document(key))
            elif fault.part is Part.NAMES:
                _rename(store, fault.ids)
            elif fault.part is Part.RECORD:
                store.seals.touch("meta", "")
        store.chunks.restore_words()
    builder.vectors.remove(
        key for f in faults if f.part is Part.VECTORS and f.mends for key in f.ids
    )
    altered = [fault.ids[0] for fault in faults if fault.part is Part.TEXT]
    unsound = _without_damaged_originals(store, faults)
    files = [*_files(store, dict.fromkeys([*altered, *unsound])), *_files_of_lost(store, altered)]
    reports = builder.read_again(files + waiting(store))
    with store.writing():
        store.originals.clear_away()
        for key in set(altered) - store.documents.entries().keys():
            store.seals.touch("documents", key)  # gone, and told below
        builder.vectors.remove(builder.vectors.ids() - store.chunks.ids())
        builder.vectors.settle()
        generation = int(store.meta("generation") or 0) + 1
        store.set_meta("generation", str(generation))  # whoever searches opens the files anew
        seal(directory)
    gone = [f for f in faults if f.part is Part.TEXT and f.ids[0] not in store.documents.entries()]
    builder.vectors.close()
    store.close()
    left = examine(directory, lambda: embeddings, deep=deep)
    return [_told(fault, reports) for fault in (*left, *gone)]


def _rename(store: Store, document_ids: Iterable[str]) -> None:
    """Record anew what documents are called, which they name, and which are alike; call inside
    ``writing``. All that are alike where no document is given."""
    for key in document_ids:
        document = store.document(key)
        for table in ("relations", "titles", "sketches"):
            store.write(f"DELETE FROM {table} WHERE document_id = ?", (key,))  # noqa: S608
        store.names.put(document)
        store.twins.put(document)
    if not document_ids:
        store.write("DELETE FROM twins")
        for key in store.documents.entries():
            if sound := store.documents.sound(key):
                store.twins.find(sound, store.documents.sound)
        store.seals.touch("twins", "")


def _files_of_lost(store: Store, document_ids: Iterable[str]) -> list[SourceFile]:
    """Files whose documents' rows are gone: found again where other documents came from, by the id
    that their names give."""
    entries = store.documents.entries()
    lost = set(document_ids) - entries.keys()
    roots = {Path(entry.root) for entry in entries.values()} if lost else set()
    return [
        file
        for root in sorted(roots)
        if root.is_dir()
        for file in find_files([root])
        if document_id(file.source) in lost
    ]


def _without_damaged_originals(store: Store, faults: list[Fault]) -> list[str]:
    """The documents whose original is to be kept again, from the file they came from; what lies in its
    place damaged would pass for it."""
    ids = [f.ids for f in faults if f.part is Part.ORIGINAL and f.mends and len(f.ids) == 2]
    texts = {(key, version) for key, version in ids if version}
    files = store.originals.files
    files.remove(
        name
        for name, of in store.originals.wanted().items()
        if texts & set(of) and not files.is_sound(name)
    )
    return [key for key, _ in ids if key in store.documents.entries()]


def _files(store: Store, document_ids: Iterable[str]) -> list[SourceFile]:
    """The files of documents, as far as they are still there; each is to be read again."""
    entries = store.documents.entries()
    files = {}
    for key in document_ids:
        entry = entries.get(key)
        if entry is None:
            continue
        path = Path(entry.root) / entry.file
        if path.is_file():
            files[path] = SourceFile(path, entry.file, Path(entry.root))
    return list(files.values())


def _told(fault: Fault, reports: list[FileReport]) -> Fault:
    """A fault that is still there, with what became of the attempt."""
    if fault.part is not Part.TEXT and not (fault.part is Part.ORIGINAL and fault.mends):
        return fault
    reason = next((r.reason for r in reports if r.reason and r.source in fault.line), "")
    line = f"{fault.line}{reason or '原来的文件已不在，请重新导入它，或从备份恢复。'}"
    return Fault(fault.part, line, fault.ids, mends=False)
