"""Every way of marking a clause becomes one."""

import pytest

from assistant.writing.marks import with_marks


@pytest.mark.parametrize(
    ("written", "marks"),
    [
        ("给予补助[1, 2]。", "[1][2]"), ("给予补助【1】。", "[1]"), ("给予补助（1）。", "[1]"),
        ("给予补助①。", "[1]"), ("给予补助^1^。", "[1]"), ("给予补助[^1]。", "[1]"),
        ("给予补助（见条文1）。", "[1]"), ("给予补助（材料1、2）。", "[1][2]"), ("根据材料1，给予补助。", "[1]"),
    ],
)  # fmt: skip
def test_every_style_of_mark_is_mapped(written: str, marks: str) -> None:
    assert with_marks(written) == f"给予补助{marks}。"


@pytest.mark.parametrize(
    "text", ["（1）给予补助。", "①给予补助。", "（一）给予补助。", "给予补助[1]。"]
)
def test_numbers_of_items_are_no_marks(text: str) -> None:
    assert with_marks(text) == text
