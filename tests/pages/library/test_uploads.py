"""Uploaded files: names are made safe, nothing is lost, a build elsewhere is told at once."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loader import find_files
from corpus.settings import settings
from corpus.stored_texts import DATABASE, stored_texts
from pages.library.building import BuildError, Builds
from pages.library.importing import Given, Importer
from pages.library.uploads import UploadError, Uploads, safe_name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/通知.txt", "通知.txt"),
        ("C:\\Users\\官员\\豫政办〔2011〕75号.DOCX", "豫政办〔2011〕75号.docx"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("..txt", "未命名.txt"),
        (".~$办法.docx", "办法.docx"),
        ("甲\x00乙\u202e丙\n.pdf", "甲乙丙.pdf"),
        ("a/b:c*?.html", "bc.html"),
    ],
)
def test_names_lead_nowhere_else(given: str, kept: str) -> None:
    assert safe_name(given) == kept


@pytest.mark.parametrize("name", ["", "无扩展名", "run.exe", "更正.yaml", "a.txt/.."])
def test_other_types_are_refused(name: str) -> None:
    with pytest.raises(UploadError, match="不支持的文件类型"):
        safe_name(name)


@given(st.text(max_size=400))
def test_any_name_stays_in_the_folder(name: str) -> None:
    kept = safe_name(f"{name}.txt")
    assert Path(kept).name == kept and not kept.startswith((".", "~$"))
    assert len(f"{kept}.yaml".encode()) < 255 and kept.isprintable()


@pytest.fixture
def store(seed_store: Path, tmp_path: Path) -> Path:
    shutil.copytree(seed_store, tmp_path / "store", symlinks=True)
    return tmp_path / "store"


@pytest.fixture
def locked(store: Path) -> Iterator[Path]:
    """A store that another process writes to."""
    db = sqlite3.connect(store / DATABASE, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    yield store
    db.close()


def write(path: Path, words: str) -> Path:
    path.write_text(words, encoding="utf-8")
    return path


def take(store: Path, path: Path, name: str) -> tuple[str, str]:
    """Take one file in; its status and what is said of it."""
    importer = Importer(Uploads(store), Builds(store))
    *_, lines = importer.take([Given(path, name)])
    return lines[0].status, lines[0].said


def test_while_another_process_builds_one_line_says_so_and_the_file_waits(
    locked: Path, tmp_path: Path
) -> None:
    upload = write(tmp_path / "u", "关于测试的通知\n一、各部门要加强领导。\n")
    begun = time.monotonic()
    status, said = take(locked, upload, "通知.txt")
    assert (status, said) == ("失败", "另一个进程正在建立索引，请等它结束后再试。")
    assert time.monotonic() - begun < 60
    uploads = Uploads(locked)
    assert [f.name for f in uploads.failures()] == ["通知.txt"]
    kept = uploads.failed("通知.txt")
    assert kept and kept.read_bytes() == upload.read_bytes()
    assert list(find_files([uploads.folder])) == []
    assert uploads.failed("../通知.txt") is None


def test_replacing_keeps_the_document_and_a_broken_file_brings_the_former_back(
    store: Path, tmp_path: Path
) -> None:
    first, second = "一、各部门要加强领导。\n", "一、各部门要加强协调。\n"
    assert take(store, write(tmp_path / "1", first), "通知.txt")[0] == "新增"
    assert take(store, write(tmp_path / "2", second), "通知.txt")[0] == "更新"
    assert take(store, write(tmp_path / "3", " \n"), "通知.txt")[0] == "失败"
    uploads = Uploads(store)
    assert (uploads.folder / "通知.txt").read_text(encoding="utf-8") == second
    (held,) = [t.text for t in stored_texts(store) if t.source == "通知.txt"]
    assert held == second
    aside = [p.read_text(encoding="utf-8") for p in (uploads.folder / ".withdrawn").rglob("*.txt")]
    assert aside == [first]


def test_a_file_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_MAX_FILE_MB", "1")
    settings.cache_clear()
    upload = tmp_path / "u"
    upload.write_bytes(b"x" * (2**20 + 1))
    uploads = Uploads(tmp_path)
    with pytest.raises(UploadError, match="超过 1 MB"):
        uploads.keep(upload, "大.txt")
    assert not os.path.exists(uploads.folder)


def test_one_build_at_a_time(store: Path, tmp_path: Path) -> None:
    builds = Builds(store)
    running = builds.build(tmp_path, [])
    folder = tmp_path / "docs"
    folder.mkdir()
    write(folder / "a.txt", "各部门要加强领导。\n")
    next(running)
    with pytest.raises(BuildError, match="正在处理另一批文件"):
        list(builds.build(folder, []))
    running.close()
    *_, reports = builds.build(folder, ["a.txt"])
    assert isinstance(reports, list) and [r.status for r in reports] == ["新增"]
