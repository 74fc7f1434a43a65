"""Tiers told in one breath: 国家级、省级、市级…，分别给予50万元、20万元、10万元."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.facts.measures.grants import Grant
from corpus.facts.measures.phrases import NAMED_LIST, Given
from corpus.facts.measures.plain import hidden
from corpus.facts.measures.sums import find_sums

Span = tuple[int, int]

_JOIN = "(?:、|和|及|与|或|以及|或者|，|,|；)"
_PIECE = re.compile(_JOIN)
_LEVEL = re.compile(
    f"[特一二三四五六甲乙丙][级等类](?:奖)?|(?:世界|国际|国家|省部|省|自治区|市州|市|州|区县|区|县|镇)级|(?:世界|国际|国家|全国|部|省部|省|自治区|市州|市|州|区县|区|县|镇|行业|地方|团体|一|二|三|四|特|甲|乙|丙|[A-D]|[1-5１-５]A)"
    f"(?:级|标准|等奖?|类|星级?)?(?={_JOIN}|等|级)|"
    "[A-DＡ-Ｄ][级类等]|[金银铜]奖|[一二三四五][星等]级?|(?:国家|省|市|区|县)级|国家|省"
)
_LEADING = re.compile(
    "^(?:对于?|凡|经|为|获得?|获评|被?评[为定]|被?认定为?|通过|首次|新|当年|年度|初次|列入|入选|成功|创建|达到?|获批|的|在|按|分为|属于)+"
)
_TRAILING = re.compile("(?:的|企业|单位|项目|称号|认定)*$")


_GIVING = re.compile("(?:每[\u4e00-\u9fff]{1,4})+|一次性|奖励|补助|补贴|资助|给予|最高|标准")


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: its figures, and where the words that tell it from the others stand, None where
    they were not found."""

    given: tuple[Given, ...]
    words: Span | None


def tiers_of(clause: str, grant: Grant) -> list[Tier]:
    """The tiers of a grant in order; one where it has no tiers. Figures listed side by side belong to
    a tier each; all others to every tier."""
    groups = _groups(clause, grant.given)
    sizes = [len(g) for g in groups if len(g) > 1]
    if not sizes:
        return _named(clause, grant) or [Tier(tuple(grant.given), None)]
    count = sizes[0]
    first = next(g for g in groups if len(g) == count)[0].sum.start
    words = _told(clause, grant.start, first, count)
    tiers = []
    for n in range(count):
        given = [g for group in groups for g in (group if len(group) != count else [group[n]])]
        if any(len(group) not in (1, count) for group in groups):
            given = [
                g
                for group in groups
                if len(group) in (1, count)
                for g in (group if len(group) == 1 else [group[n]])
            ]
        tiers.append(Tier(tuple(given), words[n] if words else None))
    return tiers


def _named(clause: str, grant: Grant) -> list[Tier]:
    """Tiers with a name before each figure: 市级奖励3万元、省级奖励6万元; none where there are no such."""
    words = hidden(clause)
    for phrase in grant.phrases:
        own = [g for g in phrase.given if not g.cap and g.sum.unit == "元"]
        between = [words[a.sum.end : b.sum.start] for a, b in pairwise(own)]
        if len(own) < 2 or phrase.stage or not all(NAMED_LIST.fullmatch(b) for b in between):
            continue
        rest = [g for g in grant.given if g not in own]
        tiers = []
        for n, g in enumerate(own):
            left = words.rfind("、", phrase.start, g.sum.start) + 1 if n else phrase.start
            name = _GIVING.split(words[left : g.sum.start])[0]
            span = (left, left + len(name)) if len(name) >= 2 else None
            tiers.append(Tier((g, *rest), span))
        return tiers
    return []


def _beside(words: str, one: Given, other: Given) -> bool:
    """Whether a sum and a rate stand in one list: 30万元、50万元、实到外资额的8‰."""
    between = words[one.sum.end : other.sum.start]
    units = {one.sum.unit, other.sum.unit}
    return (
        units == {"元", "%"}
        and not (one.cap or other.cap)
        and _WITH_BASE.fullmatch(between) is not None
    )


