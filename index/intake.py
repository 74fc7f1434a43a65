"""What a build is about to do: the files that are new, changed, moved or gone, read and cut up."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.document import Document
from corpus.errors import PolicyError
from corpus.loader import Loaded, SourceFile, content_hash, document_id, load_all, readable
from corpus.loaders import Refused
from index.progress import Progress
from index.register import FileRegister
from index.report import ADDED, FAILED, MOVED, UNCHANGED, UPDATED, FileReport
from index.splitter import Chunk, PolicyTextSplitter
from index.store import Entry
from index.store.originals import KeptOriginal, OriginalTable


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that is to be written, as ``Store.put`` takes it."""

    document: Document
    file: str
    root: str
    digest: str
    chunks: list[tuple[str, Chunk]]
    original: KeptOriginal | None


@dataclass(slots=True)
class Changes:
    """What a build is about to do. ``moved`` are (document, its new source, its file's new place)."""

    reports: list[FileReport] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)
    moved: list[tuple[Entry, str, SourceFile]] = field(default_factory=list)


class Intake:
    """Reads files and puts originals by; nothing of it is seen before the build's end.

    Args:
        originals: where originals are kept, None where they are not to be.
    """

    def __init__(
        self,
        splitter: PolicyTextSplitter,
        progress: Progress,
        originals: OriginalTable | None = None,
    ) -> None:
        self._splitter = splitter
        self._progress = progress
        self._originals = originals
        self._untried: set[str] = set()

    def read(self, files: list[SourceFile], register: FileRegister, again: bool) -> Changes:
        """Load what changed; nothing is written yet."""
        changes = Changes()
        self._untried = self._originals.untried() if self._originals else set()
        taken: dict[str, Path] = {}
        for number, file in enumerate(files):
            self._progress.reading(number, len(files), file.source)
            try:
                if other := taken.get(file.source):
                    raise PolicyError(f"与另一文件夹中的同名文件“{other}”冲突，请改名后再导入。")
                taken[file.source] = file.path
                self._read_file(file, register, changes, again)
            except PolicyError as error:
                changes.reports.append(FileReport(file.source, FAILED, reason=str(error)))
            except OSError as error:
                reason = f"文件读不出来：{error.strerror or error}。"
                changes.reports.append(FileReport(file.source, FAILED, reason=reason))
        if files:
            self._progress.reading(len(files), len(files), "")
        return changes

    def _read_file(
        self, file: SourceFile, register: FileRegister, changes: Changes, again: bool
    ) -> None:
        digest = content_hash(file)
        stored = register.stored(file)
        same = all(e.hash == str(digest) and e.document_id not in self._untried for e in stored)
        if stored and not again and same:
            changes.reports.append(FileReport(file.source, UNCHANGED))
            return
        moved = [] if stored else register.moved(digest)
        former = moved[0].file if moved else ""
        if moved:
            stored = moved
            if all(entry.hash == str(digest) for entry in stored):
                for entry in stored:
                    source = file.source + entry.source.removeprefix(entry.file)
                    changes.moved.append((entry, source, file))
                changes.reports.append(FileReport(file.source, MOVED, reason=f"原名“{former}”。"))
                return
        # The documents keep their ids under a new name, so that citations still find them.
        known = {
            file.source + entry.source.removeprefix(former or file.source): entry
            for entry in stored
        }
        # All members are read before anything is noted: an archive is taken in as a whole.
        loaded = [self._kept(item) for item in load_all(file, self._progress.page)]
        for item, kept, told in loaded:
            if isinstance(item, Refused):
                refused = f"{file.source}/{item.name}"
                changes.reports.append(FileReport(refused, FAILED, reason=item.reason))
                continue
            earlier = known.pop(item.document.source, None)
            document = _named(item.document, earlier, register)
            chunks = self._splitter.keyed(document)
            waiting = Pending(document, file.source, root_of(file), str(digest), chunks, kept)
            changes.pending.append(waiting)
            notes = (*item.notes, *told, *([f"原名“{former}”。"] if former else []))
            status, counts = UPDATED if earlier else ADDED, (len(document.provisions), len(chunks))
            report = FileReport(document.source, status, *counts, reason=" ".join(notes))
            changes.reports.append(report)
        changes.gone += known.values()

    def _kept(
        self, item: Loaded | Refused
    ) -> tuple[Loaded | Refused, KeptOriginal | None, tuple[str, ...]]:
        """An item without the bytes of its original, how that is kept, and what is to be said of it."""
        if isinstance(item, Refused) or item.original is None:
            return item, None, ()
        original, item = item.original, replace(item, original=None)
        if self._originals is None:
            return item, None, ()
        try:
            return item, self._originals.files.keep(original), ()
        except OSError as error:  # a full disk: the text is worth more than its picture
            line = f"原件没有保存（{error.strerror or error}），文字已导入。"
            return item, KeptOriginal(original.kind, places=original.places), (line,)


def _named(document: Document, earlier: Entry | None, register: FileRegister) -> Document:
    """The document under its earlier id, or under one that no other document has."""
    if earlier is not None:
        return replace(document, document_id=earlier.document_id)
    if register.source_of(document.document_id) in ("", document.source):
        return document
    return replace(document, document_id=document_id(document.source, salt=document.version))


def root_of(file: SourceFile) -> str:
    """The folder that was given, as the store keeps it."""
    return readable(str(file.root.resolve()))
