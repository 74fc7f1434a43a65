"""Which term a question asks the meaning of."""

import pytest

from assistant.understanding.term import asked_terms


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("什么是“四镇”？", "四镇"),
        ("房租通里的初创企业怎么界定？", "初创企业"),
        ("某市政策里世界500强是指？", "世界500强"),
        ("款项支付里说的大型企业是指什么？", "大型企业"),
        ("三委两局是哪几家", "三委两局"),
        ("何谓格式条款", "格式条款"),
        ("小微企业的定义是什么", "小微企业"),
    ],
)
def test_the_likeliest_reading_comes_first(question: str, term: str) -> None:
    assert term in asked_terms(question)[:2]


@pytest.mark.parametrize("question", ["高企奖励多少钱？", "找谁办？", "", "是什么？"])
def test_other_questions_ask_for_no_term(question: str) -> None:
    assert not asked_terms(question)
