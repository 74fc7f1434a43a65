"""Figures of a period: spans that cover it once, and charts that hold whatever is counted."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from pages.insight.charts import Chart, bars, columns, lines
from pages.insight.figures import figures, spans
from pages.insight.query import InsightQuery
from pages.records.reports import Asked, Outcome

DAY = date(2026, 3, 4)


def asked(question: str, outcome: Outcome = Outcome.ANSWERED, ms: int = 100) -> Asked:
    at = datetime(2026, 3, 4, 12, tzinfo=UTC)
    return Asked(1, question, at, "answered", "extractive", ms, False, None, outcome)


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)), st.integers(0, 1200))
def test_spans_cover_the_period_once(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = spans(first, last)
    assert found[0][0] == first and found[-1][1] == last and len(found) <= 45
    for (_, end), (begin, _) in pairwise(found):
        assert begin - end == timedelta(days=1)


def test_what_is_counted() -> None:
    questions = [asked("贷款多少？", ms=100), asked("贷款13812345678", ms=300)]
    questions += [asked("怎么做菜？", Outcome.OUTSIDE, 200)] * 3
    questions += [asked("贷款？", Outcome.UNDONE, 99_000)]
    found = figures(questions, DAY, DAY, lambda word: False)
    assert found.whole.total == 6 and found.whole.counts[Outcome.OUTSIDE] == 3
    assert found.whole.median == 200 and (found.whole.slow or 0) <= 300  # undone ones have no time
    assert dict(found.words)["贷款"] == 3 and "13812345678" not in dict(found.words)
    (refused,) = found.refused
    assert refused.count == 3


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_charts_are_well_formed_and_stay_in_their_box(values: list[int]) -> None:
    names = [f"<{n}>" for n in range(len(values))]
    chart = Chart("c", "题&", "说<b>", names, names)
    for drawn in (
        columns(chart, [("甲", values), ("乙", values)]),
        lines(chart, [("甲", [v or None for v in values])]),
        bars("题", list(zip(names, values, strict=True)) if max(values) else [], "无"),
    ):
        for shape in ElementTree.fromstring(drawn).iter("rect"):
            assert float(shape.get("y") or 0) >= -0.06


@given(st.dictionaries(st.sampled_from(["days", "view", "page"]), st.text(max_size=8)))
def test_an_address_can_hold_anything(values: dict[str, str]) -> None:
    query = InsightQuery().changed(values)
    assert query.days in (0, 7, 30, 90) and query.view in ("refused", "poor")
    start, end = query.period(datetime.now(UTC))
    assert start < end
