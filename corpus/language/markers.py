"""The numbering of official documents: 第一章, 第一条, 一、, （一）, 1.1, 1., （1）, ①.

Levels follow GB/T 9704-2012 (一、 → （一） → 1. → （1）); rules and regulations put 编, 章, 节, 条
above them.
"""

import re
from dataclasses import dataclass

from corpus.language.numerals import whole_number

_CN = "[一二三四五六七八九十百千零〇]{1,7}"
# 第 2 3 条: some pages set digits apart
_NUMBER = rf"(?:{_CN}|[0-9](?: ?[0-9]){{0,3}})"
# What follows a number that is only referred to: 第三条规定的…, （一）项所列…, （一）至（三）, 第五章的….
# Titles begin with the same characters (项目管理, 中小企业, 目标任务, 及时兑现), so each of them counts
# only with what makes it a reference.
_REFERENCE = (
    r"(?!\s*(?:规定|所列|所述|所称|[，。；”])"
    r"|的(?!确)|[）)]|中(?=[的所第，、]|规定|有关|关于)|之(?=[一二三四五六七八九十规外间])"
    rf"|第{_NUMBER}[条款项目]|(?:以?及|[至到和与、]|或者?)(?=\s*[（(第])"
    r"|[款项](?=[规所的和及与至或中之外内第（(，。、；：）)\s]|$)|目(?=[规所（(，。、；：）)\s]|$))"
)

# 第十条、十一条 and 第三条至五条 refer; （一）、总体要求 is only an odd way to number.
_ARTICLES = rf"(?!\s*、|至{_NUMBER})"

# 第一百三十三条之一: an article put in by an amendment; referred to without a blank behind it.
_INSERTED = r"(?:之[一二三四五六七八九十]{1,2}(?=[\s\u3000]))?"

# Behind 1.2 stands a blank and then a name; 1.2 亿元 and 3.5 万户 are figures.
_APART = r"[ \u3000]+(?=[\u4e00-\u9fffA-Za-z“《])(?![万亿元倍个米吨公千百亩户人年月日%％])"

_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (0, re.compile(rf"第 ?({_NUMBER}) ?编{_ARTICLES}{_REFERENCE}")),
    (1, re.compile(rf"第 ?({_NUMBER}) ?章{_ARTICLES}{_REFERENCE}")),
    (2, re.compile(rf"第 ?({_NUMBER}) ?节{_ARTICLES}{_REFERENCE}")),
    (3, re.compile(rf"第 ?({_NUMBER}) ?条{_INSERTED}{_ARTICLES}{_REFERENCE}")),
    (4, re.compile(rf"({_CN}) ?、")),
    (5, re.compile(rf"[（(]({_CN})[）)]{_REFERENCE}、?")),
    (6, re.compile(rf"(?P<above>[0-9]{{1,2}})[.．]([0-9]{{1,2}})[.．]?(?:{_APART})")),
    (
        7,
        re.compile(
            rf"(?P<above>[0-9]{{1,2}})[.．][0-9]{{1,2}}[.．]([0-9]{{1,2}})[.．]?(?:{_APART})"
        ),
    ),
    (8, re.compile(r"([0-9]{1,2})(?:[.．](?:(?![0-9])|(?=[12][0-9]{3}年))|、)")),
    (9, re.compile(rf"[（(]([0-9]{{1,2}})[）)]{_REFERENCE}")),
    (10, re.compile(r"([①-⑳])")),
)
ARTICLE_RANK, LIST_RANK = 3, 8
DECIMAL_RANKS = (6, 7)  # 1.2, 1.2.3: the numbering of standards

# Where numbering may start inside a line: flattened web text keeps "…。 二、…" on one line.
_INLINE = re.compile(r"(?:(?<=[。；！？：])|(?<=[\s\u3000]))(?=[第（(一二三四五六七八九十0-9①-⑳])")


@dataclass(frozen=True, slots=True)
class Marker:
    """A numbering label: ``rank`` 0 (编) to 10 (①), its ``value``, and where it stands; ``above`` is
    the 1 of 1.2."""

    rank: int
    value: int
    start: int
    end: int
    above: int = 0


def marker_at(text: str, position: int) -> Marker | None:
    """Return the numbering label that starts at ``position``, or None."""
    for rank, pattern in _LEVELS:
        match = pattern.match(text, position)
        if match and rank in DECIMAL_RANKS:
            return Marker(rank, int(match[2]), match.start(), match.end(), int(match["above"]))
        if match:
            return Marker(rank, _value(match[1]), match.start(), match.end())
    return None


def unnumbered(text: str) -> str:
    """``text`` without the numbering label that it begins with, if any."""
    marker = marker_at(text, 0)
    return text[marker.end :].lstrip() if marker else text


def inline_markers(text: str, start: int, end: int) -> list[Marker]:
    """Return labels inside a line (not at its start) that could open a new item."""
    found = []
    for match in _INLINE.finditer(text, start, end):
        if match.start() > start:
            marker = marker_at(text, match.start())
            if marker and marker.end < end and marker.rank not in DECIMAL_RANKS:
                found.append(marker)
    return found


def _value(digits: str) -> int:
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return whole_number(digits.replace(" ", ""))
