"""``python -m corpus``: the stored text exactly, errors in one line."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.settings import PROJECT_ROOT
from corpus.stored_texts import DATABASE

# White space and marks that a careless writer would change.
TEXT = "各市人民政府：\n\n\u3000\u3000一、总则\u2028“两化”融合\t○ 年\n\n\n"


def _corpus(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "corpus", *arguments],
        cwd=PROJECT_ROOT,
        env=os.environ | environment,
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    with sqlite3.connect(directory / DATABASE) as db:
        db.execute("CREATE TABLE documents (document_id, source, text, metadata)")
        rows = [("aaa111", "甲/一.txt", TEXT), ("bbb222", "甲/二.txt", "二、附则\n")]
        for document_id, source, text in rows:
            metadata = json.dumps({"title": source}, ensure_ascii=False)
            db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?)", (document_id, source, text, metadata)
            )
    db.close()
    return directory


def test_show_prints_the_stored_text_and_nothing_else(store: Path) -> None:
    shown = _corpus("show", "aaa111", "--store", str(store))
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, TEXT.encode(), b"")


def test_a_terminal_in_another_encoding_changes_nothing(store: Path) -> None:
    shown = _corpus("show", "aaa111", "--store", str(store), LC_ALL="C", PYTHONIOENCODING="ascii")
    assert shown.stdout == TEXT.encode()


def test_export_writes_every_text(store: Path, tmp_path: Path) -> None:
    assert (
        _corpus("show", "--export", str(tmp_path / "texts"), "--store", str(store)).returncode == 0
    )
    written = {path.name: path.read_bytes() for path in (tmp_path / "texts").iterdir()}
    assert written == {"aaa111.txt": TEXT.encode(), "bbb222.txt": "二、附则\n".encode()}


def test_the_store_may_come_from_the_environment(store: Path) -> None:
    listed = _corpus("list", "--json", POLICY_STORE=str(store))
    assert [json.loads(line)["source"] for line in listed.stdout.decode().splitlines()] == [
        "甲/一.txt",
        "甲/二.txt",
    ]


def _assert_one_line(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    message = done.stderr.decode()
    assert done.returncode != 0
    assert done.stdout == b""
    assert message.count("\n") == 1, message
    assert all(word in message for word in words)


def test_an_unknown_document_is_named(store: Path) -> None:
    _assert_one_line(_corpus("show", "zzz999", "--store", str(store)), "zzz999")


def test_a_missing_store_says_how_to_build_one(tmp_path: Path) -> None:
    _assert_one_line(_corpus("list", "--store", str(tmp_path / "无")), "python -m index build")


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes("不是数据库".encode() * 400)
    _assert_one_line(_corpus("list", "--store", str(tmp_path)), str(tmp_path))


def test_an_export_that_cannot_be_written_is_one_line(store: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").write_text("已有同名文件", encoding="utf-8")
    _assert_one_line(
        _corpus("show", "--export", str(tmp_path / "texts"), "--store", str(store)), "texts"
    )


@pytest.mark.parametrize("arguments", [[], ["show"], ["删除"], ["list", "--store"]], ids=repr)
def test_misuse_is_one_line(arguments: list[str]) -> None:
    _assert_one_line(_corpus(*arguments), "--help")


def test_a_bad_setting_is_one_line() -> None:
    _assert_one_line(_corpus("list", POLICY_CHUNK_SIZE="很多"), "POLICY_CHUNK_SIZE")
