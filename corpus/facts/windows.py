"""Spans of time as documents write them: 2017年8月7日至9月8日, 8月15日前, 从2021年12月起."""

import calendar
import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from corpus.language.numerals import whole_number

_Y = r"(?:(?P<y{n}>[12]\d{{3}})\s*[年.\-/]\s*)?"
_M = r"(?P<m{n}>\d{{1,2}})\s*[月.\-/]\s*"
_D = r"(?:(?P<d{n}>\d{{1,2}})\s*[日号]?)?"
_CLOCK = r"(?:\s*\d{1,2}[:：]\d{2}|\s*\d{1,2}[时点](?:整)?)?"
_DAY = (_Y + _M + _D).format
_RANGE = re.compile(
    rf"(?:自|从)?\s*{_DAY(n=1)}{_CLOCK}\s*(?:起)?\s*(?:至|到|—+|－|–|~|～|-+)\s*{_DAY(n=2)}{_CLOCK}(?:止)?"
)
_UNTIL = re.compile(
    rf"(?:截[至止](?:时间|日期)?(?:为|到|至|：|:)?|最迟|不晚于|延长至|有效期?至|务必?于|请?于|在)?\s*{_DAY(n=1)}{_CLOCK}\s*"
    r"(?:(?P<before>之?前|以前|（含）前|\(含\)前|（含）之前)|(?P<stop>截止|为止|止|终止))"
)
_STOP = re.compile(
    rf"(?:截[至止](?:时间|日期)?|终止(?:时间|日期)|有效期)\s*(?:为|到|至|：|:)+\s*{_DAY(n=1)}{_CLOCK}"
)
_SINCE = re.compile(rf"(?:自|从)\s*{_DAY(n=1)}{_CLOCK}\s*(?:之?日?起|开始)")


@dataclass(frozen=True, slots=True)
class Window:
    """When something holds or is open: first and last day, None where the words don't say; ``text``
    is exactly what stands at ``start``..``end``."""

    since: date | None
    until: date | None
    text: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """Its fields, days as ISO strings or None."""
        return {
            **asdict(self),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """What ``to_json`` gave these values of."""
        days = {k: date.fromisoformat(values[k]) if values[k] else None for k in ("since", "until")}
        return cls(**{**values, **days})


def find_window(text: str, start: int, end: int, year: int | None) -> Window | None:
    """The first span of time in ``text[start:end]``; ``year`` is that of a day without one, None
    where it is not known: such a day is then no day. No window where its days are impossible."""
    found = [
        (m.start(), order, m)
        for order, pattern in enumerate((_RANGE, _UNTIL, _STOP, _SINCE))
        if (m := pattern.search(text, start, end))
    ]
    for _, order, match in sorted(found, key=lambda f: f[:2]):
        if (days := _days(match, order, year)) is not None:
            a, b = match.span()
            while text[a].isspace() or text[a] in "请务必于在":
                a += 1
            while text[b - 1].isspace():
                b -= 1
            return Window(*days, text[a:b], a, b)
    return None


def _days(
    match: re.Match[str], order: int, year: int | None
) -> tuple[date | None, date | None] | None:
    first = _day(match, 1, year, last=order in (1, 2))
    if order == 3:
        return None if first is None else (first, None)
    if order in (1, 2):
        return None if first is None else (None, first)
    own = int(match["y1"]) if match["y1"] else year
    if match["d1"] and not match["d2"] and not match["y2"]:
        return None  # 2.5 至 3: a figure
    second = _day(match, 2, own, last=True)
    if first is None and match["y2"]:
        first = _day(match, 1, int(match["y2"]), last=False)
    if first is None or second is None or second < first:
        return None
    return first, second


def _day(match: re.Match[str], n: int, year: int | None, *, last: bool) -> date | None:
    """The day of a group; of a month without a day its first or its last."""
    written = match[f"y{n}"]
    when = int(written) if written else year
    month = whole_number(match[f"m{n}"])
    if when is None or not 1 <= month <= 12 or not 1900 < when < 2200:
        return None
    if "月" not in match[0] and not written and order_free(match):
        return None
    final = calendar.monthrange(when, month)[1]
    day = int(match[f"d{n}"]) if match[f"d{n}"] else (final if last else 1)
    return date(when, month, day) if 1 <= day <= final else None


def order_free(match: re.Match[str]) -> bool:
    """Whether neither a year nor a month sign shows that figures are a day."""
    return not any(value for name, value in match.groupdict().items() if name.startswith("y"))
