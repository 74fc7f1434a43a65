"""Originals are kept as they were handed in, shared, told apart by version, and cleared away."""

import errno
import io
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from corpus.settings import settings
from index.backup import back_up
from index.build import Builder
from index.doctor import Part, examine, mend
from index.embeddings import PolicyEmbeddings
from index.errors import StoreFullError
from index.progress import Progress
from index.restore import restore
from index.store import Store
from index.store.originals import OriginalFiles
from index.vectors import VectorStore

TEXT = "关于支持企业的通知\n一、补助标准\n对购置设备的企业按投资额的10%给予补助。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "通知.txt").write_text(TEXT, "utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path, models_dir: Path) -> Iterator[Store]:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "models").symlink_to(models_dir)
    with closing(Store(tmp_path / "store", create=True)) as store:
        yield store


@pytest.fixture
def builder(store: Store, embeddings: PolicyEmbeddings) -> Builder:
    return builder_of(store, embeddings)


def builder_of(store: Store, embeddings: PolicyEmbeddings) -> Builder:
    return Builder(store, VectorStore(store.directory / "vectors"), embeddings, 280)


def ids(store: Store) -> dict[str, str]:
    return {entry.source: key for key, entry in store.documents.entries().items()}


def original(store: Store, document_id: str, version: str = "") -> bytes:
    version = version or store.document(document_id).version
    kept = store.originals.get(document_id, version)
    assert kept is not None
    return store.originals.files.path(kept.file).read_bytes()


def test_the_bytes_are_kept_and_shared(store: Store, builder: Builder, folder: Path) -> None:
    (folder / "副本.txt").write_text(TEXT, "utf-8")
    builder.build([folder])
    assert len(store.originals.files.names()) == 1
    for key in ids(store).values():
        assert original(store, key) == TEXT.encode()


def test_an_earlier_version_has_its_own(store: Store, builder: Builder, folder: Path) -> None:
    builder.build([folder])
    key = ids(store)["通知.txt"]
    before = store.document(key).version
    (folder / "通知.txt").write_text(TEXT + "二、期限\n", "utf-8")
    builder.build([folder])
    assert original(store, key, before) == TEXT.encode()
    assert original(store, key) == (TEXT + "二、期限\n").encode()
    builder.withdraw([key])
    assert original(store, key, before) == TEXT.encode()
    assert len(store.originals.files.names()) == 2


def test_the_same_text_in_another_file_lets_go_of_the_former(
    store: Store, builder: Builder, folder: Path
) -> None:
    builder.build([folder])
    key = ids(store)["通知.txt"]
    (folder / "通知.txt").write_bytes(TEXT.encode("gb18030"))
    builder.build([folder])
    assert original(store, key) == TEXT.encode("gb18030")
    assert len(store.originals.files.names()) == 1


def test_a_member_of_an_archive_is_kept_by_itself(
    store: Store, builder: Builder, folder: Path
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("甲/一.txt", TEXT)
        archive.writestr("二.txt", TEXT + "二、期限\n")
    (folder / "通知.txt").unlink()
    (folder / "包.zip").write_bytes(buffer.getvalue())
    builder.build([folder])
    assert original(store, ids(store)["包.zip/甲/一.txt"]) == TEXT.encode()
    assert original(store, ids(store)["包.zip/二.txt"]) == (TEXT + "二、期限\n").encode()


def test_nothing_is_kept_where_the_setting_says_no(
    store: Store, embeddings: PolicyEmbeddings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_KEEP_ORIGINALS", "false")
    settings.cache_clear()
    builder_of(store, embeddings).build([folder])
    assert store.originals.files.names() == set()
    (key,) = ids(store).values()
    assert store.originals.get(key, store.document(key).version) is None
    monkeypatch.undo()
    settings.cache_clear()
    builder = builder_of(store, embeddings)
    assert [r.status for r in builder.build([folder])] == ["更新"]  # said yes since
    assert original(store, key) == TEXT.encode()
    assert [r.status for r in builder.build([folder])] == ["未变"]


def test_a_full_disk_takes_the_text_all_the_same(
    store: Store, builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(OriginalFiles, "_write", full)
        (report,) = builder.build([folder])
    assert report.status == "新增" and "原件没有保存" in report.reason
    assert [f.line for f in examine(store.directory)] == ["“通知.txt”导入时没有存下原件。"]
    assert mend(store.directory, Progress()) == []
    assert original(store, ids(store)["通知.txt"]) == TEXT.encode()


def test_a_database_without_room_is_one_line_and_no_loss(
    store: Store, builder: Builder, folder: Path
) -> None:
    builder.build([folder])
    ((pages,),) = store.rows("PRAGMA page_count")
    store.rows(f"PRAGMA max_page_count = {pages + 1}")
    (folder / "长.txt").write_text(TEXT * 300, "utf-8")
    with pytest.raises(StoreFullError, match="磁盘已满"):
        builder.build([folder])
    store.rows("PRAGMA max_page_count = 1000000")
    assert list(ids(store)) == ["通知.txt"] and store.check() == []
    assert [r.status for r in builder.build([folder])] == ["未变", "新增"]


def test_a_build_that_is_cut_off_leaves_no_file_for_long(
    store: Store, builder: Builder, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(Builder, "_write", stopped)
        builder.build([folder])
    (store.originals.files.folder / ".half.tmp").write_bytes(b"half")
    (folder / "通知.txt").write_text(TEXT + "二、期限\n", "utf-8")
    builder.build([folder])
    assert len(store.originals.files.names()) == 1


def test_a_backup_brings_them_along(
    store: Store, builder: Builder, folder: Path, tmp_path: Path
) -> None:
    builder.build([folder])
    back_up(store.directory, tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "moved")
    with closing(Store(tmp_path / "moved")) as moved:
        assert original(moved, ids(moved)["通知.txt"]) == TEXT.encode()


@pytest.mark.parametrize("fault", ["missing", "changed", "extra"])
def test_the_doctor_finds_and_mends(
    fault: str, store: Store, builder: Builder, folder: Path
) -> None:
    builder.build([folder])
    (path,) = store.originals.files.folder.iterdir()
    if fault == "missing":
        path.unlink()
    elif fault == "changed":
        path.write_bytes(path.read_bytes().replace(b"10%", b"90%"))
    else:
        (path.parent / ("0" * 64)).write_bytes(b"?")
    (found,) = examine(store.directory)
    assert found.part is Part.ORIGINAL and found.mends
    assert mend(store.directory, Progress()) == []
    assert original(store, ids(store)["通知.txt"]) == TEXT.encode()


def test_what_the_doctor_cannot_mend_says_so(store: Store, builder: Builder, folder: Path) -> None:
    builder.build([folder])
    (path,) = store.originals.files.folder.iterdir()
    path.unlink()
    (folder / "通知.txt").unlink()
    (found,) = mend(store.directory, Progress())
    assert not found.mends and "请重新导入它，或从备份恢复" in found.line


def test_a_store_of_version_5_gets_originals_with_the_next_build(
    store: Store, embeddings: PolicyEmbeddings, builder: Builder, folder: Path
) -> None:
    builder.build([folder])
    store.close()
    with closing(sqlite3.connect(store.path)) as db, db:
        db.execute("DROP TABLE originals")
        db.execute("UPDATE meta SET value = '5' WHERE key = 'schema'")
    with closing(Store(store.directory, create=True)) as upgraded:
        key = ids(upgraded)["通知.txt"]
        assert upgraded.originals.get(key, upgraded.document(key).version) is None
        builder_of(upgraded, embeddings).build([folder])
        assert original(upgraded, key) == TEXT.encode()
