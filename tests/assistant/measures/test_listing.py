"""The command that lists measures: the contract's JSON, lines to read, one line for a wrong id."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document, Metadata
from corpus.structure.provisions import parse
from index.store import Store
from tests.conftest import run_command

POLICY = (
    "青山市绿色工厂奖励办法\n第一条 对首次认定为国家级、省级绿色工厂的企业，分别给予100万元、50万元奖励。\n"
    "第二条 购置节能设备的，按投资额的10%给予补助，最高不超过80万元。\n"
    "第三条 请于2024年5月31日前向市工业和信息化局申报。\n"
)
PLAIN = "青山市会议纪要\n会议强调，要加大支持力度。\n"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("store")
    with closing(Store(directory, create=True)) as store, store.writing():
        for name, text in (("aaa", POLICY), ("bbb", PLAIN)):
            known = Metadata(title=text.partition("\n")[0], issued=date(2024, 1, 5))
            document = Document(name, f"{name}.txt", text, known, parse(text))
            store.put(document, document.source, "", "", [])
        store.set_meta("model", "test")
    return directory


def _listed(directory: Path, *words: str) -> str:
    done = run_command("assistant", "measures", *words, "--store", str(directory))
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_json_is_the_contract(directory: Path) -> None:
    rows = json.loads(_listed(directory, "--json"))
    assert [(r["source"], r["benefit"], r["tier"]) for r in rows] == [
        ("aaa.txt", "奖励", "国家级"),
        ("aaa.txt", "奖励", "省级"),
        ("aaa.txt", "补助", None),
    ]
    for row in rows:
        assert POLICY[row["start"] : row["end"]] == row["quote"]
        assert all(POLICY[c["start"] : c["end"]] == c["text"] for c in row["conditions"])
        assert row["period"]["to"] == "2024-05-31" and row["departments"] == ["市工业和信息化局"]
    assert rows[2]["amounts"] == [
        {"value": 10, "unit": "%", "cap": False, "per": "投资额"},
        {"value": 800000, "unit": "元", "cap": True, "per": ""},
    ]


def test_of_one_document(directory: Path) -> None:
    assert json.loads(_listed(directory, "--document", "bbb", "--json")) == []
    assert _listed(directory, "--document", "bbb").strip() == "没有从文件里读出支持措施。"


def test_lines_to_read(directory: Path) -> None:
    text = _listed(directory)
    assert "[补助] 投资额的10%、最高80万元" in text and "合计：3 条" in text
    assert "期限：2024年5月31日前" in text and "部门：市工业和信息化局" in text


def test_an_unknown_document_is_one_line(directory: Path) -> None:
    done = run_command("assistant", "measures", "--document", "zzz", "--store", str(directory))
    assert done.returncode == 1 and "zzz" in done.stderr and len(done.stderr.splitlines()) == 1
