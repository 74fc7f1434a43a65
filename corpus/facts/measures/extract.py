"""Measures: every concrete benefit of a document, each with the words that say so."""

import re
from collections.abc import Iterator

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.measures.amounts import amounts_of
from corpus.facts.measures.benefit import benefit_of
from corpus.facts.measures.conditions import conditions_of, target_of
from corpus.facts.measures.grants import Grant, grants_of
from corpus.facts.measures.measure import Condition, Measure
from corpus.facts.measures.plain import Plain, plain
from corpus.facts.measures.tiers import tiers_of
from corpus.facts.measures.words import GIVEN, NAMED
from corpus.language.sentences import clause_spans, sentence_spans

_PROSE = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW, ProvisionKind.CELL)
_LONGEST = 1500  # characters of a clause; what is longer is a table or a list without its marks
# A heading or a label that says that the figures below it are given.
_SURE = re.compile(
    "(?:奖励|奖补|补助|补贴|资助|支持|扶持|贴息|优惠)(?:的)?(?:资金)?(?:标准|额度|金额|比例|方式|内容|措施|政策|力度)[及和与、]?[^，。]{0,8}$"
)
_LABEL = re.compile("^[^，。；：:]{2,14}[：:]")


def extract_measures(document: Document) -> list[Measure]:
    """Return every measure of a document, in reading order."""
    found: list[Measure] = []
    for provision in document.provisions:
        if provision.kind in _PROSE:
            found += _of_provision(document.text, provision)
    return found


def _of_provision(text: str, provision: Provision) -> list[Measure]:
    words = text[provision.start : provision.end]
    sure = bool(provision.path and _SURE.search(provision.path[-1].rstrip("：: ")))
    if not (GIVEN.search(words) or NAMED.search(words) or "免" in words or sure):
        return []
    found: list[Measure] = []
    for start, end in sentence_spans(text, provision.start, provision.end):
        listed = sure
        for left, right in clause_spans(text, start, end):
            if right - left > _LONGEST:
                continue
            clause = plain(text, left, right)
            if label := _LABEL.match(clause.words):
                listed = listed or bool(_SURE.search(label[0].rstrip("：:")))
            grants = grants_of(clause.words, listed)
            if re.search("分别(?:为|是|按)|如下|标准为|额度为", clause.words):
                listed = listed or bool(grants)
            for grant in grants:
                found += _measures(clause, grant)
    return found


def _measures(clause: Plain, grant: Grant) -> Iterator[Measure]:
    """The measures of a grant, one a tier."""
    start, end = clause.span(grant.start, grant.end)
    giving = clause.words[grant.lead : grant.end]
    benefit = benefit_of(giving, clause.words[grant.start : grant.end])
    target = target_of(clause, grant)
    for tier in tiers_of(clause.words, grant):
        told = _condition(clause, *tier.words) if tier.words else None
        own = conditions_of(clause, grant)
        yield Measure(
            start,
            end,
            benefit,
            target,
            (told, *own) if told else own,
            amounts_of(clause, grant, tier),
            told,
        )


def _condition(clause: Plain, start: int, end: int) -> Condition:
    a, b = clause.span(start, end)
    return Condition(clause.words[start:end], a, b)
