"""Every number of a text, in one form: 百分之三十 and 30% are the same, 30%以上 and 30% are not."""

import re
from dataclasses import dataclass

from corpus.language.figures import find_figures
from corpus.language.numerals import CHINESE_NUMERAL, chinese_number
from corpus.language.words import word_spans

_DIGITS = re.compile(r"[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?[十百千万亿]*")
_NUMERALS = re.compile(f"{CHINESE_NUMERAL}+|半(?=[年数价月天])|翻番")
# 15倍以上 and 十五倍以上
_TIMES = re.compile(f"([0-9]+(?:[.][0-9]+)?|{CHINESE_NUMERAL}+)倍(以上|以下|以内)?")
_EXPLICIT = re.compile("(?:以上|以下|以内|以外)$|^(?!达)")
# Words beside a number that make it another statement.
_BEFORE = re.compile(
    "(?:大?约|近|将近|接近|超|逾|突破|第|(?<![得拿收领享])到|至|增加|减少|提高|降低|翻|(?<=[0-9年])-)$"
)
_AFTER = re.compile(
    "(?:年)?(?:度|底|末|初|上半年|下半年|前|以前|之前|后|以后|之后|起|内|之内|左右|上下|余|多|分之|倍|番|强|-(?=[0-9]))?"
)
_YEAR = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number as it is compared; ``start`` and ``end`` are offsets in the plain text."""

    key: tuple[object, ...]
    start: int
    end: int
    is_time: bool


def find_measures(text: str) -> list[Measure]:
    """The numbers of a plain text, in order.

    Figures with a unit compare by value, dimension, bound and rate; years, ordinals and counts by
    value and by the words beside them.
    """
    found: list[Measure] = []
    for figure in find_figures(text):
        start = figure.end - len(figure.words.lstrip())
        bound = figure.bound if _EXPLICIT.search(figure.words) else None  # 达到60% bounds nothing
        # law includes the number in 以下, but a document that says 及以下 beside 以下 means it so
        soft = "".join(c for c in figure.words if c in "多余来及")
        beside, end = _beside(text, start, figure.end)
        value = round(figure.value, 6)
        key = ("figure", figure.dimension, value, bound, figure.period, soft, beside)
        found.append(Measure(key, start, end, figure.dimension in ("天数", "月数")))
    taken = [(m.start, m.end) for m in found]
    for match in _DIGITS.finditer(text):
        if not any(s <= match.start() < e for s, e in taken):
            number = _digits(match[0])
            beside, end = _beside(text, match.start(), match.end())
            found.append(Measure(("number", number, beside), match.start(), end, number in _YEAR))
            taken.append((match.start(), match.end()))
    for match in _TIMES.finditer(text):
        times = ("times", _count_of(match[1]), match[2] or "")
        found = [m for m in found if m.end <= match.start() or m.start >= match.end()]
        found.append(Measure(times, match.start(), match.end(), False))
        taken.append(match.span())
    words = [(s, e) for s, e in word_spans(text) if e - s > 1]
    for match in _NUMERALS.finditer(text):
        if any(s <= match.start() < e for s, e in taken):
            continue
        if match[0] == "一" and any(s <= match.start() and match.end() <= e for s, e in words):
            continue  # 统一, 一律, 进一步: a word, and compared as one
        count, end = _count(match[0]), match.end()
        if count in _YEAR:  # 二○一一年 is 2011年
            beside, end = _beside(text, match.start(), match.end())
            found.append(Measure(("number", count, beside), match.start(), end, True))
        else:
            counted = ("count", count, text[end : end + 1])
            found.append(Measure(counted, match.start(), end, False))
    return sorted(found, key=lambda m: m.start)


def _beside(text: str, start: int, end: int) -> tuple[str, int]:
    """The words beside a number that belong to it, and where they end."""
    before = _BEFORE.search(text[max(0, start - 2) : start])
    after = _AFTER.match(text, end)
    assert after is not None  # it matches nothing, too
    return f"{before[0] if before else ''}_{after[0].removeprefix('年')}", after.end()


def _digits(written: str) -> float:
    number = re.match(r"[0-9.,，]+", written)
    assert number is not None
    value = float(re.sub("[,，]", "", number[0]))
    for c in written[number.end() :]:
        value *= {"十": 10, "百": 100, "千": 1000, "万": 1e4, "亿": 1e8}[c]
    return value


def _count_of(written: str) -> float | str:
    return _digits(written) if written[0].isdigit() else _count(written)


def _count(written: str) -> float | str:
    try:
        return float(chinese_number(written))
    except ValueError:
        return written
