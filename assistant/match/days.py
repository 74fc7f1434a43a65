"""Days and months in a profile (申请日2016-05) and bounds of days in a measure (2016年2月23日及之前)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.language.words import unspaced

_DAY = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?:年|[-./])(?:(?P<m>[01]?[0-9])(?:月|[-./]|(?![0-9]))(?:(?P<d>[0-3]?[0-9])(?:日|(?![0-9.])))?)?"
)
# 2023年1月1日至11月30日: the year stands once
_ONE_YEAR = re.compile(
    r"(?P<from>(?P<y>(?:19|20)[0-9]{2})年[0-9]{1,2}月(?:[0-9]{1,2}日)?)(?P<to>起?[至到—－~～-]+)(?=[0-9]{1,2}月)"
)
_AFTER = re.compile(r"^(?:（[^）]{0,12}）)?(?:及|含)?(?:之后|以后|起|后)")
_BEFORE = re.compile(r"^(?:（[^）]{0,12}）)?(?:及|含)?(?:之前|以前|前|底前|止)")
_BETWEEN = re.compile(r"^(?:起)?(?:至|到|—|-|－|~|～)+")
_INCLUDED = re.compile(r"^(?:（含[^）]{0,12}）)?(?:及|含|起|底前|止)|^（含")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}$")
_FIRST, _LAST = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Days:
    """From ``first`` to ``last``: one day, a month or a year, or as far as a bound reaches; ``label``
    is what happened then."""

    first: date
    last: date
    label: str

    def within(self, other: "Days") -> bool:
        """Whether all of it lies in ``other``."""
        return other.first <= self.first and self.last <= other.last

    def apart(self, other: "Days") -> bool:
        """Whether nothing of it lies in ``other``."""
        return self.last < other.first or other.last < self.first


def days_in(text: str, named: str = "") -> Iterator[Days]:
    """The days, months and years of a statement. ``named`` is what its fact is called."""
    plain = unspaced(text)
    for found in _DAY.finditer(plain):
        if span := _span(found):
            yield Days(*span, named + _label(plain, found.start()))


def bounds_of_days(text: str) -> Iterator[Days]:
    """The bounds that a condition sets to days: between two, from or until one."""
    plain = unspaced(text).replace("(", "（").replace(")", "）")
    plain = _ONE_YEAR.sub(r"\g<from>\g<to>\g<y>年", plain)
    found = list(_DAY.finditer(plain))
    at = 0
    while at < len(found):
        first, behind = found[at], plain[found[at].end() :]
        span, label = _span(first), _label(plain, first.start()) or _behind(behind)
        at += 1
        if span is None:
            continue
        if (
            (to := _BETWEEN.match(behind))
            and at < len(found)
            and found[at].start() == first.end() + to.end()
        ):
            if last := _span(found[at]):
                yield Days(span[0], last[1], label or _behind(plain[found[at].end() :]))
            at += 1
        elif _AFTER.match(behind):
            included = _INCLUDED.match(behind)
            yield Days(span[0] if included else span[1] + timedelta(1), _LAST, label)
        elif _BEFORE.match(behind):
            included = _INCLUDED.match(behind)
            yield Days(_FIRST, span[1] if included else span[0] - timedelta(1), label)


def _span(found: re.Match[str]) -> tuple[date, date] | None:
    year, month, day = int(found["y"]), int(found["m"] or 0), int(found["d"] or 0)
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            following = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1), following - timedelta(1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _label(plain: str, start: int) -> str:
    phrase = re.split("[，,；;。、：:（）]", plain[:start])[-1]
    found = _LABEL.search(phrase)
    return re.sub("(?:在|于|为|自|从|是)$", "", found[0]) if found else ""


def _behind(behind: str) -> str:
    """What the words behind a bound say happened: （含）以后获得国内发明专利授权."""
    words = re.sub(
        "^(?:（[^）]*）)?(?:及|含)?(?:之后|以后|后|起|之前|以前|前|期间|止)?", "", behind
    )
    found = re.match(r"[\u4e00-\u9fff]{2,12}", words)
    return found[0] if found else ""
