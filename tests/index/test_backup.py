"""A backup moves to another machine and answers the same; a damaged one is refused."""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from index.backup import BackupError, back_up
from index.doctor import examine
from index.errors import BusyError
from index.restore import restore
from index.session import open_retriever
from index.store import Store

QUESTION = "日产800吨的水泥线会不会被淘汰？"


@pytest.fixture(scope="module")
def backup(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "store.tar"
    assert "已备份" in back_up(seed_store, file)
    return file


def test_a_restored_store_answers_the_same(
    seed_store: Path, backup: Path, models_dir: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    assert "已恢复" in restore(backup, moved)
    (moved / "models").symlink_to(models_dir)
    before, after = (open_retriever(d).search(QUESTION) for d in (seed_store, moved))
    assert [(h.chunk, round(h.score, 4)) for h in after] == [
        (h.chunk, round(h.score, 4)) for h in before
    ]
    assert examine(moved) == []


def test_what_lies_beside_moves_too(seed_store: Path, models_dir: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    restore_into(first, seed_store, tmp_path / "a.tar")
    (first / "uploads").mkdir()
    (first / "uploads" / "通知.txt").write_text("原件", "utf-8")
    with closing(sqlite3.connect(first / "records.db")) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE turns (question)")
        db.execute("INSERT INTO turns VALUES ('还没写回主文件的一问')")
        db.commit()
        back_up(first, tmp_path / "b.tar")  # while it is open, its last words in the -wal file
    second = tmp_path / "second"
    restore(tmp_path / "b.tar", second)
    assert (second / "uploads" / "通知.txt").read_text("utf-8") == "原件"
    with closing(sqlite3.connect(second / "records.db")) as db:
        assert db.execute("SELECT question FROM turns").fetchall() == [("还没写回主文件的一问",)]


def restore_into(directory: Path, store: Path, file: Path) -> None:
    back_up(store, file)
    restore(file, directory)


def test_only_its_owner_may_read_it(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0


def test_neither_a_file_nor_a_store_is_overwritten(
    seed_store: Path, backup: Path, tmp_path: Path
) -> None:
    with pytest.raises(BackupError, match="已经存在"):
        back_up(seed_store, backup)
    with pytest.raises(BackupError, match="不是空的"):
        restore(backup, seed_store)
    with pytest.raises(BackupError, match="找不到"):
        restore(tmp_path / "none.tar", tmp_path / "new")


def test_no_backup_while_a_build_is_writing(seed_store: Path, tmp_path: Path) -> None:
    restore_into(tmp_path / "copy", seed_store, tmp_path / "a.tar")
    store = Store(tmp_path / "copy")
    with store.writing(), pytest.raises(BusyError):
        back_up(tmp_path / "copy", tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()


def altered(backup: Path, target: Path, name: str) -> Path:
    """A copy of a backup with one byte of one member changed."""
    with tarfile.open(backup) as tar, tarfile.open(target, "w") as copy:
        for member in tar.getmembers():
            file = tar.extractfile(member)
            assert file is not None
            data = bytearray(file.read())
            if member.name == name:
                data[len(data) // 2] ^= 1
            path = target.with_suffix(".part")
            path.write_bytes(data)
            copy.add(path, member.name)
    return target


@pytest.mark.parametrize("name", ["store/store.sqlite3", "vectors.npy", "vectors.txt"])
def test_an_altered_backup_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(BackupError, match="不是完整的备份"):
        restore(altered(backup, tmp_path / "altered.tar", name), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_cut_short_is_refused(backup: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.tar"
    short.write_bytes(backup.read_bytes()[: backup.stat().st_size // 3])
    with pytest.raises(BackupError, match="不是完整的备份"):
        restore(short, tmp_path / "new")
    short.write_text("并不是备份", "utf-8")
    with pytest.raises(BackupError, match="不是完整的备份"):
        restore(short, tmp_path / "new")


def test_a_member_outside_the_directory_is_refused(backup: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.tar"
    words = tmp_path / "words"
    words.write_text("逃出来了", "utf-8")
    with tarfile.open(hostile, "w") as tar:
        tar.add(words, "../../escaped.txt")
    with pytest.raises(BackupError):
        restore(hostile, tmp_path / "deep" / "new")
    assert not (tmp_path / "escaped.txt").exists()


def test_a_backup_of_a_later_program_is_refused(backup: Path, tmp_path: Path) -> None:
    later = tmp_path / "later.tar"
    with tarfile.open(backup) as tar:
        tar.extractall(tmp_path / "in", filter="data")
    manifest = tmp_path / "in" / "backup.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"format": 99}))
    with tarfile.open(later, "w") as tar:
        tar.add(tmp_path / "in", "")
    with pytest.raises(BackupError, match="升级程序"):
        restore(later, tmp_path / "new")
