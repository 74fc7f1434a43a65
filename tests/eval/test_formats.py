"""The same document answers the same questions alike, whatever format it came in."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation
from assistant.blocks import Lead
from eval.formats import office_files
from eval.formats.compare import compare_formats
from eval.formats.likeness import correct, difference, edit_distance
from eval.formats.report import Comparison, Report, misses_text
from eval.questions import FOLDER, read_questions
from index.embeddings import BUNDLED_MODEL, load_embeddings
from tests.conftest import run_command


def answer(*quotes: str, found: bool = True) -> Answer:
    cited = [
        Citation(n, "d", "a.txt", "", "", "", quote, 0, len(quote), "")
        for n, quote in enumerate(quotes, start=1)
    ]
    return Answer("问", "answered" if found else "not_found", (Lead(("答",)),), tuple(cited))


@pytest.mark.parametrize(
    ("expected", "found", "cause"),
    [
        (answer("甲，乙"), answer("甲, 乙"), ""),
        (answer("所谓“两化”"), answer('所谓"两化"'), ""),
        (answer("甲", "乙"), answer("乙", "甲"), ""),
        (answer("甲"), answer("甲", found=False), "有无答案不同"),
        (answer("二○一一年七月五日"), answer("二〇一一年七月五日"), "同句异字"),
        (answer("甲", "乙"), answer("甲"), "首句相同，其余引句不同"),
        (answer("鼓励兼并重组"), answer("淘汰落后产能"), "引句不同"),
        (answer("第4条"), answer("第１条"), "引句不同"),
    ],
)
def test_difference(expected: Answer, found: Answer, cause: str) -> None:
    assert difference(expected, found) == cause


def slow_distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


@given(st.text("甲乙丙", max_size=12), st.text("甲乙丙", max_size=12))
def test_edit_distance(a: str, b: str) -> None:
    assert edit_distance(a, b) == slow_distance(a, b)


def test_correct() -> None:
    assert correct("河南省临颍县", "河南省临颖县") == pytest.approx(5 / 6)
    assert correct("河南", "与原文毫无关系的一段话") == 0
    assert correct("", "") == 1


def comparison(name: str, agreement: float) -> Comparison:
    return Comparison(name, 1, 1, 0.9999, agreement, 1, right=20, seconds=3)


@pytest.mark.parametrize(
    ("name", "agreement", "passed"),
    [("docx", 0.95, True), ("docx", 0.94, False), ("scan", 0.9, True), ("scan-rough", 0.89, False)],
)
def test_marks(name: str, agreement: float, passed: bool) -> None:
    report = Report("a.txt", "m", 25, 24, 9.0, (comparison(name, agreement),), {}, {})
    assert report.passed is passed
    assert ("未达标" in report.to_text()) is not passed


def test_report() -> None:
    report = Report("a.txt", "m", 25, 24, 9.0, (comparison("docx", 1),), {}, {"doc": "没有安装"})
    assert report.passed
    assert "99.9%" in report.to_text()  # not all characters: never rounded up to 100
    assert "doc：未测，没有安装" in report.to_text()
    kept = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    assert kept["n"] == 25
    assert kept["formats"]["docx"]["agreement"] == 1
    assert not replace(report, failed={"pdf": "PDF 已损坏。"}).passed


def test_maker_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(office_files, "soffice", lambda: None)
    maker = office_files.Maker("一、总则\n本办法适用于全省。\n", "办法", tmp_path)
    with pytest.raises(office_files.MakerMissingError, match="LibreOffice"):
        maker.make("scan")
    assert maker.make("gb18030").read_bytes().decode("gb18030").startswith("一、总则")


@pytest.mark.slow
def test_answers_agree(models_dir: Path) -> None:
    sample = read_questions(FOLDER / "seed_dev.jsonl")[::8]
    report = compare_formats(
        sample, load_embeddings(BUNDLED_MODEL, models_dir), formats=("gb18030", "docx")
    )
    assert [c.format for c in report.comparisons] == ["gb18030", "docx"], report.failed
    assert report.passed, misses_text(report)
    for found in report.comparisons:
        assert (found.provisions, found.addresses, found.characters) == (1, 1, 1)
        assert found.right == report.right


def test_unknown_format() -> None:
    outcome = run_command("eval", "formats", "--formats", "docx", "wordperfect")
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("没有这种格式：wordperfect；可选：gb18030、docx、")
