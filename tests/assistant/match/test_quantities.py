"""Quantities, bounds and days as profiles and measures write them."""

from datetime import date
from decimal import Decimal

import pytest

from assistant.match.days import bounds_of_days, days_in
from assistant.match.implied import size_class
from assistant.match.quantities import grown, limits, quantities, quantity_of_fact


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("设备投资_元", "2600000", (Decimal(2600000), "金额", "设备投资")),
        ("成立年数", "4", (Decimal(4), "年限", "成立年数")),
        ("面积（平方米）", "300", (Decimal(300), "面积", "面积")),
        ("贷款_万元", "12.3", (Decimal(123000), "金额", "贷款")),
    ],
)
def test_facts_have_their_unit_in_the_name(
    name: str, value: str, found: tuple[Decimal, str, str]
) -> None:
    (quantity,) = quantity_of_fact(name, value)
    assert (quantity.value, quantity.dimension, quantity.label) == found


def test_growth_between_two_years() -> None:
    given = quantity_of_fact("研发费用_前年_元", "2000000") + quantity_of_fact(
        "研发费用_去年_元", "4500000"
    )
    more, rate = grown(given)
    assert (more.value, more.label, rate.value) == (
        Decimal(2500000),
        "研发费用同比增量",
        Decimal(125),
    )


@pytest.mark.parametrize(
    ("text", "within", "outside"),
    [
        ("面积在100—500亩", "300亩", "501亩"),
        ("研发费用100万元（含）至500万元（不含）", "100万元", "500万元"),
        ("成立不满两个会计年度", "1年", "2年"),
        ("实到外资200万-500万（不含）美元", "200万美元", "500万美元"),
    ],
)
def test_bounds_hold_as_the_law_has_it(text: str, within: str, outside: str) -> None:
    (limit,) = limits(text)
    assert limit.holds(quantities(within)[0].value) and not limit.holds(
        quantities(outside)[0].value
    )


def test_days_within_bounds() -> None:
    (bound,) = bounds_of_days("专利申请日在2016年2月23日及之前的国内专利")
    early, late = days_in("申请日2016-01"), days_in("申请日2016-05")
    assert next(early).within(bound) and next(late).apart(bound)
    (between,) = bounds_of_days("在 2023 年 1 月 1 日至 11 月 30 日期间签订贷款合同")
    assert (between.first, between.last) == (date(2023, 1, 1), date(2023, 11, 30))


@pytest.mark.parametrize(
    ("industry", "told", "word"),
    [("餐饮", "30人", "小型"), ("软件开发", "5人", "微型"), ("机械制造", "2000人", "大型")],
)
def test_size_by_the_official_standard(industry: str, told: str, word: str) -> None:
    heads = [q for q in quantities(f"从业人员{told}") if q.dimension == "人数"]
    assert size_class(industry, heads)[0].startswith(word)  # type: ignore[index]
