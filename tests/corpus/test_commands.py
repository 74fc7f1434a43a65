"""``python -m corpus``: the stored text exactly, errors in one line."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.loader import find_files, load
from corpus.settings import PROJECT_ROOT
from corpus.stored_texts import DATABASE
from index.store import Store
from tests.conftest import run_command

# White space and marks that a careless writer would change.
TEXT = "各市人民政府：\n\n\u3000\u3000一、总则\u2028“两化”融合\t○ 年\n\n\n"


def _corpus(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_command("corpus", *arguments, **environment)


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


@pytest.mark.parametrize("terminal", [{}, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}])
def test_show_prints_the_stored_text_and_nothing_else(
    store: Path, terminal: dict[str, str]
) -> None:
    """To the byte, whatever the encoding of the terminal."""
    shown = subprocess.run(
        [sys.executable, "-m", "corpus", "show", "aaa111", "--store", str(store)],
        cwd=PROJECT_ROOT,
        env=os.environ | terminal,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, TEXT.encode(), b"")


def test_a_reader_that_leaves_early_is_no_error(store: Path) -> None:
    words = (
        f"{sys.executable} -m corpus list --json --store {store} | true; exit ${{PIPESTATUS[0]}}"
    )
    done = subprocess.run(
        ["bash", "-c", words], cwd=PROJECT_ROOT, capture_output=True, timeout=300, check=False
    )
    assert b"Traceback" not in done.stderr


def test_export_writes_every_text(store: Path, tmp_path: Path) -> None:
    assert (
        _corpus("show", "--export", str(tmp_path / "texts"), "--store", str(store)).returncode == 0
    )
    written = {path.name: path.read_bytes() for path in (tmp_path / "texts").iterdir()}
    assert written == {"aaa111.txt": TEXT.encode(), "bbb222.txt": "二、附则\n".encode()}


def test_the_store_may_come_from_the_environment(store: Path) -> None:
    listed = _corpus("list", "--json", POLICY_STORE=str(store))
    assert [json.loads(line)["source"] for line in listed.stdout.splitlines()] == [
        "甲/一.txt",
        "甲/二.txt",
    ]


def _assert_one_line(done: subprocess.CompletedProcess[str], *words: str) -> None:
    message = done.stderr
    assert done.returncode != 0
    assert done.stdout == ""
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


# ── list, info, earlier versions: on a store as a build leaves it ──

OLD_RULES = (
    "郑州市企业技术改造补助办法\n郑政办〔2015〕3号\n各县（市、区）人民政府：\n"
    "第一条 购置设备的，给予补助。\n郑州市人民政府办公室\n2015年3月1日\n"
)
NEW_RULES = (
    "郑州市设备更新奖补办法\n郑政办〔2023〕28号\n各县（市、区）人民政府：\n"
    "第一条 更新设备的，给予奖补。\n"
    "第二条 本办法自2024年1月1日起施行，《郑州市企业技术改造补助办法》（郑政办〔2015〕3号）同时废止。\n"
    "郑州市人民政府办公室\n2023年12月1日\n"
)
TABLE = "事项名称,办理部门,办理时限\n设备补助,市财政局,5个工作日\n设备认证,市工信局,3个工作日\n"


@dataclass
class Built:
    """A store, the documents in it by source, and the first version of 旧.txt."""

    directory: Path
    documents: dict[str, Document]
    earlier: Document

    def run(self, *arguments: str) -> str:
        done = _corpus(*arguments, "--store", str(self.directory))
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in (("旧.txt", OLD_RULES), ("新.txt", NEW_RULES), ("事项.csv", TABLE)):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "新.yaml").write_text("subject: 工业\nsource_note: 办公室登记\n", encoding="utf-8")
    directory = tmp_path_factory.mktemp("built")
    documents = {file.source: load(file) for file in find_files([folder])}
    (folder / "旧.txt").write_text(OLD_RULES.replace("补助。", "奖励。"), encoding="utf-8")
    earlier = next(load(file) for file in find_files([folder / "旧.txt"]))
    with closing(Store(directory, create=True)) as store, store.writing():
        for document in (earlier, *documents.values()):
            store.put(document, document.source, str(folder), "digest", [])
    return Built(directory, documents, earlier)


def test_list(built: Built) -> None:
    heading, *rows, total = built.run("list").splitlines()
    assert heading.split() == [
        "编号",
        "时效",
        "成文日期",
        "地区",
        "文号",
        "发文机关",
        "标题",
        "文件",
    ]
    assert total == "合计：3 份"
    old = next(row for row in rows if row.endswith("旧.txt"))
    assert re.split(" {2,}", old) == [
        built.documents["旧.txt"].document_id,
        "已废止",
        "2015-03-01",
        "郑州市",
        "郑政办〔2015〕3号",
        "郑州市人民政府办公室",
        "郑州市企业技术改造补助办法",
        "旧.txt",
    ]


def test_list_as_json(built: Built) -> None:
    rows = {row["source"]: row for row in map(json.loads, built.run("list", "--json").splitlines())}
    assert set(rows) == set(built.documents)
    for source, document in built.documents.items():
        assert rows[source]["document_id"] == document.document_id
        assert {k: rows[source][k] for k in document.metadata.to_json()} == json.loads(
            json.dumps(document.metadata.to_json())
        )
    assert rows["旧.txt"]["standing"] == {
        "validity": "已废止",
        "reason": "已被《郑州市设备更新奖补办法》（郑政办〔2023〕28号）废止",
    }
    assert rows["旧.txt"]["validity"] == "未核实"  # what the document says of itself


def test_info_says_where_each_field_comes_from(built: Built) -> None:
    lines = built.run("info", built.documents["新.txt"].document_id).splitlines()
    assert "标题：郑州市设备更新奖补办法　［正文］" in lines
    assert "施行日期：2024-01-01　［正文］" in lines
    assert "主题分类：工业　［登记］" in lines
    assert "时效：未核实" in lines
    assert "废止：《郑州市企业技术改造补助办法》（郑政办〔2015〕3号）" in lines
    lines = built.run("info", built.documents["旧.txt"].document_id).splitlines()
    assert "时效：已废止（已被《郑州市设备更新奖补办法》（郑政办〔2023〕28号）废止）" in lines
    assert "被废止：《郑州市设备更新奖补办法》（郑政办〔2023〕28号）" in lines
    assert [line for line in lines if line.startswith("早先版本")] == [
        next(line for line in lines if line.startswith(f"早先版本：{built.earlier.version}（"))
    ]
    lines = built.run("info", built.documents["事项.csv"].document_id).splitlines()
    assert any(line.startswith("目录栏目：事项名称（") for line in lines)


def test_info_as_json(built: Built) -> None:
    old, new = built.documents["旧.txt"], built.documents["新.txt"]
    values = json.loads(built.run("info", old.document_id, "--json"))
    assert (values["title"], values["source"]) == (old.title, "旧.txt")
    assert [version["version"] for version in values["versions"]] == [built.earlier.version]
    (claim,) = values["standing"]["by"]
    assert (claim["document_id"], claim["since"]) == (new.document_id, "2024-01-01")
    assert "同时废止" in new.text[claim["start"] : claim["end"]]


def test_info_tells_what_was_left_out(tmp_path: Path) -> None:
    (tmp_path / "网页.txt").write_text(f"<html><body><p>{OLD_RULES}</p></body></html>")
    (file,) = find_files([tmp_path / "网页.txt"])
    document = load(file)
    with closing(Store(tmp_path / "store", create=True)) as store, store.writing():
        store.put(document, document.source, str(tmp_path), "digest", [])
    built = Built(tmp_path / "store", {}, document)
    note = "扩展名是 .txt，内容实际是网页，已按网页读取。"
    assert f"读取说明：{note}" in built.run("info", document.document_id).splitlines()
    assert json.loads(built.run("info", document.document_id, "--json"))["notes"] == [note]


def test_facts_stand_in_the_text(built: Built) -> None:
    matters = built.documents["事项.csv"]
    rows = json.loads(built.run("facts", matters.document_id, "--json"))
    assert {row["department"] for row in rows} == {"财政", "工业和信息化"}
    for row in rows:
        assert (row["kind"], row["source"]) == ("duty", "事项.csv")
        assert row["document_id"] == matters.document_id
        assert (
            matters.text[row["start"] : row["end"]] == row["quote"] and row["name"] in row["quote"]
        )
    heading, *lines, total = built.run("facts", matters.document_id).splitlines()
    assert heading.split() == ["种类", "位置", "内容"] and total == "合计：2 条"
    for line, row in zip(lines, rows, strict=True):
        assert line.startswith("职责") and f"{row['start']}—{row['end']}" in line
        assert row["task"] in line
    rules = built.documents["新.txt"]
    (measure,) = json.loads(built.run("facts", rules.document_id, "--json"))
    assert measure["kind"] == "measure" and measure["term"]["since"] == "2024-01-01"
    assert rules.text[measure["start"] : measure["end"]] == measure["quote"]


def test_facts_of_an_unknown_document_or_an_old_store(built: Built, store: Path) -> None:
    _assert_one_line(_corpus("facts", "zzz999", "--store", str(built.directory)), "zzz999")
    _assert_one_line(_corpus("facts", "aaa111", "--store", str(store)), "python -m index build")


def test_show_an_earlier_version(built: Built) -> None:
    live = built.documents["旧.txt"]
    assert built.run("show", live.document_id) == live.text == OLD_RULES
    assert built.run("show", live.document_id, "--version", live.version) == live.text
    shown = built.run("show", live.document_id, "--version", built.earlier.version)
    assert shown == built.earlier.text != live.text
    _assert_one_line(
        _corpus("show", live.document_id, "--version", "0" * 12, "--store", str(built.directory)),
        live.document_id,
        "0" * 12,
    )


def test_info_of_an_unknown_document(built: Built) -> None:
    _assert_one_line(_corpus("info", "zzz999", "--store", str(built.directory)), "zzz999")
