"""Which kind of benefit the words of a grant name."""

import re

from corpus.facts.measures.measure import Benefit

# In order of how sure the words are; the first that stands in the words that give decides.
_NAMED = (
    (Benefit.INTEREST, "贴息|利息补[助贴]"),
    (Benefit.LAND, "用地指标|用地保障|用地计划|弹性年|先租后让|容积率|土地出让金|地价|供地"),
    (
        Benefit.TALENT,
        "入学|落户|安家|子女|购房补|人才公寓|高层次人才|个人所得税|个人[^，。]{0,8}贡献",
    ),
    (Benefit.CREDIT, "风险补偿|担保|增信|授信|贷款(?!利息)|信用贷|融资支持|保费"),
    (Benefit.RELIEF, "免收|免征|免缴|减征|减半|减免|减按|全免|抵减|抵扣|扣除|免费|返还|优惠"),
    (Benefit.REWARD, "奖励|奖金|奖补|(?<!获)(?<!得)奖"),
    (Benefit.SUBSIDY, "补助|补贴|资助|补偿|津贴|经费|资金|扶持|支持|抵用|创新券|服务券|安排|补足"),
    (Benefit.HONOUR, "授牌|称号|资质|认定|授予"),
    (Benefit.SERVICE, "服务|培训|辅导|诊断|对接"),
)
_PATTERNS = [(benefit, re.compile(words)) for benefit, words in _NAMED]
_STRONG = 4  # kinds at the head of the list that the whole clause may name


def benefit_of(giving: str, whole: str) -> Benefit:
    """The kind; ``giving``: the phrases that give, ``whole``: with their conditions."""
    for benefit, pattern in _PATTERNS[:_STRONG]:
        if pattern.search(giving):
            return benefit
    plain = [
        (m.end(), -n, b) for n, (b, p) in enumerate(_PATTERNS[_STRONG:]) for m in p.finditer(giving)
    ]
    first = [
        b for _, _, b in sorted(plain) if b in (Benefit.REWARD, Benefit.SUBSIDY, Benefit.RELIEF)
    ]
    if first:
        return first[0]
    for benefit, pattern in _PATTERNS:
        if pattern.search(giving):
            return benefit
    for benefit, pattern in _PATTERNS[_STRONG:]:
        if pattern.search(whole):
            return benefit
    return Benefit.OTHER
