"""Which measures a question about money speaks of."""

import pytest

from assistant.match.asked import Wanted, pick, topic_words, wanted_of
from assistant.match.matcher import Matcher


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("高企认定最高能拿多少钱？", Wanted.AMOUNT),
        ("技改设备补助要什么条件？", Wanted.CONDITIONS),
        ("绿色餐厅奖励几号截止申报？", Wanted.UNTIL),
        ("成都有多少个区？", None),
        ("设备补助找哪个部门？", None),
    ],
)
def test_what_is_asked_of_a_measure(question: str, wanted: Wanted | None) -> None:
    assert wanted_of(question) is wanted


def test_the_words_of_the_asking_say_nothing_of_the_measure() -> None:
    assert topic_words("我在成都武侯区，最高能拿多少钱？") == ()


def _quotes(matcher: Matcher, question: str) -> list[str]:
    stock = matcher.stock()
    documents = {o.document.document_id for o in stock.offers}
    found = pick(question, stock, documents, {}, Wanted.AMOUNT)
    return [picked.offers[0].quote for picked in found]


def test_the_clause_that_is_meant_and_its_tiers(matcher: Matcher) -> None:
    (quote,) = _quotes(matcher, "企业技术改造项目设备投资多少能补多少？")
    assert quote.startswith("对企业技术改造项目设备投资100万元以上")


def test_of_the_place_that_the_question_names(matcher: Matcher) -> None:
    assert all("20万元" in q for q in _quotes(matcher, "成都市首次认定高新技术企业奖励多少？"))
    assert all("30万元" in q for q in _quotes(matcher, "杭州首次认定高新技术企业奖励多少？"))
    assert _quotes(matcher, "深圳首次认定高新技术企业奖励多少？") == []


def test_none_where_no_clause_says_it(matcher: Matcher) -> None:
    assert _quotes(matcher, "成都海外仓租金补贴多少？") == []
