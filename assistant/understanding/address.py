"""The address in a question: 第五部分第三条, 第十一条第（六）项, 附件2第3项, 四（二）."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.language.numerals import whole_number

LAST = -1  # 最后一条


class Level(StrEnum):
    """What a step of an address counts."""

    ANNEX = "附件"
    BOOK = "编"
    CHAPTER = "章"
    SECTION = "节"
    PART = "部分"
    ARTICLE = "条"
    CLAUSE = "款"
    ITEM = "项"
    PARAGRAPH = "段"
    FIRST = "一、"
    SECOND = "（一）"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: ``value`` counts from 1, ``LAST`` is the last one. ``words`` as the user put it."""

    level: Level
    value: int
    words: str


_NUMBER = "(?:[0-9]{1,4}|[零〇一二两三四五六七八九十百千]{1,8})"
_NAMES = {
    "编": Level.BOOK, "章": Level.CHAPTER, "节": Level.SECTION, "部分": Level.PART,
    "大部分": Level.PART, "条": Level.ARTICLE, "款": Level.CLAUSE, "项": Level.ITEM, "目": Level.ITEM,
    "点": Level.ITEM, "段": Level.PARAGRAPH, "自然段": Level.PARAGRAPH,
}  # fmt: skip
_UNIT = "|".join(sorted(_NAMES, key=len, reverse=True))
_ADDRESS = re.compile(
    rf"附[件表录]\s*(?P<annex>{_NUMBER})"
    rf"|第\s*[（(]?\s*(?P<number>{_NUMBER})\s*[）)]?\s*(?P<unit>{_UNIT})(?!例|件)"
    rf"|(?P<last>最后(?:的)?一?个?)(?P<of>{_UNIT})(?!例|件)"
    r"|(?P<first>[一二三四五六七八九十]{1,3})\s*(?:、|(?=[（(]))"
    r"|[（(]\s*(?P<second>[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*[）)]"
)


def steps_of(text: str) -> list[Step]:
    """The steps of the addresses in ``text``, in the order in which they are said."""
    return [_step(match) for match in _ADDRESS.finditer(text) if _value(match)]


def without_address(text: str) -> str:
    """``text`` with a blank for each address."""
    return _ADDRESS.sub(" ", text)


def _step(match: re.Match[str]) -> Step:
    unit = match["unit"] or match["of"]
    if unit:
        level = _NAMES[unit]
    elif match["annex"]:
        level = Level.ANNEX
    else:
        level = Level.FIRST if match["first"] else Level.SECOND
    return Step(level, _value(match), match[0].strip())


def _value(match: re.Match[str]) -> int:
    if match["last"]:
        return LAST
    return whole_number(match["annex"] or match["number"] or match["first"] or match["second"])
