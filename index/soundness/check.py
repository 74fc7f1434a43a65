"""Look at keywords and vectors: quickly before each use, in full for the doctor."""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.settings import PROJECT_ROOT
from index.errors import StoreDamagedError
from index.soundness import keyword_files, vector_rows
from index.soundness.locked import is_being_written
from index.soundness.seals import Seal, SealError, altered, seal_folder, seal_of

KEYWORDS, VECTORS = "keywords", "vectors"
_DATABASE = "chroma.sqlite3"
_PERSISTED = "index_metadata.pickle"  # beside the files of vectors that Chroma has written out
_NAMES = {KEYWORDS: "关键词索引", VECTORS: "向量"}
_NOWHERE = subprocess.DEVNULL
_PROBE_SECONDS = 600
_MOMENT = 0.3  # seconds


@dataclass(frozen=True, slots=True)
class Damage:
    """One part that is not what it was: ``part`` is the name of its folder, ``line`` in Chinese."""

    part: str
    line: str


def seal(directory: Path) -> None:
    """Seal what has no seal; call inside ``Store.writing``, once all is written and closed.

    Raises:
        OSError: the disk is full.
    """
    keywords, vectors = directory / KEYWORDS, directory / VECTORS
    if keywords.is_dir() and _seal_of(keywords) is None:
        seal_folder(keywords, keyword_files.is_kept)
    unsealed = (vectors / _DATABASE).is_file() and _seal_of(vectors) is None
    if unsealed and (rows := _rows(vectors)):
        seal_folder(vectors, _is_persisted, rows)


def damages(
    directory: Path, *, full: bool = False, vectors: bool = True, locked: bool = False
) -> list[Damage]:
    """What is damaged in the keywords and the vectors of a store.

    Args:
        full: read every file, even those that nobody has written to since they were sealed.
        vectors: whether they are in the store at all, not on a server.
        locked: the caller keeps builds out. Else a running one leaves nothing to say of a part
            that it has opened.
    """
    parts = (KEYWORDS, VECTORS) if vectors else (KEYWORDS,)
    found = []
    for part in parts:
        wrong = next(_wrong(directory, part, full, locked), "")
        if wrong:  # a build may be ending just now: then there is another seal in a moment
            time.sleep(_MOMENT)
            wrong = next(_wrong(directory, part, full, locked), "")
        if wrong:
            found.append(Damage(part, f"{_NAMES[part]}损坏：{wrong}。"))
    return found


def require_sound(directory: Path, *, vectors: bool = True) -> None:
    """Return if nothing is found damaged at a quick look.

    Raises:
        StoreDamagedError: something is; it says what to do.
    """
    if found := damages(directory, vectors=vectors):
        raise StoreDamagedError(f"{found[0].line}{advice(directory)}")


def advice(directory: Path) -> str:
    """What to do about damaged keywords or vectors."""
    return f"请运行一次 python -m index doctor --mend --store {directory}，会由原文重建，文件不会丢失。"


def _wrong(directory: Path, part: str, full: bool, locked: bool) -> Iterator[str]:
    folder = directory / part
    known = _seal_of(folder)
    if not folder.is_dir():
        return  # that there are none is told by counts
    if known is None:
        if locked or not is_being_written(directory):
            yield from _unsealed(directory, part)
        return
    for name in altered(folder, known, full=full):
        yield f"文件“{name}”不完整或被改动"
    if part == VECTORS and _rows(folder) != known.rows:
        yield f"文件“{_DATABASE}”不完整或被改动"


def _unsealed(directory: Path, part: str) -> Iterator[str]:
    """What can be said of a part that a stopped build left, or an earlier version of the program."""
    if part == KEYWORDS:
        for name in ("chunks", "blocks"):
            folder = directory / part / name
            if folder.is_dir():
                yield from (f"文件“{name}/{each}”损坏" for each in keyword_files.broken(folder))
    elif not (directory / part / _DATABASE).is_file():
        return
    elif not _rows(directory / part):
        yield f"文件“{_DATABASE}”损坏"
    if not probed(directory, part):
        yield "文件读不出来"


def probed(directory: Path, part: str) -> bool:
    """Whether a process of its own can read a part as a search would."""
    words = [sys.executable, "-m", "index.soundness.probe", str(directory.resolve()), part]
    try:
        done = subprocess.run(
            words, cwd=PROJECT_ROOT, stdout=_NOWHERE, timeout=_PROBE_SECONDS, stdin=_NOWHERE, stderr=_NOWHERE,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _rows(folder: Path) -> str:
    """The checksum of the rows of the vectors' database, "" where it is damaged."""
    words = [sys.executable, "-I", vector_rows.__file__, str(folder / _DATABASE)]
    done = subprocess.run(
        words,
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.stdout.decode().strip() if done.returncode == 0 else ""


def _seal_of(folder: Path) -> Seal | None:
    """The seal of a folder; a damaged one says no more than none, and the next build seals anew."""
    try:
        return seal_of(folder)
    except SealError:
        return None


def _is_persisted(path: Path) -> bool:
    """Whether a file is of vectors that Chroma has written out; before that, it makes them anew from
    its database whenever it is opened. The database itself has its rows sealed."""
    return path.parent.name != VECTORS and (path.parent / _PERSISTED).is_file()
