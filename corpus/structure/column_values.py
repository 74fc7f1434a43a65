"""What the values of a catalogue's column look like: phones, addresses of pages, dates, time limits."""

import re
from collections.abc import Sequence

from corpus.loaders.cells import is_quantity

_MOST = 0.6  # share of the values that must look alike before they say what a column is
_STRICTLY = 0.95  # share of rows in which the longer of two limits is at least the other
_NOTHING = {"无", "暂无", "没有", "/", "-", "--", "—", "——", "\\", "null", "none", "nan", "n/a"}
_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_PHONE = re.compile(
    r"(?<!\d)(?:[（(]?0\d{2,3}[）)]?[-－—\s]?(?:[1-9]\d{6,7}|1\d{4})|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4})(?!\d)"
)
_PHONE_REST = re.compile(r"[^\d\s\-－—()（）/、,，;；.。:：转+]")
_DATE = re.compile(
    r"(?:19|20)\d{2}(?:年|[-/.](?:\d{1,2})|年\d{1,2}月|[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日|[01]\d[0-3]\d)"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?(?:底前|底|末|以?前)?"
)
_DURATION = re.compile(
    r"(?:自?受理(?:之日起|后)?|约|不超过|最多)?\s*(?P<count>\d{1,4})\s*[（(]?\s*个?\s*"
    r"(?P<unit>工作日|自然日|日|天|小时|分钟|月)\s*[）)]?(?:内|以内|办结)*|即办(?:件)?|即时(?:办结)?|当[场日](?:办结)?"
)
_HOURS = re.compile(
    r"(?:周|星期)[一二三四五六日天]|\d{1,2}[:：]\d{2}\s*[-－—~～至到]+\s*\d{1,2}[:：]\d{2}"
)
_TEXTUAL = re.compile(r"[A-Za-z\u3400-\u9fff]")


def told(values: Sequence[str]) -> list[str]:
    """The values that say something."""
    stripped = (value.strip() for value in values)
    return [value for value in stripped if value and value.lower() not in _NOTHING]


def kind_of(values: Sequence[str]) -> str | None:
    """What most values are: url, date, duration, hours, phone, or None."""
    if not values:
        return None
    tests = {
        "url": lambda v: bool(_URL.match(v)),
        "date": lambda v: bool(_DATE.fullmatch(v)),
        "duration": lambda v: bool(_DURATION.fullmatch(v)),
        "hours": lambda v: len(v) <= 120 and bool(_HOURS.search(v)),
        "phone": _is_phone,
    }
    for kind, test in tests.items():
        if sum(test(value) for value in values) >= _MOST * len(values):
            return kind
    return None


def longer(rows: Sequence[Sequence[str]], one: int, other: int) -> bool:
    """Whether the time limits in column ``one`` are practically never below those in ``other``, and
    above them in at least 3 rows and a fifth of all; only limits in the same unit are compared."""
    pairs = []
    for row in rows:
        if max(one, other) < len(row):
            first, second = (_DURATION.fullmatch(row[i].strip()) for i in (one, other))
            if first and second and first["unit"] and first["unit"] == second["unit"]:
                pairs.append((int(first["count"]), int(second["count"])))
    above = sum(a > b for a, b in pairs)
    holds = sum(a >= b for a, b in pairs)
    return above >= max(3, len(pairs) // 5) and holds >= _STRICTLY * len(pairs)


def may_name_rows(values: Sequence[str]) -> bool:
    """Whether values are short, mostly distinct text: no numbers, no codes."""
    if not values:
        return False
    textual = sum(bool(_TEXTUAL.search(v)) and len(v) >= 2 and not is_quantity(v) for v in values)
    return (
        middle_length(values) <= 40
        and len(set(values)) >= 0.7 * len(values)
        and textual >= 0.9 * len(values)
        and not all(value.isascii() and re.search(r"\d", value) for value in values)  # codes
    )


def middle_length(values: Sequence[str]) -> int:
    """The median length of the values in characters; 0 for none."""
    return sorted(map(len, values))[len(values) // 2] if values else 0


def _is_phone(value: str) -> bool:
    few = len(_PHONE_REST.findall(value)) <= len(value) // 3
    return len(value) <= 120 and bool(_PHONE.search(value)) and few
