"""The files that documents were read from, kept as they were handed in.

A file lies in ``originals`` beside the database under the SHA-256 of its bytes, whatever its name was:
documents and earlier versions that came from the same bytes share it. The table says which belongs to
which text; what no text belongs to any more is cleared away.
"""

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.original import Original
from index.store.database import Database, Table

_FOLDER = "originals"
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptOriginal:
    """What the store knows of a text's original: ``file`` and ``converted`` name files of the folder,
    "" for none; ``kind`` and ``places`` as in ``corpus.original.Original``."""

    kind: str
    file: str = ""
    converted: str = ""
    places: bytes = b""


class OriginalFiles:
    """The folder of one store."""

    def __init__(self, directory: Path) -> None:
        self.folder = directory / _FOLDER

    def keep(self, original: Original) -> KeptOriginal:
        """Write an original's files in one step each; those that are there already are not written.

        Raises:
            OSError: the disk is full, or the folder can't be written.
        """
        file, converted = self._write(original.data), self._write(original.converted)
        return KeptOriginal(original.kind, file, converted, original.places)

    def path(self, name: str) -> Path:
        """Where the file of this name lies, or would lie.

        Raises:
            ValueError: no name of ours.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.folder / name

    def is_sound(self, name: str) -> bool:
        """Whether the file is there and holds what it held when it was kept."""
        try:
            with self.path(name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == name
        except OSError:
            return False

    def names(self) -> set[str]:
        """Every file of the folder, half-written ones included."""
        return {entry.name for entry in os.scandir(self.folder)} if self.folder.is_dir() else set()

    def remove(self, names: Iterable[str]) -> None:
        """Delete files; one that can't be deleted now is found again by the next build."""
        for name in names:
            try:
                (self.folder / name).unlink(missing_ok=True)
            except OSError:
                continue

    def _write(self, data: bytes) -> str:
        if not data:
            return ""
        name = hashlib.sha256(data).hexdigest()
        target = self.folder / name
        if target.is_file() and target.stat().st_size == len(data):
            return name
        self.folder.mkdir(parents=True, exist_ok=True)
        waiting = self.folder / f".{name}.tmp"  # one builder at a time
        try:
            with waiting.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(waiting, target)
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
        return name


class OriginalTable(Table):
    """Which original each text has; its files lie in ``files``."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.files = OriginalFiles(database.directory)

    def put(self, document_id: str, version: str, kept: KeptOriginal) -> None:
        """Record the original of a text; call inside ``writing``."""
        self._database.write(
            "INSERT OR REPLACE INTO originals VALUES (?, ?, ?, ?, ?, ?)",
            (document_id, version, kept.kind, kept.file, kept.converted, kept.places),
        )

    def get(self, document_id: str, version: str) -> KeptOriginal | None:
        """The original of a text, None where there is none."""
        rows = self._database.rows(
            "SELECT kind, file, converted, places FROM originals"
            " WHERE document_id = ? AND version = ?",
            (document_id, version),
        )
        return KeptOriginal(*rows[0]) if rows and rows[0][1] else None

    def has(self, document_id: str, version: str) -> bool:
        """Whether a text has an original."""
        return bool(
            self._database.rows(
                "SELECT 1 FROM originals WHERE document_id = ? AND version = ? AND file != ''",
                (document_id, version),
            )
        )

    def untried(self) -> set[str]:
        """Live documents whose original was never to be kept: those of an earlier version of the
        program, or taken in while the setting said no."""
        rows = self._database.rows(
            "SELECT document_id FROM documents d WHERE NOT EXISTS (SELECT 1 FROM originals o"
            " WHERE o.document_id = d.document_id AND o.version = d.version)"
        )
        return {row[0] for row in rows}

    def lacking(self) -> list[tuple[str, str]]:
        """Live documents whose original could not be kept, as (document_id, source)."""
        return self._database.rows(
            "SELECT document_id, source FROM documents JOIN originals o USING (document_id, version)"
            " WHERE o.file = '' ORDER BY source"
        )

    def wanted(self) -> dict[str, list[tuple[str, str]]]:
        """The files that belong to texts, each with the (document_id, version) it belongs to."""
        found: dict[str, list[tuple[str, str]]] = {}
        for key, version, *names in self._database.rows(
            "SELECT document_id, version, file, converted FROM originals"
        ):
            for name in filter(None, names):
                found.setdefault(name, []).append((key, version))
        return found

    def forget_gone(self) -> None:
        """Take out the rows of texts that are neither live nor kept; call inside ``writing``."""
        self._database.write(
            "DELETE FROM originals AS o WHERE NOT EXISTS (SELECT 1 FROM documents d"
            " WHERE d.document_id = o.document_id AND d.version = o.version)"
            " AND NOT EXISTS (SELECT 1 FROM versions v"
            " WHERE v.document_id = o.document_id AND v.version = o.version)"
        )

    def extra(self) -> set[str]:
        """Files of the folder that belong to no text."""
        return self.files.names() - set(self.wanted())

    def clear_away(self) -> None:
        """Delete the files that belong to no text. Call inside ``writing``: a build that is under way
        has written files that belong to no text yet."""
        self.files.remove(self.extra())
