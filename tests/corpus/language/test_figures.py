"""Figures: units, Chinese numerals, bounds by article 1259 of the Civil Code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.figures import Bound, find_figures


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("日产800吨", 800, "质量"),
        ("八百吨", 800, "质量"),
        ("2500t/d", 2500, "质量"),
        ("400立方", 400, "体积"),
        ("450方", 450, "体积"),
        ("100kA", 100_000, "电流"),
        ("8万安培", 80_000, "电流"),
        ("100千安", 100_000, "电流"),
        ("12500千伏安", 12_500_000, "容量"),
        ("投资3000万元", 30_000_000, "金额"),
        ("百分之三十", 30, "比例"),
        ("25%", 25, "比例"),
        ("1,200万元", 12_000_000, "金额"),
    ],
)
def test_reads_value_in_base_unit(text: str, value: float, dimension: str) -> None:
    figure = find_figures(text.lower())[0]
    assert (figure.value, figure.dimension) == (pytest.approx(value), dimension)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("400立方米及以下", Bound.AT_MOST),
        ("1000吨以下", Bound.AT_MOST),
        ("60吨以上", Bound.AT_LEAST),
        ("5日以内", Bound.AT_MOST),
        ("不满18周岁", Bound.LESS_THAN),
        ("超过500万元", Bound.MORE_THAN),
        ("不超过500万元", Bound.AT_MOST),
        ("不低于30%", Bound.AT_LEAST),
        ("30吨", None),
    ],
)
def test_reads_bound(text: str, bound: Bound | None) -> None:
    assert find_figures(text)[0].bound is bound


def test_year_is_no_length_of_time() -> None:
    assert find_figures("从2011年开始") == []


@given(st.integers(1, 10**7))
def test_boundary_is_inside_以上_and_以下_but_not_不满_and_超过(limit: int) -> None:
    assert Bound.AT_LEAST.admits(limit, limit) and Bound.AT_MOST.admits(limit, limit)
    assert not Bound.MORE_THAN.admits(limit, limit) and not Bound.LESS_THAN.admits(limit, limit)
    assert Bound.AT_LEAST.admits(limit + 1, limit) and not Bound.AT_LEAST.admits(limit - 1, limit)


@given(st.text(max_size=200))
def test_offsets_are_exact_on_any_text(text: str) -> None:
    for figure in find_figures(text):
        assert text[figure.start : figure.end] == figure.words


def test_an_ordinal_is_no_count() -> None:
    assert [f.words for f in find_figures("第三人加入，共三人")] == ["三人"]
