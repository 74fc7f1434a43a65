"""Homophones are put right where the corpus knows what was meant, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.understanding.typos import without_typos


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("日产800吨的水泥线会不会被陶汰？", "日产800吨的水泥线会不会被淘汰？"),
        ("技术改造找谁备安？", "技术改造找谁备案？"),
        ("有哪些重点任物", "有哪些重点任务"),
        ("财证部门负责哪些工作？", "财政部门负责哪些工作？"),
    ],
)
def test_a_slip_of_the_same_sound_is_put_right(
    assistant: Assistant, typed: str, meant: str
) -> None:
    assert without_typos(typed, assistant.retriever.store.chunks.knows) == meant
    wrong, right = assistant.ask(typed), assistant.ask(meant)
    assert [c.quote for c in wrong.citations] == [c.quote for c in right.citations] != []
    assert wrong.question == typed and wrong.resolved_question == meant


@pytest.mark.parametrize(
    "question",
    ["俺家水泥线日产800吨，会不会被淘汰？", "技改找谁备案？", "今天天气怎么样", "有搞头吗", ""],
)
def test_what_is_no_slip_stays(assistant: Assistant, question: str) -> None:
    assert without_typos(question, assistant.retriever.store.chunks.knows) == question


@given(st.text(max_size=60))
def test_any_text_keeps_its_length_and_all_that_is_not_chinese(text: str) -> None:
    mended = without_typos(text, lambda _: True)
    assert len(mended) == len(text)
    for before, after in zip(text, mended, strict=True):
        assert before == after or "\u4e00" <= before <= "\u9fff"


def test_nothing_is_put_right_that_the_corpus_does_not_know() -> None:
    assert without_typos("会不会被陶汰", lambda _: False) == "会不会被陶汰"
