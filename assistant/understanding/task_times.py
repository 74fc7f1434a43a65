"""The time that a question about tasks names: 6月底前, 下半年, 三季度, 下个月, 2025年."""

import calendar
import re
from datetime import date

from assistant.tasks.register import DueIn
from corpus.language.deadlines import Term, find_deadlines
from corpus.language.numerals import chinese_number

SOON = (
    (re.compile("本月|这个?月|当月"), DueIn.MONTH),
    (re.compile("本季度?|这个?季度|当季"), DueIn.QUARTER),
    (re.compile("今年|本年|年内|年底|年末"), DueIn.YEAR),
)
Span = tuple[date | None, date]
_MONTH = re.compile("[0-9]+[年月]|[一二三四五六七八九十]月")
_NEXT_MONTH = re.compile("下个?月")
_QUARTER = re.compile("(?:第)?(?P<n>[一二三四1-4])季度|(?P<next>下个?季度)")
_HALF = re.compile("(?P<half>[上下])半年")
_YEAR = re.compile("(?P<year>20[0-9]{2})年(?![0-9度]*[0-9一二三四五六七八九十]+月)|(?P<next>明年)")


def named_time(text: str, today: date) -> Span | None:
    """The first and the last day that a question names; the first is None where it names only the day
    until which; None for this month, quarter or year, or no time at all."""
    year = _YEAR.search(text)
    counted = int(year["year"]) if year and year["year"] else today.year + bool(year)
    if half := _HALF.search(text):
        first = 1 if half["half"] == "上" else 7
        return date(counted, first, 1), _last(counted, first + 5)
    if quarter := _QUARTER.search(text):
        number = _number(quarter["n"]) if quarter["n"] else (today.month - 1) // 3 + 2
        counted, number = (counted + 1, 1) if number > 4 else (counted, number)
        return date(counted, 3 * number - 2, 1), _last(counted, 3 * number)
    if _NEXT_MONTH.search(text):
        counted, month = (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)
        return date(counted, month, 1), _last(counted, month)
    if _MONTH.search(text) and (until := _until(text, today)):
        return None, until
    return (date(counted, 1, 1), date(counted, 12, 31)) if year else None


def _until(text: str, today: date) -> date | None:
    """The day that a question names: 2025年底前, 6月底前."""
    counted = date(today.year, 1, 1)
    found = find_deadlines(text, None) or find_deadlines(text, counted)
    named = [d.date for d in found if d.term is Term.DATED and d.date]
    if not named:
        named = [d.date for d in find_deadlines(text, counted) if d.date]
    return named[0] if named else None


def _number(written: str) -> int:
    return int(written) if written.isdigit() else int(chinese_number(written))


def _last(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
