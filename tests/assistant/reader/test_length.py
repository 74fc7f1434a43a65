"""The length of answer that a question's form asks for."""

from math import exp

import pytest

from assistant.reader.length import expected_length


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("补助多少钱？", "补助有哪些规定？"),
        ("什么时候申报？", "如何申报？"),
        ("由哪个部门负责？", "部门有哪些职责？"),
    ],
)
def test_figures_dates_and_names_are_short(short: str, long: str) -> None:
    assert exp(expected_length(short)) < 20 < exp(expected_length(long))


@pytest.mark.parametrize("question", ["", "？", "多少" * 500, "🙂"])
def test_any_question_has_a_length(question: str) -> None:
    assert 2 < exp(expected_length(question)) < 300
