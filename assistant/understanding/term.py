"""The term whose meaning is asked: 什么是“四镇”, 初创企业怎么界定, 三委两局是哪几家 → 四镇, 初创企业, 三委两局."""

import re

from corpus.language.words import word_spans

_WHAT = "(?:什么|啥子?|何)"
_SENSE = "(?:意思|含义|概念|定义|涵义|东西|说法|单位|企业)?"
_END = "(?:来着|呀|啊|呢|吗|的)*"
_ASKS = (
    rf"(?:请问|问一下)?(?:{_WHAT}(?:是|叫做?|样的(?:企业|单位|项目)?(?:算|才算|叫)是?)|何谓|何为|(?:怎么|怎样|如何|咋)(?:理解|界定|定义|解释))(?P<a>.+)",
    rf"(?P<c>.+?)的(?:定义|含义|涵义|概念|意思)(?:是{_WHAT})?{_END}",
    rf"(?P<b>.+?)，?(?:到底|具体|究竟|主要)?(?:是|指的?是?|叫做?|代表|意味着)(?:个|指)?{_WHAT}{_SENSE}{_END}",
    r"(?P<d>.+?)，?(?:是)?(?:怎么|怎样|如何|咋)(?:个)?(?:解释|界定|定义|理解|划分|回事儿?)(?:的)?",
    rf"(?P<e>.+?)(?:是|指|都?包括|说)的?(?:是)?(?:指)?(?:哪)(?:几|些|[两三四五六七八九十])?(?:个|家|项|类|种|条|镇|部门|单位|方面)*{_END}",
    r"(?P<f>.+?)(?:是指|指的是)",
)
_ASKED = tuple(re.compile(rf"{pattern}[？?。！!]*") for pattern in _ASKS)
# What stands before the term says where it is used: 鹿城政策里的…, 中小企业款项支付里说的…
_WITHIN = re.compile(
    "(?:里头?|里面|中|当中|上|所)?(?:说|讲|提到|提|写|称|指|规定|出现)(?:到|过)?的|(?<=[\u4e00-\u9fff])(?:里头?|里面|当中|中)的?，?|《[^》]*》(?:中|里)?的?"
)
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_QUOTED = re.compile('[“"「『]([^”"」』]{2,30})[”"」』]')
_FRINGE = ' ，,、：:“”"「」『』《》？?。的'
_LEAST, _MOST = 2, 24  # characters of a term


def asked_terms(question: str) -> list[str]:
    """What the question asks the meaning of, the likeliest reading first; empty where it asks for none."""
    plain = _ASIDE.sub("", question.strip()).strip(" ")
    match = next((m for pattern in _ASKED if (m := pattern.fullmatch(plain))), None)
    if match is None:
        return []
    said = next(filter(None, match.groups()))
    found = [m[1] for m in _QUOTED.finditer(said)]
    whole = said.strip(_FRINGE)
    at = [m.end() for m in _WITHIN.finditer(said)] + [m.end() for m in re.finditer("[，,]", said)]
    found += [said[end:].strip(_FRINGE) for end in sorted(at, reverse=True)]
    found.append(whole)
    # 柳河的高新技术企业 → 高新技术企业: words before the term are left out one by one
    starts = [start for start, _ in word_spans(whole)][1:4]
    found += [whole[start:].strip(_FRINGE) for start in starts]
    return [term for term in dict.fromkeys(found) if _LEAST <= len(term) <= _MOST]
