"""One file that holds everything of a store: texts, vectors, and what lies beside them.

Vectors are written by id, whatever keeps them, so that a backup of a store whose vectors are on a
server is whole too. Keywords and the unpacked model are left out: both are made again. The archive
is a tar with a list of its members and their SHA-256, written last.
"""

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.errors import PolicyError
from index.session import open_store
from index.store import Store
from index.store.schema import SCHEMA_VERSION
from index.vectors import open_vectors

MANIFEST = "backup.json"
FORMAT = 1
VECTORS, IDS = "vectors.npy", "vectors.txt"
# Made again from the rest, or of use to this process alone.
_LEFT_OUT = ("models", "vectors", "keywords", "cache")
_NOT_DATA = ("-wal", "-shm", "-journal", ".lock", ".tmp")
_DATABASES = (".db", ".sqlite3")
_BATCH = 1000


class BackupError(PolicyError):
    """A backup can't be written or read."""


def back_up(directory: Path, target: Path) -> str:
    """Write the store in ``directory`` to the file ``target``; returns a line that says what.

    No build can run meanwhile; questions are answered as ever. Stopped anywhere, there is no
    ``target``.

    Raises:
        BackupError: ``target`` exists, or can't be written; BusyError: a build is running;
        StoreMissingError, StoreDamagedError: there is no store, or it is damaged.
    """
    if target.exists():
        raise BackupError(f"“{target}”已经存在，请换一个文件名。")
    if not target.parent.is_dir():
        raise BackupError(f"找不到文件夹“{target.parent}”，请检查路径。")
    store = open_store(directory)
    try:
        with (
            store.writing(),
            tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as made,
        ):
            counts = store.counts()
            _vectors(store, Path(made))
            partial = Path(made) / "archive"
            _archive(directory, Path(made), partial, counts)
            os.replace(partial, target)
    finally:
        store.close()
    megabytes = target.stat().st_size / 1e6
    return f"已备份到“{target}”：文件 {counts['documents']}，切片 {counts['chunks']}，{megabytes:.1f} MB。"


def _vectors(store: Store, made: Path) -> None:
    """Write the vectors of live chunks: float32 [chunks, dimension], and their ids in that order."""
    vectors = open_vectors(store)
    try:
        ids = sorted(store.chunks.ids())
        ids = sorted(set(ids) - set(vectors.missing(ids)))  # a build embeds those that are missing
        shape = (len(ids), vectors.dimension())
        kept = np.lib.format.open_memmap(made / VECTORS, "w+", np.float32, shape)
        for at in range(0, len(ids), _BATCH):
            kept[at : at + _BATCH] = vectors.get(ids[at : at + _BATCH])
        kept.flush()
    finally:
        vectors.close()
    (made / IDS).write_text("\n".join(ids), encoding="utf-8")


def _archive(directory: Path, made: Path, partial: Path, counts: dict[str, int]) -> None:
    members: dict[str, str] = {}
    with tarfile.open(partial, "w") as tar:
        for name in (VECTORS, IDS):
            _add(tar, made / name, name, members)
        for path in data_files(directory):
            name = path.relative_to(directory).as_posix()
            if path.suffix in _DATABASES:
                path = _snapshot(path, made / "snapshot")
            _add(tar, path, f"store/{name}", members)
        manifest = {
            "format": FORMAT,
            "schema": SCHEMA_VERSION,
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "counts": counts,
            "sha256": members,
        }
        (made / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
        tar.add(made / MANIFEST, MANIFEST)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.chmod(0o600)  # users and conversations are in it


def data_files(directory: Path) -> Iterator[Path]:
    """Files of a store that can't be made again, sorted; links are not followed."""
    for path in sorted(directory.rglob("*")):
        relative = path.relative_to(directory)
        left_out = relative.parts[0].partition(".")[0] in _LEFT_OUT
        passing = path.name.endswith(_NOT_DATA) or path.is_symlink()
        if path.is_file() and not left_out and not passing:
            yield path


def _snapshot(database: Path, target: Path) -> Path:
    """A copy of a database as of its last transaction, while others may be writing to it."""
    target.unlink(missing_ok=True)
    try:
        with (
            closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as origin,
            closing(sqlite3.connect(target)) as copy,
        ):
            origin.backup(copy)
    except sqlite3.DatabaseError as error:
        raise BackupError(
            f"“{database.name}”已损坏，没有备份；请先运行 python -m index doctor 查看。"
        ) from error
    return target


def _add(tar: tarfile.TarFile, path: Path, name: str, members: dict[str, str]) -> None:
    members[name] = digest_of(path)
    tar.add(path, name)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
