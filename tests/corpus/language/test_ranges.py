"""Ranges of figures, with their ends as the law counts them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.ranges import find_ranges


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("投入5000万元（含）至1亿元（不含）的企业", [5e7, 9e7], [4.9e7, 1e8]),
        ("累计缴费满5年不足10年的", [5, 9], [4, 10]),
        ("从业人员20人及以上300人以下", [20, 300], [19, 301]),
        ("价格超过200万元的", [2.1e6], [2e6]),
        ("注册不满3年的企业", [2], [3]),
        ("占比不低于5%", [5, 80], [4.9]),
    ],
)
def test_what_lies_in_a_range(text: str, inside: list[float], outside: list[float]) -> None:
    (found,) = find_ranges(text)
    assert all(found.holds(value) for value in inside)
    assert not any(found.holds(value) for value in outside)


def test_two_scales_are_two_ranges() -> None:
    found = find_ranges("投入超过500万元且占营业收入比例不低于5%")
    assert [r.dimension for r in found] == ["金额", "比例"]


@given(st.text(st.sampled_from("0123456789万元以上下至不满超过（含）年%人、，"), max_size=60))
def test_offsets_lie_in_the_text_in_order(text: str) -> None:
    found = find_ranges(text)
    assert all(0 <= r.start < r.end <= len(text) for r in found)
    assert [r.start for r in found] == sorted(r.start for r in found)
