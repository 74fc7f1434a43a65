"""Pictures and HTML of originals, made by a process of their own and remembered for a while."""

import json
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Any

from corpus.errors import PolicyError
from corpus.settings import PROJECT_ROOT, settings
from pages.originals import texts
from pages.originals.pictures import Picture
from pages.originals.worker import NO_PAGE

_AT_ONCE = 2  # originals that are read at the same time
_PATIENCE = 20.0  # seconds in which one's turn has to come
_SECONDS = 20.0  # that reading may take
_REMEMBERED = 64 * 2**20  # bytes


class UnshownError(PolicyError):
    """An original that can't be shown on a page."""


class NoPageError(PolicyError):
    """The original has no such page."""


class CrowdedError(PolicyError):
    """Too many originals are being read."""


class Reading:
    """Reads the originals of one server. Safe to share between threads."""

    def __init__(self) -> None:
        self._turn = BoundedSemaphore(_AT_ONCE)
        self._lock = Lock()
        self._kept: OrderedDict[tuple[object, ...], tuple[Picture | str, int]] = OrderedDict()
        self._size = 0

    def picture(self, kind: str, file: Path, number: int, turns: int = 0) -> Picture:
        """Page ``number`` (from 1) of the original in ``file``, turned by quarters to the left.

        Raises:
            UnshownError, NoPageError, CrowdedError.
        """
        found = self._remembered(("picture", kind, file, number, turns))
        assert isinstance(found, Picture)
        return found

    def html(self, kind: str, file: Path) -> str:
        """The harmless HTML of the original in ``file``.

        Raises:
            UnshownError, CrowdedError.
        """
        found = self._remembered(("html", kind, file, 0, 0))
        assert isinstance(found, str)
        return found

    def _remembered(self, key: tuple[str, str, Path, int, int]) -> Picture | str:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][0]
        if not self._turn.acquire(timeout=_PATIENCE):
            raise CrowdedError(texts.CROWDED)
        try:
            head, data = _read(*key)
        finally:
            self._turn.release()
        found: Picture | str
        found = Picture(data=data, **head) if key[0] == "picture" else data.decode()
        with self._lock:
            if key not in self._kept:
                self._kept[key] = found, len(data)
                self._size += len(data)
            while self._size > _REMEMBERED and len(self._kept) > 1:
                _, (_, size) = self._kept.popitem(last=False)
                self._size -= size
        return found


def _read(
    task: str, kind: str, file: Path, number: int, turns: int
) -> tuple[dict[str, Any], bytes]:
    limit = str(settings().max_file_mb)
    command = [sys.executable, "-m", "pages.originals.worker", task, kind, str(file.resolve())]
    try:
        done = subprocess.run(
            [*command, str(number), str(turns), limit],
            cwd=PROJECT_ROOT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError) as error:
        raise UnshownError(texts.UNSHOWN) from error
    if done.returncode == NO_PAGE:
        raise NoPageError(texts.NO_SUCH_PAGE)
    if done.returncode:
        raise UnshownError(texts.UNSHOWN)
    head, _, data = done.stdout.partition(b"\n")
    return json.loads(head), data
