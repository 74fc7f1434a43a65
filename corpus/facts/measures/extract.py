"""Measures: every concrete benefit of a document, each with the words that say so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.measures.amounts import amounts_of
from corpus.facts.measures.benefit import benefit_of
from corpus.facts.measures.bounds import bounded, bounded_together, limited, without_announcements
from corpus.facts.measures.catalog import measures_of_catalog
from corpus.facts.measures.conditions import (
    conditions_of,
    generic,
    needs_more,
    shared_conditions,
    target_of,
)
from corpus.facts.measures.corrected import corrected
from corpus.facts.measures.grants import Grant, grants_of, only_bounds
from corpus.facts.measures.linked import linked
from corpus.facts.measures.measure import Benefit, Condition, Measure
from corpus.facts.measures.plain import Plain, plain
from corpus.facts.measures.rows import Piped, fields_of, is_row, measures_of_row
from corpus.facts.measures.tiers import tiers_of
from corpus.facts.measures.words import GIVEN, LIMITS, NAMED, OTHERS
from corpus.language.markers import marker_at
from corpus.language.sentences import clause_spans, sentence_spans

_PROSE = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING, ProvisionKind.ROW)
_LONGEST = 1500  # characters of a clause; what is longer is a table or a list without its marks
# A heading or a label that says that the figures below it are given.
_SURE = re.compile(
    "(?:奖励|奖补|补助|补贴|资助|支持|扶持|贴息|优惠)(?:的)?(?:资金)?(?:标准|额度|金额|比例|方式|内容|措施|政策|力度)[及和与、]?[^，。]{0,8}$"
)
_LABEL = re.compile("^[^，。；：:]{2,14}[：:]")
_ANNOUNCES = re.compile("分别(?:为|是|按)|如下|标准为|额度为")
_ASKS = re.compile("(?:条件|材料|资料|情形|情况|要求|程序|流程|手续|之一)(?:的)?[：:]$")
_OPENS = re.compile(r"\s*(?:[·•●◆○■▪*-]+|[一二三四五六七八九十][是、]|答[：:])\s*")


@dataclass(slots=True)
class _Lead:
    """A sentence that ends in a colon and gives: its items go on from it. ``rank`` of its label, -1
    where it has none."""

    clause: Plain
    rank: int


@dataclass(slots=True)
class _Said:
    """What the earlier clauses of a sentence say for the later ones. ``announced``: the words before
    its list."""

    announced: str
    _target: str = ""
    _benefit: Benefit = Benefit.OTHER
    _shared: tuple[Condition, ...] = ()
    _before: tuple[Condition, ...] = ()  # of the grant before in the same clause

    def clause_begins(self) -> None:
        """A new clause: the conditions of the one before are not its own."""
        self._before = ()

    def benefit(self, own: Benefit) -> Benefit:
        """The kind of benefit: the one that the clause names, else the one named before."""
        if own is not Benefit.OTHER:
            self._benefit = own
        return self._benefit

    def target(self, own: str) -> str:
        """Who gets it: whom the clause names, else whom the sentence names before."""
        if not generic(own):
            self._target = own
        return self._target or own or target_of(self.announced)

    def conditions(self, clause: Plain, grant: Grant) -> tuple[Condition, ...]:
        """A grant's conditions: its own, and those said before for it too."""
        self._shared = shared_conditions(clause, grant) or self._shared
        own = conditions_of(clause, grant)
        if needs_more(clause, grant):
            own = (*own, *(c for c in self._before if c not in own))
        if not grant.inner:
            self._before = own
        return (*own, *(c for c in self._shared if c not in own))


def extract_measures(document: Document) -> list[Measure]:
    """Return every measure of a document, in reading order."""
    if document.metadata.columns:
        if not document.metadata.searchable:
            return []
        return corrected(document, list(measures_of_catalog(document)))
    found: list[Measure] = []
    piped = Piped()
    lead: _Lead | None = None
    for provision in document.provisions:
        if provision.kind not in _PROSE:
            continue
        lead = _still(document.text, provision, lead)
        rows = piped.fields(document.text, provision)
        if not rows and is_row(provision):
            rows = fields_of(document.text, provision)
        heading = provision.path[-1] if provision.path else ""
        own = (
            list(measures_of_row(document.text, rows, heading, provision.start, provision.end))
            if rows
            else []
        )
        found += own or _of_provision(document.text, provision, lead)
        lead = _announced(document.text, provision) or lead
    return corrected(document, linked(document, found))


