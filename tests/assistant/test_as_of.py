"""Questions as of a day: what was in force then answers, a time without documents is said so."""

from datetime import date

import pytest

from assistant.as_of import as_of
from assistant.assistant import Assistant


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("2021年的时候高企首次认定奖多少", date(2021, 12, 31)),
        ("2023年5月的时候奖励多少", date(2023, 5, 31)),
        ("2012年时技改专项资金怎么安排", date(2012, 12, 31)),
        ("2024年最新的补贴标准是多少", date(2024, 12, 31)),
    ],
)
def test_the_day_is_read(question: str, day: date) -> None:
    at = as_of(question)
    assert at is not None
    assert at.day == day
    assert str(day.year) not in at.text


@pytest.mark.parametrize(
    "question",
    [
        "到2015年的目标有哪些",
        "2017年第二批专利资助怎么申报",
        "2024年度补助比例是多少",
        "2015年政策目标",
    ],
)
def test_a_year_of_the_matter_is_no_day(question: str) -> None:
    assert as_of(question) is None


@pytest.mark.parametrize(
    ("question", "first", "status"),
    [
        (
            "2012年时技改专项资金怎么安排",
            "资料库里最新的是2011年的文件，以下按2012年时",
            "answered",
        ),
        ("2008年的时候技改怎么补贴", "资料库里没有2008年时有效的文件", "not_found"),
        ("2024年最新的设备更新补贴标准是多少", "资料库里最新的文件是2011年的", "not_found"),
    ],
)
def test_a_mismatch_is_said_first(
    assistant: Assistant, question: str, first: str, status: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == status
    assert answer.markdown.startswith(first)
