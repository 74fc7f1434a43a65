"""Deadlines: what is one, its last day, and what only tells a period of something else."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.deadlines import Term, find_deadlines, labelled_deadline

ISSUED = date(2019, 6, 6)


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("2025年底前完成建设", "2025年底前", "2025-12-31"),
        ("力争6月底前全部开工", "6月底前", "2019-06-30"),
        ("到2027年，新增500件", "到2027年", "2027-12-31"),
        ("年内制定出台管理办法", "年内", "2019-12-31"),
        ("2011-2015年，年均增长30%", "", ""),
        ("2020-2025年，年均增长30%", "2020-2025年", "2025-12-31"),
        ("“十四五”末达到60%", "“十四五”末", "2025-12-31"),
        ("于2020年2月20日前报市政府", "2020年2月20日前", "2020-02-20"),
        ("1月底前拨付资金", "", ""),
        ("疫情解除后三个月内补办", "疫情解除后三个月内", ""),
        ("每月15日前报送进展", "每月15日前", ""),
    ],
)
def test_deadlines(text: str, words: str, day: str) -> None:
    found = find_deadlines(text, ISSUED)
    assert [(d.text, d.date.isoformat() if d.date else "") for d in found] == (
        [(words, day)] if words else []
    )


def test_a_month_without_a_year_in_a_document_of_december_is_of_the_next_year() -> None:
    (found,) = find_deadlines("3月底前完成整改", date(2024, 12, 20))
    assert found.date == date(2025, 3, 31)


@pytest.mark.parametrize(
    "text",
    [
        "征收期延长至9月底",
        "自2020年1月1日至3月31日，免征增值税",
        "2020年1月1日前注册的企业",
        "毕业2年内高校毕业生",
        "与2019年12月底相比",
        "截至2020年2月10日，已复工",
    ],
)
def test_a_period_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, ISSUED) == []


@pytest.mark.parametrize(
    ("text", "day", "term"),
    [
        ("2019年12月取得阶段性成果并持续推进", "2019-12-31", Term.DATED),
        ("2024年3月—12月", "2024-12-31", Term.DATED),
        ("2025年上半年", "2025-06-30", Term.DATED),
        ("长期坚持", "", Term.STANDING),
        ("每年12月底前", "", Term.RECURRING),
    ],
)
def test_behind_a_label_the_whole_is_the_deadline(text: str, day: str, term: Term) -> None:
    found = labelled_deadline(text, 0, len(text), ISSUED)
    assert found.text == text and found.term is term
    assert (found.date.isoformat() if found.date else "") == day


@given(st.text("0123456789年月日底末前内到至每后“十四五”，。一二三个工作 ", max_size=40))
def test_offsets_are_exact_and_never_overlap(text: str) -> None:
    found = find_deadlines(text, ISSUED)
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
