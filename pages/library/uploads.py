"""Where uploaded originals live: a folder in the store, with what was withdrawn or failed aside.

``uploads/NAME``             what is taken in; ``NAME.yaml`` beside it holds corrections
``uploads/.withdrawn/…``     originals that were withdrawn or replaced, under the time it happened
``uploads/.failed/NAME``     files that could not be taken in; ``.failed.json`` says why

Folders with a dot in front are left out by a build.
"""

import json
import os
import re
import shutil
import tempfile
import unicodedata
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from corpus import clock
from corpus.errors import PolicyError
from corpus.life.sidecar import sidecar_path
from corpus.loaders import SUFFIXES
from corpus.settings import settings
from index.store import Store
from index.waiting import MARKS, waiting
from pages.library import texts

_STEM_BYTES = 150  # a file system takes 255 bytes with suffix, sidecar and all
_UNSAFE = re.compile(r'[\\/:*?"<>|]')
_FAILURES_KEPT = 200


class UploadError(PolicyError):
    """A file that is not even kept: its type or its size."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be taken in, and why; ``when`` is ISO."""

    name: str
    reason: str
    when: str


def safe_name(given: str) -> str:
    """A file's name without any folder, of letters that every system keeps, not too long.

    Raises:
        UploadError: no type that can be read.
    """
    # either slash: a browser sends names as its own system writes them
    base = PurePosixPath(unicodedata.normalize("NFC", given).replace("\\", "/")).name
    plain = "".join(c for c in _UNSAFE.sub("", base) if c.isprintable()).rstrip(" .")
    stem, dot, suffix = plain.rpartition(".")
    suffix = f".{suffix.lower()}" if dot else ""
    if suffix not in SUFFIXES:
        raise UploadError(texts.WRONG_TYPE.format(suffix=suffix or texts.NO_SUFFIX))
    stem = stem.strip(" .~$") or texts.UNNAMED
    while len(stem.encode()) > _STEM_BYTES:
        stem = stem[:-1]
    return stem + suffix


class Uploads:
    """The folder of one store."""

    def __init__(self, store: Path) -> None:
        self.folder = (store / "uploads").resolve()
        self._failed = self.folder / ".failed"
        self._register = self.folder / ".failed.json"
        self._withdrawn = self.folder / ".withdrawn"

    def keep(self, upload: Path, name: str) -> Path | None:
        """Put an uploaded file in its place in one step; the file that was there before is moved
        aside and its new place returned, None where there was none.

        Raises:
            UploadError: it is larger than the settings allow.
        """
        limit = settings().max_file_mb
        if upload.stat().st_size > limit * 2**20:
            raise UploadError(texts.TOO_LARGE.format(limit=limit))
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, waiting = tempfile.mkstemp(dir=self.folder, prefix=".incoming-")
        try:
            with os.fdopen(handle, "wb") as copy, upload.open("rb") as original:
                shutil.copyfileobj(original, copy)
                copy.flush()
                os.fsync(copy.fileno())
            # At every moment one of the two lies there, and the mark says that a build is to come.
            former = self._copied_aside(name) if (self.folder / name).exists() else None
            marks = self.folder / MARKS
            marks.mkdir(exist_ok=True)
            (marks / name).touch()
            os.replace(waiting, self.folder / name)
        except BaseException:
            Path(waiting).unlink(missing_ok=True)
            raise
        return former

    def fail(self, name: str, reason: str, former: Path | None) -> None:
        """Set a file aside that could not be taken in; the one it was to replace comes back."""
        self._failed.mkdir(parents=True, exist_ok=True)
        self.settled(name)
        if (self.folder / name).exists():
            os.replace(self.folder / name, self._failed / name)
        if former is not None:
            os.replace(former, self.folder / name)
        now = f"{clock.now():%Y-%m-%d %H:%M:%S}"
        others = [f for f in self.failures() if f.name != name]
        self._write([Failure(name, reason, now), *others][:_FAILURES_KEPT])

    def failures(self) -> list[Failure]:
        """Files that could not be taken in, newest first."""
        try:
            rows = json.loads(self._register.read_text(encoding="utf-8"))
            return [Failure(**row) for row in rows]
        except FileNotFoundError:
            return []
        except (ValueError, TypeError):  # cut off by a power failure: only reasons are lost
            return [Failure(p.name, "", "") for p in sorted(self._failed.glob("*"))]

    def failed(self, name: str) -> Path | None:
        """The file that failed under this name, None where it is not there."""
        known = {failure.name for failure in self.failures()}
        path = self._failed / name
        return path if name in known and path.is_file() else None

    def forget(self, name: str) -> None:
        """Take a name off the list of failures, and its file away."""
        path = self.failed(name)
        if path is not None:
            path.unlink()
        self._write([f for f in self.failures() if f.name != name])

    def withdraw(self, name: str) -> None:
        """Move an original and its corrections aside."""
        if (self.folder / name).is_file():
            self._aside(name, with_sidecar=True)

    def interrupted(self, store: Store) -> list[Failure]:
        """Uploads that never came into the library, as the program was stopped; by name."""
        lying = [file.path for file in waiting(store)]
        times = (datetime.fromtimestamp(path.stat().st_mtime, clock.zone()) for path in lying)
        return [
            Failure(path.name, texts.INTERRUPTED, when.isoformat(" ", "seconds"))
            for path, when in zip(lying, times, strict=True)
        ]

    def lying(self, name: str) -> Path | None:
        """The upload of this name in its place, None where there is none."""
        path = self.folder / name
        return (
            path
            if name == Path(name).name and not name.startswith(".") and path.is_file()
            else None
        )

    def settled(self, name: str) -> None:
        """Say that an upload has been built, or set aside."""
        with suppress(ValueError):  # a name that no file can have was never marked
            (self.folder / MARKS / name).unlink(missing_ok=True)

    def _copied_aside(self, name: str) -> Path:
        """A second name of an upload, or a copy where the disk has no such thing."""
        path, place = self.folder / name, self._place()
        try:
            os.link(path, place / name)
        except OSError:
            shutil.copy2(path, place / name)
        return place / name

    def _place(self) -> Path:
        place = self._withdrawn / clock.now().strftime("%Y%m%d-%H%M%S-%f")
        place.mkdir(parents=True)
        return place

    def _aside(self, name: str, *, with_sidecar: bool = False) -> Path:
        path, place = self.folder / name, self._place()
        sidecar = sidecar_path(path) if with_sidecar else None
        if sidecar is not None:
            os.replace(sidecar, place / sidecar.name)
        os.replace(path, place / name)
        return place / name

    def _write(self, failures: list[Failure]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        waiting = self._register.with_suffix(".new")
        rows = [asdict(failure) for failure in failures]
        # as escapes: a reason may hold halves of characters, which no encoding takes
        waiting.write_text(json.dumps(rows), encoding="ascii")
        os.replace(waiting, self._register)
