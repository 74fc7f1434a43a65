"""Corrections beside a document: kept in its sidecar, stronger than what is read, told when stale."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.measures.correcting import correct_measure, forget
from corpus.correction import Act, Correction
from corpus.document import Document, Metadata
from corpus.errors import MetadataError
from corpus.facts.measures.corrected import stale
from corpus.facts.measures.extract import extract_measures
from corpus.facts.measures.measure import amount_text
from corpus.facts.measures.missed import Why, missed_measures
from corpus.life.sidecar import read_sidecar
from corpus.loader import SourceFile, load
from tests.corpus.facts.measures.samples import document_of

TEXT = (
    "某市支持制造业若干政策\n"
    "对首次上规的企业，给予一次性奖励20万元。\n"
    "对购置机器人的企业，按设备投资额的8%给予补助，最高不超过100万元。\n"
    "提供厂房供企业使用，租金前三年免收。\n"
    "大力支持企业创新，落实好各项优惠。\n"
    "骗取奖励资金的，追回奖励资金。\n"
    "设立规模1亿元的产业发展引导资金用于奖励补助。\n"
)
FIRST = "对首次上规的企业，给予一次性奖励20万元"


def _loaded(path: Path) -> Document:
    return load(SourceFile(path, path.name, path.parent))


def _lines(document: Document) -> list[str]:
    return [
        f"{m.benefit}{'、'.join(map(amount_text, m.amounts))}" for m in extract_measures(document)
    ]


def _correct(path: Path, correction: Correction) -> None:
    document = _loaded(path)
    correct_measure(path, document, extract_measures(document), correction)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "policy.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_changed_dropped_added_and_taken_back(path: Path) -> None:
    before = _lines(_loaded(path))
    assert before[0] == "奖励一次性20万元"
    _correct(path, Correction(Act.CHANGE, FIRST, benefit="补助", amounts="最高30万元"))
    assert _lines(_loaded(path))[0] == "补助最高30万元"
    _correct(path, Correction(Act.DROP, FIRST))
    assert _lines(_loaded(path)) == before[1:]
    _correct(path, Correction(Act.ADD, "大力支持企业创新", benefit="服务", amounts="无"))
    assert "服务" in _lines(_loaded(path))
    assert len(read_sidecar(path).metadata.corrections) == 2
    forget(path, FIRST, 1)
    forget(path, "大力支持企业创新", 1)
    assert _lines(_loaded(path)) == before
    assert read_sidecar(path).metadata.corrections == ()


def test_other_fields_of_the_sidecar_stay(path: Path) -> None:
    sidecar = path.with_name("policy.txt.yaml")
    sidecar.write_text("number: 某政发〔2024〕1号\n", encoding="utf-8")
    _correct(path, Correction(Act.DROP, FIRST))
    known = _loaded(path).metadata
    assert known.number == "某政发〔2024〕1号"
    assert Metadata.from_json(known.to_json()) == known


@pytest.mark.parametrize(
    ("correction", "line"),
    [
        (Correction(Act.DROP, "没有这句话"), "原文里没有"),
        (Correction(Act.DROP, "大力支持企业创新"), "没有读出支持措施"),
        (Correction(Act.CHANGE, FIRST), "请填写"),
        (Correction(Act.CHANGE, FIRST, amounts="很多钱"), "读不出来"),
        (Correction(Act.CHANGE, FIRST, benefit="红包"), "支持类别只能是"),
    ],
)
def test_what_cannot_be_is_told(path: Path, correction: Correction, line: str) -> None:
    with pytest.raises(MetadataError, match=line):
        _correct(path, correction)
    assert not path.with_name("policy.txt.yaml").exists()


@pytest.mark.parametrize(
    "written",
    ["measures: 3", "measures: [{act: drop}]", "measures: [{act: burn, quote: x}]",
     "measures: [{act: drop, quote: x, nth: 0}]", "measures: [{act: drop, quote: x, other: y}]"],
)  # fmt: skip
def test_a_damaged_sidecar_is_told(path: Path, written: str) -> None:
    path.with_name("policy.txt.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(MetadataError, match="measures"):
        read_sidecar(path)


def test_a_correction_of_words_that_are_gone_does_nothing() -> None:
    document = document_of(TEXT)
    gone = Correction(Act.DROP, "对停办的企业，奖励5万元")
    known = replace(document, metadata=replace(document.metadata, corrections=(gone,)))
    assert extract_measures(known) == extract_measures(document)
    assert stale(known) == [gone]


def test_what_looks_like_a_measure_is_told_with_its_reason() -> None:
    document = document_of(TEXT)
    found = missed_measures(document, extract_measures(document))
    said = {document.text[m.start : m.end][:6]: m.why for m in found}
    assert said["大力支持企业"] is Why.VAGUE
    assert said["骗取奖励资金"] is Why.DENIED
    assert said["设立规模1亿"] is Why.TOLD
