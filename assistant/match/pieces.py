"""Words of a measure that have to hold, read once: what they are about, their bounds and days."""

import re
from dataclasses import dataclass

from assistant.match.days import Days, bounds_of_days
from assistant.match.quantities import Limit, limits
from assistant.match.words import meaning_words, same

_EXCLUDES = re.compile(
    r"除外|不含(?!\))|不包括|不包含|不得|不予|不再|不能|不可|不享受|不重复|不适用|不属于|排除"
)
# What everybody goes through who applies, or what binds only afterwards: it decides nothing beforehand.
_FORMAL = re.compile(
    "^(?:经?(?:审核|审定|评审|评审通过|认定|考核|验收|批准|备案|公示|核定|专家评审).{0,6}|符合(?:相关|有关|规定|申报)?条件的?.{0,4}|"
    "(?:按照?|根据|依据|参照|结合|视)[^,;。]*|[单每].{1,4}|分.{1,3}档|自.{0,6}(?:当年|年度|次年)起|一次性|每年|连续.{0,3}年|"
    "同一.{2,24}(?:不超过|最多|只能).*|.*(?:就高|不重复|重复享受|择优|择高|最多资助|累计不超过|分.{0,2}年.{0,14}拨付).*|自认定.{0,6}起)$"
)


_NUMBER = re.compile(
    r"^(?:第[0-9一二三四五六七八九十]{1,4}[条款]|[(][0-9一二三四五六七八九十]{1,3}[)]|[0-9]{1,2}[.、])"
)
# 支持卫星互联网星座建设: what a measure is to bring about, not what is asked of who gets it.
_PURPOSE = re.compile(
    "^(?:大力|积极|进一步|加大|加强)?(?:支持|鼓励|推动|加快|促进|引导|加强|完善|推进|提升|围绕|聚焦)(?!对象)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a measure that have to hold: ``start``/``end`` in the text of its document; ``words``
    tell what they are about, ``plain`` is all of them in the one form."""

    text: str
    start: int
    end: int
    plain: str
    words: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...] = ()
    limits: tuple[Limit, ...] = ()
    days: tuple[Days, ...] = ()
    excludes: bool = False
    formal: bool = False
    purpose: bool = False


def piece(text: str, start: int, end: int, named: str = "") -> Piece:
    """Read words that have to hold; ``named`` is what their first bound is a bound of where they
    say nothing themselves."""
    plain = _NUMBER.sub("", same(text))
    formal = bool(_FORMAL.match(plain))
    return Piece(
        text, start, end, plain, meaning_words(plain), alternatives_of(plain),
        tuple(limits(text, named)), tuple(bounds_of_days(text)), bool(_EXCLUDES.search(plain)),
        formal, bool(_PURPOSE.search(plain)),
    )  # fmt: skip


def alternatives_of(plain: str) -> tuple[tuple[str, ...], ...]:
    """The words of each of several of which one is enough: A、B和C, A或B."""
    parts = re.split("、|或者?|以及|及其?|和|与|,", plain)
    found = [f for f in (meaning_words(part) for part in parts if len(part) >= 2) if f]
    if len(found) < 2:
        return ()
    # A股或境外交易所上市: the last one's head is the head of all
    headed = [tuple(dict.fromkeys((*f, found[-1][-1]))) for f in found[:-1]]
    return tuple(dict.fromkeys((*found, *headed)))
