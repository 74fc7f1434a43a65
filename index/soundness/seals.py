"""The seal of a folder: the size and checksum of every file as the last build left it.

The seal lies in the folder, as ``sealed.json``. Whoever writes breaks it first; whoever has finished,
and holds the store's lock, seals anew. So a folder without a seal says nothing but that a build was
stopped, or an earlier version of the program made it.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "sealed.json"
_SIZE = 16  # bytes of a checksum


@dataclass(frozen=True, slots=True)
class Seal:
    """What was sealed. ``files`` by their path below the folder: size in bytes, time of the last
    change in nanoseconds, checksum; ``rows`` is the checksum of a database's rows, "" for none."""

    files: dict[str, tuple[int, int, str]]
    rows: str = ""


class SealError(Exception):
    """There is a seal, but it is itself damaged."""


def seal_folder(folder: Path, wanted: Callable[[Path], bool], rows: str = "") -> None:
    """Seal the files of ``folder`` that are ``wanted``, in one step.

    Raises:
        OSError: the disk is full, or the folder can't be written.
    """
    files = {}
    for path in _files(folder, wanted):
        known = path.stat()
        files[path.relative_to(folder).as_posix()] = (
            known.st_size,
            known.st_mtime_ns,
            checksum(path),
        )
    content = {"files": files, "rows": rows}
    waiting = folder / f".{NAME}.tmp"
    try:
        with waiting.open("w", encoding="utf-8") as file:
            json.dump({"sum": _sum(content), **content}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(waiting, folder / NAME)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def break_seal(folder: Path) -> None:
    """Say that the folder is being written to; call before the first change."""
    (folder / NAME).unlink(missing_ok=True)


def seal_of(folder: Path) -> Seal | None:
    """The seal of a folder, None where there is none.

    Raises:
        SealError: it was altered.
    """
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        given = content.pop("sum")
        files = {name: (int(s), int(t), str(c)) for name, (s, t, c) in content["files"].items()}
        rows = str(content["rows"])
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SealError(NAME) from error
    if given != _sum(content):
        raise SealError(NAME)
    return Seal(files, rows)


def altered(folder: Path, seal: Seal, *, full: bool) -> list[str]:
    """The sealed files that are gone or not what they were, by their path below the folder.

    Args:
        full: read every file; else only those whose time of change is another than when they were
            sealed, which is quick where nothing happened.
    """
    return [name for name, known in seal.files.items() if _is_altered(folder / name, known, full)]


def checksum(path: Path) -> str:
    """The checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=_SIZE)).hexdigest()


def _is_altered(path: Path, known: tuple[int, int, str], full: bool) -> bool:
    size, changed, digest = known
    try:
        now = path.stat()
        if now.st_size != size:
            return True
        return (full or now.st_mtime_ns != changed) and checksum(path) != digest
    except OSError:
        return True


def _files(folder: Path, wanted: Callable[[Path], bool]) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != NAME and wanted(path):
            yield path


def _sum(content: dict[str, Any]) -> str:
    written = json.dumps(content, sort_keys=True).encode()
    return hashlib.blake2b(written, digest_size=_SIZE).hexdigest()
