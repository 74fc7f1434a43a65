"""Sentences as a good model words them, and false ones, on our own notices: which are refused by code.

``reworded.txt``: a unit a line (U), then true (T) and false (F) sentences about it.
"""

from pathlib import Path

import pytest

from assistant.writing.check import PARAPHRASE
from assistant.writing.checking.batch import Claim, _verdict
from assistant.writing.checking.judge import Judge, Judgement
from corpus.language.departments import department_table

TABLE = department_table()


def _reasons(kind: str) -> list[str]:
    unit, found = "", []
    path = Path(__file__).with_name("reworded.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        of, _, text = line.partition("|")
        if of == "U":
            unit = text
        elif of == kind:
            found.append(_verdict(Claim("", "", text, (unit,)), TABLE).reason)
    return found


def test_no_false_sentence_stands_without_a_verifier() -> None:
    assert "" not in _reasons("F")


def test_true_sentences_reach_the_verifier() -> None:
    reasons = _reasons("T")
    assert sum(r in ("", PARAPHRASE) for r in reasons) >= 0.65 * len(reasons)


@pytest.mark.parametrize(
    ("unit", "sentence", "veto"),
    [
        ("电梯停用超过1日的，应当公告停用原因。", "电梯停用的，应当公告停用原因。", "界限"),
        (
            "有物业的小区，由物业企业选择运营单位；无物业的小区，由街道引入。",
            "无物业的小区，由物业企业选择运营单位。",
            "主语",
        ),
        ("从市外迁入的，给予奖补15万元。", "从省外迁入的，给予奖补15万元。", "地名"),
        ("按照租金提取，每季度可以提取一次。", "按照租金提取，每月可以提取一次。", "数字"),
        ("应当在交易平台发布公告。", "应当在政府网站发布公告。", "名称"),
        ("应当组织设计、施工、监理单位验收。", "应当组织设计、消防、监理单位验收。", "列举"),
        ("提升类由社会资本投资为主。", "提升类由社会资本投资。", "保留"),
        ("处货值金额十五倍以上的罚款。", "处货值金额15倍以下的罚款。", "数字"),
    ],
)
def test_what_stays_refused(unit: str, sentence: str, veto: str) -> None:
    assert Judge(unit, TABLE).judge(sentence).veto == veto


@pytest.mark.parametrize(
    ("unit", "sentence"),
    [
        ("处货值金额十五倍以上的罚款。", "处货值金额15倍以上的罚款。"),
        ("补助标准为10万元。", "补助10万元。"),
        ("除奖励外，我市还给予补贴。", "我市还给予补贴。"),
    ],
)
def test_what_code_carries(unit: str, sentence: str) -> None:
    assert Judge(unit, TABLE).judge(sentence) == Judgement()


def test_an_exception_of_another_sentence_is_not_lost() -> None:
    unit = "基础类由财政承担，居民不出资；完善类由居民按不低于15%出资，加装电梯除外。"
    judge = Judge(unit, TABLE)
    assert judge.judge("基础类由财政承担，居民不出资") == Judgement()
    assert judge.judge("完善类由居民按不低于15%出资").veto == "例外"
