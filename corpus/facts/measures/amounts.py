"""The amounts of a tier: exact values, caps, and what they are taken of or given for."""

import re
from dataclasses import replace

from corpus.facts.measures.grants import Grant
from corpus.facts.measures.measure import Amount
from corpus.facts.measures.phrases import Given
from corpus.facts.measures.plain import Plain, hidden
from corpus.facts.measures.tiers import Tier

_SLASH = re.compile(
    r"^/(?P<per>(?:每)?[\w平方米·•]{1,8}?)(?=房|租|的|给|予|补|奖|资|支|[，。；、）)]|$)"
)
_ONE = "单(?:[家张笔件项户次台套篇名]|[个一]?(?:企业|项目|品种|产品|单位|机构|平台|主体|园区)|个?[\u4e00-\u9fff]{2,4}?)"
_PER = f"(?P<per>每[^，、；。\\d░]{{1,6}}?|一次性|全年|{_ONE}|年)"
_GIVEN = "(?:最高|不超过|不得超过|不高于|给予|予以|奖励|补助|补贴|资助|支持|金额|额度|可|再|额外)*(?:企业|资金|金额)?$"
_EACH = re.compile(_PER + _GIVEN)
_EACH_BEFORE = re.compile(_PER + "[\u4e00-\u9fff]{1,8}?" + _GIVEN)  # 每年研发补助最高
_BASE = re.compile(
    "(?s:.*)(?:按照?(?!规定)|参照|依照?|以(?![上下来内及外])|给予|予以|奖励|补助|资助|返还|不[得]?(?:高于|超过)|最高|为)"
    "(?P<base>(?!不超过|不高于|最高)[^，；。：░]{2,40}?)(?:░*)的?(?:最高|不[得]?(?:超过|高于|低于|少于)|至少)?$"
)
_WHO = re.compile(
    "^(?:企业|其|项目|单位|每家[^展租费]{0,6}(?:企业|单位)?|按照?|参照|经核定的?|给予|予以)+(?=.{2})"
)
_NEAR = 24  # characters before a sum in which 每件 and the like stand
_NO_BASE = re.compile("提高|上浮|增加|[至到为]$|比例$")
_OVER = re.compile(
    "(?P<base>[^，；。：░的]{2,24}(?:部分|费用?|额|投入|贡献度?|金额|价款|租金|利息|支出))(?:的)?[，░]*(?:给予|予以|按)?[^，\\d]{0,4}$"
)


def amounts_of(clause: Plain, grant: Grant, tier: Tier) -> tuple[Amount, ...]:
    """The amounts of a tier in reading order; a range is its lower end and, as a cap, its upper."""
    words = hidden(clause.words)
    found: list[Amount] = []
    for given in tier.given:
        start, end = clause.span(given.sum.start, given.sum.end)
        per = _per(words, grant, given)
        own = Amount(given.sum.value, given.sum.unit, given.cap, given.floor, per, start, end)
        if given.sum.high is None:
            found.append(own)
        else:
            found += [
                replace(own, cap=False),
                replace(own, value=given.sum.high, cap=True, floor=False),
            ]
    return tuple(found)


def _per(words: str, grant: Grant, given: Given) -> str:
    """What a rate is taken of, what a sum is given for."""
    within = [p for p in grant.phrases if p.start <= given.sum.start < p.end]
    if not within:
        return ""
    phrase = min(within, key=lambda p: p.end - p.start)  # of one in a bracket: the inner
    group = [g.sum for g in phrase.given if g.sum.group == given.sum.group] or [given.sum]
    before = phrase.words[: group[0].start - phrase.start]
    if given.sum.unit == "%":
        base = _BASE.search(before) or _OVER.search(words[grant.start : group[0].start])
        named = _WHO.sub("", base["base"]) if base else ""
        return "" if _NO_BASE.search(named) else named
    if slash := _SLASH.match(phrase.words[given.sum.end - phrase.start :]):
        return slash["per"] if slash["per"].startswith("每") else f"每{slash['per']}"
    if phrase.stage and (
        stage := re.match(
            "[^，。；\\d一]{1,3}?[\\d一二三四五六]*年|第[一二三四五六\\d]+年", phrase.words
        )
    ):
        return stage[0]
    near = before[-_NEAR:]
    each = _EACH.search(near) or _EACH_BEFORE.search(near)
    return each["per"] if each else ""