def _groups(words: str, given: Sequence[Given]) -> list[list[Given]]:
    """Figures that stand side by side in one list."""
    found: list[list[Given]] = []
    for g in given:
        last = found[-1][-1].sum if found else None
        if found and _beside(words, found[-1][-1], g):
            found[-1].append(g)
            continue
        if last and last.group == g.sum.group and 0 <= g.sum.start - last.end <= _APART:
            found[-1].append(g)
        else:
            found.append([g])
    return found


_WITH_BASE = re.compile("、[^，。；、\\d]{2,14}")
_APART = 12  # characters between the figures of one list (15元/平方米·月、)


def _told(clause: str, start: int, end: int, count: int) -> list[Span] | None:
    """The ``count`` words listed before the figures that tell the tiers apart."""
    before = hidden(clause)[start:end]
    for find in (_by_figures, _by_level, _by_pieces):
        if spans := find(before, count):
            return [(start + a, start + b) for a, b in spans]
    return None


def _by_figures(words: str, count: int) -> list[Span] | None:
    """Bounds: 50万元以上至100万元以下、100万元以上至200万元以下."""
    spans = []
    for a, b in _pieces(words):
        sums = find_sums(words[a:b])
        if not sums and (low := re.search(r"\d+", words[a:b])):  # 100家、500家以上, 1万、5万元
            spans.append((a + low.start(), b))
        elif sums:
            stop = re.match("(?:（[^）]*）|░+)?(?:及?以[上下内])?", words[a + sums[-1].end : b])
            spans.append((a + sums[0].start, a + sums[-1].end + (stop.end() if stop else 0)))
        else:
            spans.append((0, 0))
    return _run(spans, count)


def _by_level(words: str, count: int) -> list[Span] | None:
    """Levels: 国家级、省级和市级."""
    runs: list[list[Span]] = []
    for match in _LEVEL.finditer(words):
        span = match.span()
        if runs and re.fullmatch(
            f"(?:级|标准)?{_JOIN}(?:由|获得?|经|被|评为|认定为|列入|新)*",
            words[runs[-1][-1][1] : span[0]],
        ):
            runs[-1].append(span)
        else:
            runs.append([span])
    fitting = [run for run in runs if len(run) == count]
    return fitting[-1] if fitting else None


def _by_pieces(words: str, count: int) -> list[Span] | None:
    """Any enumeration of the right length, the last before the figures."""
    for phrase in reversed(list(re.finditer("[^，；：。]+", words))):
        pieces = [
            (phrase.start() + a, phrase.start() + b)
            for a, b in _pieces(phrase[0], "、|和|及|与|或")
        ]
        if len(pieces) == count:
            return [_bare(words, *p) for p in pieces]
    phrases = [m.span() for m in re.finditer("[^，；：。]+", words)]
    return None if len(phrases) != count or count < 2 else [_bare(words, *p) for p in phrases]


def _bare(words: str, start: int, end: int) -> Span:
    own = words[start:end]
    lead = _LEADING.match(own)
    left = lead.end() if lead and lead.end() < len(own) else 0
    tail = _TRAILING.search(own, left)
    right = tail.start() if tail and tail.start() > left else len(own)
    return start + left, start + right


def _pieces(words: str, joined: str = _JOIN) -> list[Span]:
    borders = [m.span() for m in re.finditer(joined, words)]
    starts = [0, *(b for _, b in borders)]
    ends = [*(a for a, _ in borders), len(words)]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def _run(spans: Sequence[Span], count: int) -> list[Span] | None:
    """The last unbroken run of exactly ``count`` spans that are not empty."""
    runs: list[list[Span]] = [[]]
    for span in spans:
        if span[0] < span[1]:
            runs[-1].append(span)
        elif runs[-1]:
            runs.append([])
    fitting = [run for run in runs if len(run) == count]
    return fitting[-1] if fitting else None
