"""Build and update a store from files, atomically and only where something changed."""

import hashlib
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.loader import SourceFile, content_hash, document_id, find_files, load_all, readable
from corpus.loaders import Refused
from index.completion import complete
from index.errors import ForeignModelError
from index.progress import Progress, Silent
from index.register import FileRegister
from index.splitter import Chunk, PolicyTextSplitter
from index.store import Entry, Store
from index.store.schema import SCHEMA_VERSION
from index.vectors import Vectors

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_EMBED_BATCH = 256
ADDED, UPDATED, UNCHANGED, MOVED, REMOVED, FAILED = "新增", "更新", "未变", "改名", "移除", "失败"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file. ``reason`` says why it failed, or what an administrator should know
    of it."""

    source: str
    status: str
    provisions: int = 0
    chunks: int = 0
    reason: str = ""


@dataclass(slots=True)
class _Pending:
    document: Document
    file: str
    root: str
    digest: str
    chunks: list[tuple[str, Chunk]] = field(default_factory=list)


def chunk_id(document: Document, chunk: Chunk) -> str:
    """Content address of a chunk: same document, place and embedded words give the same id."""
    words = f"{chunk.start}\0{chunk.embedding_text(document.text)}"
    return f"{document.document_id}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"


@dataclass(slots=True)
class _Changes:
    """What a build is about to do. ``moved`` are (document, its new source, its file's new place)."""

    reports: list[FileReport] = field(default_factory=list)
    pending: list[_Pending] = field(default_factory=list)
    gone: list[Entry] = field(default_factory=list)
    moved: list[tuple[Entry, str, SourceFile]] = field(default_factory=list)


class Builder:
    """Brings a store in line with files. One builder at a time; readers keep the old state."""

    def __init__(
        self,
        store: Store,
        vectors: Vectors,
        embeddings: "PolicyEmbeddings",
        chunk_size: int,
        progress: Progress | None = None,
    ) -> None:
        self.store = store
        self.vectors = vectors
        self.embeddings = embeddings
        self.splitter = PolicyTextSplitter(chunk_size)
        self.progress = progress or Silent()

    def build(
        self,
        paths: list[Path],
        *,
        prune: bool = False,
        only: frozenset[str] = frozenset(),
        again: bool = False,
    ) -> list[FileReport]:
        """Add or update the files below ``paths``; with ``prune`` remove what is gone from there.

        ``only`` names the sources that are looked at, empty for all; with ``again`` files are read
        even where nothing changed.

        Vectors are written first, under content ids; then one transaction makes the new state
        visible. Interrupted before it, nothing has changed and the vectors are found next time.

        Raises:
            ForeignModelError: the store's vectors came from another model.
            BusyError: another process is building.
        """
        files = [file for file in find_files(paths) if not only or file.source in only]
        return self._bring_in(files, again, paths if prune else [])

    def read_again(self, files: list[SourceFile]) -> list[FileReport]:
        """Take files in again that were taken in before, each under the name it had.

        Raises: as ``build``.
        """
        return self._bring_in(files, True, [])

    def _bring_in(
        self, files: list[SourceFile], again: bool, pruned_below: list[Path]
    ) -> list[FileReport]:
        with self.store.writing():
            self._check_model()
            register = FileRegister(list(self.store.documents.entries().values()), files)
            self.store.chunks.restore_words()
            complete(self.store, self.vectors, self.embeddings, self.progress)
            changes = self._read(files, register, again)
            self._embed(changes.pending)
            if pruned_below:
                moved = {entry.document_id for entry, _, _ in changes.moved}
                pruned = register.gone(pruned_below, moved)
                changes.gone += pruned
                changes.reports += [FileReport(entry.source, REMOVED) for entry in pruned]
            touched = {entry.document_id for entry in changes.gone}
            touched |= {item.document.document_id for item in changes.pending}
            before = self._chunk_ids(touched)  # of these only: the rest of the store stays unread
            self._write(changes)
            after = self._chunk_ids(touched)
        self.vectors.remove(before - after)
        return self._with_twins(changes)

    def _chunk_ids(self, document_ids: set[str]) -> set[str]:
        return {chunk for i in document_ids for chunk in self.store.chunks.ids(i)}

    def _check_model(self) -> None:
        made_by = self.store.meta("model")
        if made_by and made_by != self.embeddings.name:
            raise ForeignModelError(foreign_model_message(made_by, self.embeddings.name))

    def _write(self, changes: _Changes) -> None:
        for entry in changes.gone:
            self.store.remove(entry.document_id)
        for entry, source, file in changes.moved:
            root = _root(file)
            self.store.documents.rename(entry.document_id, source, file.source, root)
        for item in changes.pending:
            self.store.put(item.document, item.file, item.root, item.digest, item.chunks)
        self.store.set_meta("model", self.embeddings.name)
        self.store.set_meta("vectors", self.vectors.name)
        self.store.set_meta("schema", str(SCHEMA_VERSION))
        if changes.pending or changes.gone or changes.moved:
            generation = int(self.store.meta("generation") or 0) + 1
            self.store.set_meta("generation", str(generation))

    def _with_twins(self, changes: _Changes) -> list[FileReport]:
        """The reports, where a new document has the same text as another one saying so."""
        entries = self.store.documents.entries()
        twins = {
            item.document.source: sorted(
                entries[other].source for other in self.store.twins.of(item.document.document_id)
            )
            for item in changes.pending
        }
        return [
            replace(r, reason=f"{r.reason} 与“{twins[r.source][0]}”内容基本相同。".strip())
            if r.status in (ADDED, UPDATED) and twins.get(r.source)
            else r
            for r in changes.reports
        ]

    def withdraw(self, document_ids: list[str]) -> list[FileReport]:
        """Take documents out, wherever their files are; earlier answers still open what they quoted.

        Raises:
            UnknownDocumentError: no such document; nothing is taken out then.
            BusyError: another process is building.
        """
        with self.store.writing():
            entries = self.store.documents.entries()
            for document_id in document_ids:
                if document_id not in entries:
                    raise UnknownDocumentError(f"资料库里没有编号为“{document_id}”的文件。")
            self._check_model()
            changes = _Changes(gone=[entries[i] for i in dict.fromkeys(document_ids)])
            before = self._chunk_ids(set(document_ids))
            self._write(changes)
        self.vectors.remove(before)
        return [FileReport(entry.source, REMOVED) for entry in changes.gone]

    def _read(self, files: list[SourceFile], register: FileRegister, again: bool) -> _Changes:
        """Load what changed; nothing is written yet."""
        changes = _Changes()
        taken: dict[str, Path] = {}
        for number, file in enumerate(files):
            self.progress.reading(number, len(files), file.source)
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
            self.progress.reading(len(files), len(files), "")
        return changes

    def _read_file(
        self, file: SourceFile, register: FileRegister, changes: _Changes, again: bool
    ) -> None:
        digest = content_hash(file)
        stored = register.stored(file)
        if stored and not again and all(entry.hash == str(digest) for entry in stored):
            changes.reports.append(FileReport(file.source, UNCHANGED))
            return
        former = "" if stored else _file_of(moved := register.moved(digest))
        if former:
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
        for item in list(load_all(file, self.progress.page)):
            if isinstance(item, Refused):
                refused = f"{file.source}/{item.name}"
                changes.reports.append(FileReport(refused, FAILED, reason=item.reason))
                continue
            earlier = known.pop(item.document.source, None)
            document = _named(item.document, earlier, register)
            waiting = self._pending(document, file, str(digest))
            changes.pending.append(waiting)
            notes = (*item.notes, f"原名“{former}”。") if former else item.notes
            changes.reports.append(_taken_in(waiting, UPDATED if earlier else ADDED, notes))
        changes.gone += known.values()

    def _pending(self, document: Document, file: SourceFile, digest: str) -> _Pending:
        item = _Pending(document, file.source, _root(file), digest)
        if not document.metadata.searchable:
            return item
        for chunk in self.splitter.split_document(document):
            item.chunks.append((chunk_id(document, chunk), chunk))
        return item

    def _embed(self, pending: list[_Pending]) -> None:
        texts = {
            key: chunk.embedding_text(item.document.text)
            for item in pending
            for key, chunk in item.chunks
        }
        missing = self.vectors.missing(list(texts))
        for at in range(0, len(missing), _EMBED_BATCH):
            batch = missing[at : at + _EMBED_BATCH]
            self.vectors.put(batch, self.embeddings.encode_passages([texts[key] for key in batch]))
            self.progress.embedding(min(at + _EMBED_BATCH, len(missing)), len(missing))


def _named(document: Document, earlier: Entry | None, register: FileRegister) -> Document:
    """The document under its earlier id, or under one that no other document has."""
    if earlier is not None:
        return replace(document, document_id=earlier.document_id)
    if register.source_of(document.document_id) in ("", document.source):
        return document
    return replace(document, document_id=document_id(document.source, salt=document.version))


def _root(file: SourceFile) -> str:
    return readable(str(file.root.resolve()))


def _file_of(entries: list[Entry]) -> str:
    return entries[0].file if entries else ""


def _taken_in(item: _Pending, status: str, notes: tuple[str, ...]) -> FileReport:
    document = item.document
    counts = (len(document.provisions), len(item.chunks))
    return FileReport(document.source, status, *counts, reason=" ".join(notes))


def foreign_model_message(made_by: str, configured: str) -> str:
    """One line for a store whose vectors another model made."""
    return (
        f"资料库由向量模型“{made_by}”建立，当前设置是“{configured}”，两者不能混用；"
        "请改回原模型，或换一个资料库目录重新建立。"
    )


def directory_size(directory: Path) -> int:
    """Bytes of all files below ``directory``."""
    return sum(
        (Path(folder) / name).stat().st_size
        for folder, _, names in os.walk(directory)
        for name in names
    )
