"""The files of a store are read by their owner alone, whoever made them.

Texts, questions and users lie there. What a program makes is private from the begin (``umask``); what an
earlier version made, or was copied there, is made so by the next build.
"""

import os
from collections.abc import Iterator
from pathlib import Path

_OTHERS = 0o077
_MODELS = "models"  # the same for everybody, and often shared


def keep_private() -> None:
    """Let what this process makes from now on be readable by its owner alone."""
    os.umask(_OTHERS)


def opened_to_others(directory: Path) -> list[Path]:
    """Files and folders of a store, itself included, that others may read; links are left out."""
    return [path for path in _all(directory) if _mode(path) & _OTHERS]


def make_private(directory: Path) -> None:
    """Close a store to others; what belongs to somebody else is left as it is."""
    for path in opened_to_others(directory):
        try:
            path.chmod(_mode(path) & ~_OTHERS)
        except OSError:
            continue


def _all(directory: Path) -> Iterator[Path]:
    yield directory
    for folder, folders, names in os.walk(directory):
        if Path(folder) == directory and _MODELS in folders:
            folders.remove(_MODELS)
        for name in (*folders, *names):
            path = Path(folder) / name
            if not path.is_symlink():
                yield path


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:  # gone meanwhile
        return 0
