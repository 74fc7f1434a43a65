"""Build and update a store from files, atomically and only where something changed."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UnknownDocumentError
from corpus.loader import SourceFile, find_files
from corpus.settings import settings
from index.completion import complete
from index.errors import BusyError, ForeignModelError
from index.intake import Changes, Intake, Pending, root_of
from index.left_open import left_open
from index.private import make_private
from index.progress import Progress
from index.register import FileRegister
from index.report import ADDED, FAILED, REMOVED, UPDATED, FileReport
from index.soundness.check import seal
from index.splitter import PolicyTextSplitter
from index.store import Entry, Store
from index.store.schema import SCHEMA_VERSION
from index.vectors import Vectors
from index.waiting import FOLDER, settled, waiting

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_EMBED_BATCH = 256


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
        self.progress = progress or Progress()
        originals = store.originals if settings().keep_originals else None
        self.intake = Intake(PolicyTextSplitter(chunk_size), self.progress, originals)

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
        if not only:  # what was uploaded and never built, as the program was stopped
            given = {file.path.resolve() for file in files}
            files += [file for file in waiting(self.store) if file.path.resolve() not in given]
        reports = self._bring_in(files, again, paths if prune else [])
        failed = {report.source for report in reports if report.status == FAILED}
        for file in files:
            if file.root.name == FOLDER and file.source not in failed:
                settled(self.store.directory, file.source)
        return reports

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
            self.store.renew_facts(self.progress)
            complete(self.store, self.vectors, self.embeddings, self.progress)
            changes = self.intake.read(files, register, again)
            self._embed(changes.pending)
            if pruned_below:
                moved = {entry.document_id for entry, _, _ in changes.moved}
                pruned = register.gone(pruned_below, moved)
                changes.gone += pruned
                changes.reports += self._removed(pruned)
            withdrawn = self._write(changes)
        self._settle(withdrawn)
        return self._with_twins(changes)

    def _chunk_ids(self, document_ids: set[str]) -> set[str]:
        return {chunk for i in document_ids for chunk in self.store.chunks.ids(i)}

    def _check_model(self) -> None:
        made_by = self.store.meta("model")
        if made_by and made_by != self.embeddings.name:
            raise ForeignModelError.of(made_by, self.embeddings.name)

    def _write(self, changes: Changes) -> set[str]:
        """Write the changes; the ids of chunks that are no longer live."""
        touched = {entry.document_id for entry in changes.gone}
        touched |= {item.document.document_id for item in changes.pending}
        before = self._chunk_ids(touched)  # of these only: the rest of the store stays unread
        for entry in changes.gone:
            self.store.remove(entry.document_id)
        for entry, source, file in changes.moved:
            root = root_of(file)
            self.store.documents.rename(entry.document_id, source, file.source, root)
        for item in changes.pending:
            self.store.put(
                item.document, item.file, item.root, item.digest, item.chunks, item.original
            )
        self.store.originals.forget_gone()
        self.store.set_meta("model", self.embeddings.name)
        self.store.set_meta("vectors", self.vectors.name)
        self.store.set_meta("schema", str(SCHEMA_VERSION))
        if changes.pending or changes.gone or changes.moved:
            generation = int(self.store.meta("generation") or 0) + 1
            self.store.set_meta("generation", str(generation))
        return before - self._chunk_ids(touched)

    def _with_twins(self, changes: Changes) -> list[FileReport]:
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
            changes = Changes(gone=[entries[i] for i in dict.fromkeys(document_ids)])
            reports = self._removed(changes.gone)
            withdrawn = self._write(changes)
        self._settle(withdrawn)
        return reports

    def _removed(self, gone: list[Entry]) -> list[FileReport]:
        """A line for each document that is about to go, which says what it ended."""
        away = {entry.document_id for entry in gone}
        return [
            FileReport(e.source, REMOVED, reason=left_open(self.store, e.document_id, away))
            for e in gone
        ]

    def _settle(self, withdrawn: set[str]) -> None:
        """Take out what nobody reads any more, vectors and originals, and seal what was written."""
        self.vectors.remove(withdrawn)
        try:
            with self.store.writing():
                if self.store.originals.extra():
                    self.store.originals.clear_away()
                self.vectors.settle()
                seal(self.store.directory)
                make_private(self.store.directory)
        except BusyError:  # another build has begun: it does the same at its end
            return

    def _embed(self, pending: list[Pending]) -> None:
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
