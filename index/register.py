"""Which documents of a store came from which file, and what became of these files since."""

from pathlib import Path

from corpus.loader import ContentHash, SourceFile, readable
from index.store import Entry


class FileRegister:
    """The files that a store knows; ``files`` are those of the build at hand."""

    def __init__(self, entries: list[Entry], files: list[SourceFile]) -> None:
        self._entries = entries
        self._present = {file.source for file in files}
        self._sources = {entry.document_id: entry.source for entry in entries}
        self._by_file: dict[str, list[Entry]] = {}
        self._by_content: dict[str, list[str]] = {}
        for entry in entries:
            self._by_file.setdefault(entry.file, []).append(entry)
        for file, stored in self._by_file.items():
            content, _, _ = stored[0].hash.partition(".")
            self._by_content.setdefault(content, []).append(file)

    def source_of(self, document_id: str) -> str:
        """The source of the document of that id, "" if there is none."""
        return self._sources.get(document_id, "")

    def stored(self, file: SourceFile) -> list[Entry]:
        """The documents that came from this file."""
        return self._by_file.get(file.source, [])

    def moved(self, digest: ContentHash) -> list[Entry]:
        """The documents of a file with this content that is gone from where it was."""
        for file in self._by_content.get(digest.file, []):
            stored = self._by_file[file]
            if file not in self._present and not (Path(stored[0].root) / file).exists():
                self._by_content[digest.file].remove(file)  # one file moves to one place
                return stored
        return []

    def gone(self, paths: list[Path], moved: set[str]) -> list[Entry]:
        """Documents whose file is gone from the folders that were given, and not moved."""
        roots = {readable(str(path.resolve())) for path in paths}
        return [
            e
            for e in self._entries
            if e.root in roots and e.file not in self._present and e.document_id not in moved
        ]
