"""Uploads that lie in a store's folder and are not in the library: the program was stopped meanwhile.

An upload is put into its place in one step, then taken in by a build. Whoever was stopped between the
two left a file that nobody knows of; the next build takes it in.
"""

from pathlib import Path

from corpus.loader import SourceFile, find_files
from index.store import Store

FOLDER = "uploads"
MARKS = ".waiting"  # a folder of empty files: what was put in its place, and not built yet
_PARTIAL = ".incoming-*"


def waiting(store: Store) -> list[SourceFile]:
    """The uploads that are not in the library, or not as they are now, by name."""
    folder = (store.directory / FOLDER).resolve()
    if not folder.is_dir():
        return []
    known = {e.file for e in store.documents.entries().values() if e.root == str(folder)}
    return [
        file
        for file in find_files([folder])
        if file.source not in known or (folder / MARKS / file.source).exists()
    ]


def partial(directory: Path) -> list[Path]:
    """Uploads of which only a part has arrived; under way, or stopped."""
    return sorted((directory / FOLDER).glob(_PARTIAL))


def settled(directory: Path, source: str) -> None:
    """Say that an upload has been built, or set aside."""
    (directory / FOLDER / MARKS / source).unlink(missing_ok=True)
