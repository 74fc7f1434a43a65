"""Spans of time: the days meant, and the very words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.facts.windows import find_window


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("申报时间：2024年8月7日至9月8日", date(2024, 8, 7), date(2024, 9, 8)),
        ("2025年1月1日—2025年12月31日", date(2025, 1, 1), date(2025, 12, 31)),
        ("3月1日至3月31日", date(2023, 3, 1), date(2023, 3, 31)),
        ("请于8月15日前提交", None, date(2023, 8, 15)),
        ("截止时间：2024年5月20日17:00", None, date(2024, 5, 20)),
        ("从2021年12月起", date(2021, 12, 1), None),
        ("2024年2月底前", None, None),
        ("30%-50%", None, None),
        ("2024年13月1日前", None, None),
        ("2024年9月1日至2024年8月1日", None, None),
    ],
)
def test_days(text: str, since: date | None, until: date | None) -> None:
    window = find_window(text, 0, len(text), 2023)
    assert (window.since, window.until) == (since, until) if window else (since or until) is None
    if window:
        assert text[window.start : window.end] == window.text


def test_a_day_without_a_year_is_none_where_no_year_is_known() -> None:
    assert find_window("8月15日前", 0, 6, None) is None


@given(st.text(alphabet="0123456789年月日至前起自从.-— 截止:：", max_size=30))
def test_never_fails_and_is_exact(text: str) -> None:
    window = find_window(text, 0, len(text), 2024)
    if window:
        assert text[window.start : window.end] == window.text and window.text.strip()
        assert window.since is None or window.until is None or window.since <= window.until
