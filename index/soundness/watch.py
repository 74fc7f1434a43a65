"""Watch the keywords and vectors of a store that is being served."""

import os
from pathlib import Path
from threading import Lock

from index.soundness.check import KEYWORDS, VECTORS, damages

_NEEDED = {
    KEYWORDS: ("chunks/meta.json", "blocks/meta.json"),
    VECTORS: ("chroma.sqlite3",),
}
_GONE = "{}不见了。"
_NAMES = {KEYWORDS: "关键词索引", VECTORS: "向量"}

Look = dict[str, tuple[int, int]]


class Watch:
    """Says what is wrong; looks at files again only when one of them was changed."""

    def __init__(self, directory: Path, *, vectors: bool) -> None:
        """``vectors``: whether they are in the store, not on a server."""
        self._directory = directory
        self._parts = (KEYWORDS, VECTORS) if vectors else (KEYWORDS,)
        self._seen: Look | None = None
        self._trouble = ""
        self._lock = Lock()

    def trouble(self) -> str:
        """What is wrong now in one Chinese line, "" where nothing is."""
        with self._lock:
            now = self._look()
            if now != self._seen:
                self._trouble = self._judged()
                self._seen = now
            return self._trouble

    def _judged(self) -> str:
        for part in self._parts:
            folder = self._directory / part
            if not all((folder / name).is_file() for name in _NEEDED[part]):
                return _GONE.format(_NAMES[part])
        found = damages(self._directory, vectors=VECTORS in self._parts)
        return found[0].line if found else ""

    def _look(self) -> Look:
        found: Look = {}
        for part in self._parts:
            for folder, _, names in os.walk(self._directory / part):
                for name in names:
                    path = Path(folder) / name
                    try:
                        known = path.stat()
                    except OSError:
                        continue
                    found[str(path)] = (known.st_size, known.st_mtime_ns)
        return found
