"""Put right what can be put right, from the texts in the store or the files they came from."""

import shutil
import time
from collections.abc import Iterable
from pathlib import Path

from corpus.loader import SourceFile
from corpus.settings import settings
from index.doctor.examine import examine
from index.doctor.fault import Fault, Part
from index.doctor.vectors import probe
from index.errors import StoreDamagedError
from index.progress import Progress
from index.report import FileReport
from index.session import embeddings_for, open_builder
from index.splitter import PolicyTextSplitter
from index.store import Store
from index.vectors import open_vectors


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
    if any(fault.part is Part.VECTORS and not fault.ids and fault.mends for fault in faults):
        _set_aside(directory)
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
                for document_id in fault.ids:
                    store.facts.put(store.document(document_id))
        store.chunks.restore_words()
    builder.vectors.remove(
        key for f in faults if f.part is Part.VECTORS and f.mends for key in f.ids
    )
    altered = [fault.ids[0] for fault in faults if fault.part is Part.TEXT]
    unsound = _without_damaged_originals(store, faults)
    reports = builder.read_again(_files(store, dict.fromkeys([*altered, *unsound])))
    with store.writing():
        store.originals.clear_away()
    builder.vectors.remove(builder.vectors.ids() - store.chunks.ids())
    builder.vectors.close()
    store.close()
    return [_told(fault, reports) for fault in examine(directory, lambda: embeddings, deep=deep)]


def _set_aside(directory: Path) -> None:
    """Move vectors that can't be read out of the way; all are computed again."""
    store = Store(directory)
    try:
        probe(open_vectors(store))
    except StoreDamagedError:
        damaged = directory / f"vectors.damaged-{int(time.time())}"
        shutil.move(directory / "vectors", damaged)
    finally:
        store.close()


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
    for document_id in document_ids:
        entry = entries[document_id]
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
