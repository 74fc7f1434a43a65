"""What a paragraph says once for several of its measures: bounds, limits, and what only announces them."""

import re
from dataclasses import replace

from corpus.facts.measures.amounts import amounts_of
from corpus.facts.measures.grants import Grant, bounding
from corpus.facts.measures.measure import Amount, Condition, Measure
from corpus.facts.measures.plain import Plain
from corpus.facts.measures.tiers import Tier, tiers_of

_TOGETHER = re.compile("累计|合计|总计|总额")
_BY_STEPS = re.compile("分(?:[一二两三四五六\\d]+个?|不同)?(?:档|级|类|等次|层次)")


def bounded(text: str, found: list[Measure], clause: Plain, grant: Grant) -> list[Measure]:
    """Measures with a bound that a sentence of its own sets on them. Where the last of them names no sum
    yet, it is part of that one."""
    given = tiers_of(clause.words, grant)[0]
    amounts = amounts_of(clause, grant, given)
    last = found[-1]
    start, end = clause.span(grant.start, grant.end)
    if not any(a.unit in ("元", "%") for a in last.amounts):
        return [
            *found[:-1],
            replace(last, end=max(last.end, end), amounts=(*last.amounts, *amounts)),
        ]
    first = _paragraph_of(text, start)
    return [
        replace(m, amounts=(*m.amounts, *_new(m.amounts, amounts))) if m.start >= first else m
        for m in found
    ]


def bounded_together(
    found: list[Measure], clause: Plain, grant: Grant, sentence: int
) -> list[Measure]:
    """Measures of a sentence with the bound that its last clause sets on all of them together:
    每个项目三年奖励累计不超过300万元."""
    together = [p for p in grant.phrases if bounding(p) and _TOGETHER.search(p.words)]
    if not together:
        return found
    tier = Tier(tuple(g for p in together for g in p.given if g.sum.unit == "元"), None)
    amounts = amounts_of(clause, grant, tier)
    return [
        replace(m, amounts=(*m.amounts, *_new(m.amounts, amounts)))
        if m.start >= sentence and not any(a.cap for a in m.amounts)
        else m
        for m in found
    ]


def without_announcements(text: str, found: list[Measure]) -> list[Measure]:
    """Measures of a paragraph without those that only announce the ones after them (分两档给予资金支持),
    which take over their conditions."""
    kept: list[Measure] = []
    announced: tuple[Condition, ...] = ()
    for n, measure in enumerate(found):
        follows = n + 1 < len(found) and found[n + 1].amounts
        if not measure.amounts and follows and _BY_STEPS.search(text[measure.start : measure.end]):
            announced = measure.conditions
        else:
            more = (c for c in announced if c not in measure.conditions)
            kept.append(replace(measure, conditions=(*measure.conditions, *more)))
    return kept


def _paragraph_of(text: str, at: int) -> int:
    """Where the paragraph begins that an offset lies in."""
    return text.rfind("\n", 0, at) + 1


def _new(known: tuple[Amount, ...], more: tuple[Amount, ...]) -> list[Amount]:
    values = {(a.value, a.unit) for a in known}
    return [a for a in more if (a.value, a.unit) not in values]


def limited(text: str, found: list[Measure], clause: Plain) -> list[Measure]:
    """Measures of a paragraph with what a later sentence of it sets on them: 同一项目不重复享受."""
    limit = Condition(*clause.quote(0, len(clause.words.rstrip("。；;"))))
    first = _paragraph_of(text, limit.start)
    return [replace(m, limits=(*m.limits, limit)) if m.start >= first else m for m in found]
