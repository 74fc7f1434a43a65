"""The labelled reading examples of our own: every label stands once in its document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.reader.training.check_notices import NOTICES, faults_of, read_labelled

TEXT = "首次认定的，奖励20万元；重新认定的，奖励5万元。\n逾期不予受理，逾期不予补办。"


def _folder(tmp_path: Path, **changed: object) -> Path:
    """A folder of one writer with one document and one question."""
    row = {"document": "01.txt", "question": "重新认定奖多少", "asks": "amount"}
    row |= {"answer": ["重新认定的，奖励5万元"], "sibling": ["奖励20万元"]} | changed
    writer = tmp_path / "writer"
    writer.mkdir()
    (writer / "01.txt").write_text(TEXT, encoding="utf-8")
    (writer / "questions.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return tmp_path


def test_what_ships_has_no_fault():
    labelled = read_labelled(NOTICES)
    assert len(labelled) > 400
    assert faults_of(labelled) == []


def test_a_sound_question_has_no_fault(tmp_path: Path):
    assert faults_of(read_labelled(_folder(tmp_path))) == []


def test_a_silent_question_is_sound(tmp_path: Path):
    assert faults_of(read_labelled(_folder(tmp_path, answer=[]))) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answer": ["奖励6万元"]}, "0 times"),
        ({"sibling": ["逾期不予"]}, "2 times"),
        ({"sibling": ["奖励5万元"]}, "within the answer"),
        ({"answer": [" "]}, "padded"),
        ({"asks": "money"}, "unknown asks"),
        ({"document": "02.txt"}, "no document"),
    ],
)
def test_a_fault_is_told(tmp_path: Path, changed: dict[str, object], said: str):
    faults = faults_of(read_labelled(_folder(tmp_path, **changed)))
    assert len(faults) == 1 and said in faults[0]


def test_a_question_asked_twice_is_told(tmp_path: Path):
    labelled = read_labelled(_folder(tmp_path))
    assert "asked before" in faults_of(labelled * 2)[0]
