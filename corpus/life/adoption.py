"""Who adopted a rule and when, by the line under its title (题注).

``（2002年6月29日第九届全国人民代表大会常务委员会第二十八次会议通过 2017年9月1日…修订）``: the last act
counts. Orders give the rule its number (``国务院令第802号公布``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.language.document_numbers import find_numbers
from corpus.language.numerals import find_dates
from corpus.language.words import unspaced

_ACT = re.compile("通过|公布|发布|颁布|修订|修正|修改|批准|印发|施行")
_REVISED = re.compile("修订|修正|修改")
_SESSION = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{3,40}?)(?:第[0-9一二三四五六七八九十百]+次(?:[\u4e00-\u9fff]{0,4}会议)?|(?:全体|常务)会议)"
)
_TERM = re.compile("第[0-9一二三四五六七八九十百]+届")
_COMMITTEE = re.compile("(?:审判|检察)委员会$")
_ORDER = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,30}?)(?:主席)?令\s*[（(]?第")
_STATE = re.compile("^中华人民共和国(?=国务院|[\u4e00-\u9fff]{1,8}部$)")


@dataclass(frozen=True, slots=True)
class Adoption:
    """``day`` is that of the last act, ``revised`` whether it revised a rule already in force."""

    issuer: str = ""
    day: date | None = None
    number: str = ""
    revised: bool = False


def read_adoption(lines: Sequence[str]) -> Adoption:
    """What the lines under a title say; empty fields for what they don't."""
    words = unspaced("".join(lines))
    dates = find_dates(words)
    borders = [start for start, _, _ in dates] + [len(words)]
    found = Adoption()
    for (begin, end), (_, behind, day) in zip(pairwise(borders), dates, strict=True):
        act = words[behind:end]
        if not (verb := _ACT.search(act)) or verb[0] == "施行" or words[:begin].endswith("自"):
            continue
        # 甲市…通过 乙省…批准: the city's rule stays the city's
        approved = verb[0] == "批准" and bool(found.issuer)
        issuer, number = "" if approved else _issuer(act[: verb.start()]), _number(act)
        revised = found.day is not None and bool(_REVISED.search(act))
        found = Adoption(issuer or found.issuer, day, number or found.number, revised)
    bracketed = len(dates) == 1 and len(words) <= dates[0][1] - dates[0][0] + 2
    return Adoption(day=dates[0][2]) if found.day is None and bracketed else found


def _issuer(words: str) -> str:
    match = _ORDER.search(words) or _SESSION.search(words)
    if not match:
        return ""
    name = _COMMITTEE.sub("", _TERM.sub("", match["who"]))
    return _STATE.sub("", name)


def _number(words: str) -> str:
    found = find_numbers(words)
    return found[0][2] if found else ""


def without_state(name: str) -> str:
    """``中华人民共和国国务院`` as it is called: 国务院."""
    return _STATE.sub("", name)