def _still(text: str, provision: Provision, lead: _Lead | None) -> _Lead | None:
    """The lead that a provision is an item of, if any."""
    if lead is None:
        return None
    marker = marker_at(text, provision.start)
    if marker is not None:
        return lead if marker.rank > lead.rank else None
    return lead if text[: provision.start].rstrip()[-1:] in ("；", ";", "：", ":") else None


def _announced(text: str, provision: Provision) -> _Lead | None:
    """What a provision announces of benefits: 对…给予补助，标准如下："""
    words = text[provision.start : provision.end].rstrip()
    if not words.endswith(("：", ":")) or provision.end - provision.start > _LONGEST:
        return None
    spans = clause_spans(text, provision.start, provision.end)
    clause = plain(text, *spans[-1])
    if not NAMED.search(clause.words) or _ASKS.search(clause.words):
        return None
    marker = marker_at(text, provision.start)
    return _Lead(clause, marker.rank if marker else -1)


def _of_provision(text: str, provision: Provision, lead: _Lead | None) -> list[Measure]:
    words = text[provision.start : provision.end]
    sure = lead is not None or bool(
        provision.path and _SURE.search(provision.path[-1].rstrip("：: "))
    )
    if not (GIVEN.search(words) or NAMED.search(words) or OTHERS.search(words) or sure):
        return []
    found: list[Measure] = []
    for start, end in sentence_spans(text, provision.start, provision.end):
        listed, said = sure, _Said(lead.clause.words if lead else "")
        for left, right in clause_spans(text, start, end):
            left = _opened(text, left, right)
            if right - left > _LONGEST or right <= left:
                continue
            clause = plain(text, left, right)
            if label := _LABEL.match(clause.words):
                listed = listed or bool(_SURE.search(label[0].rstrip("：:")))
            goes_on = bool(found) and found[-1].start >= start and not NAMED.search(clause.words)
            grants = grants_of(clause.words, listed or goes_on)
            if _ANNOUNCES.search(clause.words):
                listed = listed or bool(grants)
            if clause.words[-1] in "：:":  # 对…给予奖励，标准如下：
                grants = [g for g in grants if g.given]
            said.clause_begins()
            for grant in grants:
                if found and only_bounds(grant):
                    found = bounded(text, found, clause, grant)
                else:
                    found = bounded_together(found, clause, grant, start)
                    found += _measures(clause, grant, said)
            if not grants and LIMITS.search(clause.words):
                found = limited(text, found, clause)
    return without_announcements(text, found)


def _opened(text: str, start: int, end: int) -> int:
    """Where a clause begins behind its label: 第四条, 一是, 答：."""
    marker = marker_at(text, start)
    if marker is not None and marker.end < end:
        start = marker.end
    if (opens := _OPENS.match(text, start, end)) and opens.end() < end:
        start = opens.end()
    while start < end and (text[start].isspace() or text[start] in "，、：:"):
        start += 1
    return start


def _measures(clause: Plain, grant: Grant, said: _Said) -> Iterator[Measure]:
    """The measures of a grant, one a tier."""
    start, end = clause.span(grant.start, grant.end)
    giving, whole = clause.words[grant.lead : grant.end], clause.words[grant.start : grant.end]
    benefit = said.benefit(benefit_of(giving, whole + said.announced))
    target = said.target(target_of(whole))
    own = said.conditions(clause, grant)
    for tier in tiers_of(clause.words, grant):
        told = Condition(*clause.quote(*tier.words)) if tier.words else None
        yield Measure(
            start,
            end,
            benefit,
            target,
            (told, *own) if told else own,
            amounts_of(clause, grant, tier),
            told,
        )
