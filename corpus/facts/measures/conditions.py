"""For whom a grant is, and what must hold: the phrases before the one that gives."""

import re

from corpus.facts.measures.grants import Grant
from corpus.facts.measures.measure import Condition
from corpus.facts.measures.plain import Plain, hidden

_LEAD = re.compile(
    "^(?:对于?|凡是?|如|若|其中|同时|此外|另外|并|且|（[一二三四五六七八九十\\d]+）|\\d+[.．、])+"
)
_TAIL = re.compile("(?:的|后|时|，)+$")
_WHO = (
    "企业|单位|机构|个人|项目|平台|基地|园区|团队|人才|院校|高校|院所|组织|协会|商会|商|户|者|人|中心|社|站|所|公司|银行|"
    "专家|教师|医生|毕业生|劳动者|团体"
)
_TARGET = re.compile(
    f"(?:^|对于?|给予|奖励|补助|支持|鼓励|的)(?P<who>[^，。；：的░对]{{0,24}}?(?:{_WHO}))(?=的|，|░|$|给|予|每|一次|[^，。；]{{0,2}}奖)"
)
_EVERY = re.compile(
    f"对于?(?P<who>[^，。；：░]{{1,30}}?(?:{_WHO}))(?:░*)(?=$|，|的|在|给|因|投|通|获|年|新|当|从)"
)
_MARKER = re.compile("^(?:[一二三四五六七八九十]+、|\\d+[.．、])")
_ANDS = re.compile("(?<=[^，])(?:，?且|，?并且|，?同时)(?=.{4})")


def conditions_of(clause: Plain, grant: Grant) -> tuple[Condition, ...]:
    """The phrases of a grant that do not give, each one condition."""
    found = []
    for phrase in grant.phrases:
        if phrase.given or phrase.start >= grant.lead:
            continue
        start, end = phrase.start, phrase.end
        if lead := _LEAD.match(clause.words[start:end]):
            start += lead.end()
        if tail := _TAIL.search(clause.words[start:end]):
            end = start + tail.start()
        if end - start >= 2:
            a, b = clause.span(start, end)
            found.append(Condition(clause.words[start:end], a, b))
    return tuple(found)


def target_of(clause: Plain, grant: Grant) -> str:
    """Who gets it, "" where the words name nobody."""
    words = hidden(clause.words)[grant.start : grant.end]
    match = _EVERY.search(words) or _TARGET.search(words)
    return match["who"] if match else ""
