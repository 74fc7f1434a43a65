"""Build and update a store from files, atomically and only where something changed."""

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.document import Document
from corpus.errors import PolicyError
from corpus.loader import SourceFile, content_hash, find_files, load_all
from corpus.loaders import Refused
from corpus.splitter import Chunk, PolicyTextSplitter
from index.errors import ForeignModelError
from index.keywords import index_words
from index.store import SCHEMA_VERSION, Entry, Store
from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_EMBED_BATCH = 256
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file: 新增, 更新, 未变, 移除 or 失败. ``reason`` says why it failed, or what
    an administrator should know of it."""

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
    chunks: list[tuple[str, Chunk, str]] = field(default_factory=list)


def chunk_id(document: Document, chunk: Chunk) -> str:
    """Content address of a chunk: same document, place and embedded words give the same id."""
    words = f"{chunk.start}\0{chunk.embedding_text(document.text)}"
    return f"{document.document_id}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"


class Builder:
    """Brings a store in line with files. One builder at a time; readers keep the old state."""

    def __init__(
        self,
        store: Store,
        vectors: VectorStore,
        embeddings: "PolicyEmbeddings",
        chunk_size: int,
        progress: Progress = lambda done, total: None,
    ) -> None:
        self.store = store
        self.vectors = vectors
        self.embeddings = embeddings
        self.splitter = PolicyTextSplitter(chunk_size)
        self.progress = progress

    def build(self, paths: list[Path], *, prune: bool = False) -> list[FileReport]:
        """Add or update the files below ``paths``; with ``prune`` remove what is gone from there.

        Vectors are written first, under content ids; then one transaction makes the new state
        visible. Interrupted before it, nothing has changed and the vectors are found next time.

        Raises:
            ForeignModelError: the store's vectors came from another model.
            BusyError: another process is building.
        """
        files = list(find_files(paths))
        with self.store.writing():
            self._check_model()
            entries = list(self.store.entries().values())
            before = self.store.chunk_ids()
            reports, pending, gone = self._read(files, entries)
            self._embed(pending)
            if prune:
                gone += self._pruned(entries, files, paths, reports)
            for entry in gone:
                self.store.remove(entry.document_id)
            for item in pending:
                self.store.put(item.document, item.file, item.root, item.digest, item.chunks)
            self.store.set_meta("model", self.embeddings.name)
            self.store.set_meta("schema", str(SCHEMA_VERSION))
            if pending or gone:
                generation = int(self.store.meta("generation") or 0) + 1
                self.store.set_meta("generation", str(generation))
            after = self.store.chunk_ids()
        self.vectors.remove(before - after)
        return reports

    @staticmethod
    def _pruned(
        entries: list[Entry], files: list[SourceFile], paths: list[Path], reports: list[FileReport]
    ) -> list[Entry]:
        """Documents whose file is gone from the folders that were given."""
        kept = {file.source for file in files}
        roots = {str(path.resolve()) for path in paths}
        gone = [e for e in entries if e.root in roots and e.file not in kept]
        reports += [FileReport(entry.source, "移除") for entry in gone]
        return gone

    def _check_model(self) -> None:
        made_by = self.store.meta("model")
        if made_by and made_by != self.embeddings.name:
            raise ForeignModelError(foreign_model_message(made_by, self.embeddings.name))

    def _read(
        self, files: list[SourceFile], entries: list[Entry]
    ) -> tuple[list[FileReport], list[_Pending], list[Entry]]:
        """Load what changed: reports, documents to write, and documents their file lost."""
        by_file: dict[str, list[Entry]] = {}
        for entry in entries:
            by_file.setdefault(entry.file, []).append(entry)
        reports: list[FileReport] = []
        pending: list[_Pending] = []
        gone: list[Entry] = []
        taken: dict[str, Path] = {}
        for file in files:
            stored = by_file.get(file.source, [])
            try:
                if other := taken.get(file.source):
                    raise PolicyError(f"与另一文件夹中的同名文件“{other}”冲突，请改名后再导入。")
                taken[file.source] = file.path
                digest = content_hash(file)
                if stored and all(entry.hash == digest for entry in stored):
                    reports.append(FileReport(file.source, "未变"))
                    continue
                loaded = list(load_all(file))
            except PolicyError as error:
                reports.append(FileReport(file.source, "失败", reason=str(error)))
                continue
            except OSError as error:
                reason = f"文件读不出来：{error.strerror or error}。"
                reports.append(FileReport(file.source, "失败", reason=reason))
                continue
            known = {entry.document_id: entry for entry in stored}
            for item in loaded:
                if isinstance(item, Refused):
                    refused = f"{file.source}/{item.name}"
                    reports.append(FileReport(refused, "失败", reason=item.reason))
                    continue
                waiting = self._pending(item.document, file, digest)
                pending.append(waiting)
                status = "更新" if known.pop(item.document.document_id, None) else "新增"
                reports.append(_taken_in(waiting, status, item.notes))
            gone += known.values()
        return reports, pending, gone

    def _pending(self, document: Document, file: SourceFile, digest: str) -> _Pending:
        item = _Pending(document, file.source, str(file.root.resolve()), digest)
        for chunk in self.splitter.split_document(document):
            words = index_words(chunk.context, document.text[chunk.start : chunk.end])
            item.chunks.append((chunk_id(document, chunk), chunk, words))
        return item

    def _embed(self, pending: list[_Pending]) -> None:
        texts = {
            key: chunk.embedding_text(item.document.text)
            for item in pending
            for key, chunk, _ in item.chunks
        }
        missing = self.vectors.missing(list(texts))
        for at in range(0, len(missing), _EMBED_BATCH):
            batch = missing[at : at + _EMBED_BATCH]
            self.vectors.put(batch, self.embeddings.encode_passages([texts[key] for key in batch]))
            self.progress(min(at + _EMBED_BATCH, len(missing)), len(missing))


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


def terminal_progress(done: int, total: int) -> None:
    """Rewrite one line on a terminal; stay silent in logs but for the end."""
    if sys.stderr.isatty() or done == total:
        end = "\n" if done == total else ""
        sys.stderr.write(f"\r正在计算向量：{done}/{total}{end}")
        sys.stderr.flush()
