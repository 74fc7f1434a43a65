"""A store from a backup, on the same machine or another one."""

import json
import os
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from index.backup import FORMAT, IDS, MANIFEST, VECTORS, BackupError, digest_of
from index.store import Store
from index.store.schema import SCHEMA_VERSION
from index.vectors import open_vectors

_BATCH = 1000
_KEPT = ("models",)  # what a directory may already hold: made again anyway


def restore(backup: Path, directory: Path) -> str:
    """Restore a store into ``directory``, which must not hold one; returns a line that says what.

    Everything is checked against the backup's own list and put together beside ``directory``
    before it takes its name: stopped anywhere, there is no store there, and it can be done again.

    Raises:
        BackupError: no backup, a damaged or a later one, or ``directory`` is not empty.
    """
    if directory.exists() and any(p.name not in _KEPT for p in directory.iterdir()):
        raise BackupError(f"“{directory}”不是空的，请指定一个新的资料库目录（--store）。")
    directory.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=directory.parent, prefix=".restore-") as made:
        manifest = _unpack(backup, Path(made))
        store = _assemble(Path(made))
        if directory.exists():
            for kept in directory.iterdir():
                os.replace(kept, store / kept.name)
            directory.rmdir()
        os.replace(store, directory)
    counts = manifest["counts"]
    return f"已恢复到“{directory}”：文件 {counts['documents']}，切片 {counts['chunks']}。"


def _unpack(backup: Path, made: Path) -> dict[str, Any]:
    """The archive's members below ``made``, each as the list says; returns the list."""
    damaged = f"“{backup}”不是完整的备份文件。"
    try:
        with tarfile.open(backup, "r:") as tar:
            tar.extractall(made, filter="data")
        manifest = json.loads((made / MANIFEST).read_text(encoding="utf-8"))
        listed: dict[str, str] = manifest["sha256"]
        later = manifest["format"] > FORMAT or manifest["schema"] > SCHEMA_VERSION
        whole = all(digest_of(made / name) == value for name, value in listed.items())
        manifest["counts"]["documents"], manifest["counts"]["chunks"]
    except FileNotFoundError as error:
        missing = f"找不到“{backup}”，请检查路径。"
        raise BackupError(missing if not backup.exists() else damaged) from error
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as error:
        raise BackupError(damaged) from error
    if later:
        raise BackupError("备份由更新版本的程序写成，请升级程序后再恢复。")
    if not whole:
        raise BackupError(damaged)
    return dict(manifest)


def _assemble(made: Path) -> Path:
    """The store put together in ``made``: its files, its vectors, its keywords."""
    directory = made / "store"
    store = Store(directory, create=True)
    try:
        with store.writing():
            store.chunks.restore_words()
            vectors = open_vectors(store, create=True)
            ids = (made / IDS).read_text(encoding="utf-8").split()
            kept = np.load(made / VECTORS, mmap_mode="r")
            for at in range(0, len(ids), _BATCH):
                vectors.put(ids[at : at + _BATCH], np.array(kept[at : at + _BATCH]))
            vectors.close()
            store.set_meta("vectors", vectors.name)
    finally:
        store.close()
    return directory
