"""What looks like a support measure and is none: each clause with the reason why it was left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, ProvisionKind
from corpus.facts.measures.measure import Measure
from corpus.facts.measures.plain import hidden, plain
from corpus.facts.measures.sums import find_sums
from corpus.facts.measures.words import DENIED, LIMITS, NAMED, TOLD
from corpus.language.sentences import clause_spans

_PROSE = (ProvisionKind.PARAGRAPH, ProvisionKind.ROW, ProvisionKind.CELL)
_GIFT = re.compile("奖励|奖补|补助|补贴|资助|贴息|减免|津贴|免收|免征|优惠|资金支持|经费支持")
_TALKS = re.compile("条件|材料|程序|流程|申[请报]|审[核批]|办法|管理|公示|监督|绩效|负责解释")
_LONGEST = 1500  # characters of a clause
_MOST = 200  # of a document


class Why(StrEnum):
    """Why a clause was taken for no measure."""

    DENIED = "写的是不给予、取消或追回的情形"
    TOLD = "讲的是已经支出或计划安排的资金，不是给某一家的"
    LIMIT = "只限制已读出的支持措施，不另外给"
    FIGURE = "有数额，但数额是条件、目标或总盘子，没有写明给谁"
    TALKS = "讲的是申报、审核或管理，不是给付"
    VAGUE = "只说支持、鼓励，没有写明给什么、给多少"


@dataclass(frozen=True, slots=True)
class Missed:
    """A clause at ``start``..``end`` and why it was left out."""

    start: int
    end: int
    why: Why


def missed_measures(document: Document, measures: Sequence[Measure]) -> list[Missed]:
    """The clauses that name a benefit, but in which none of ``measures`` stands, in reading order."""
    if document.metadata.columns:
        return []
    found: list[Missed] = []
    for missed in _clauses(document, measures):
        found.append(missed)
        if len(found) == _MOST:
            break
    return found


def _clauses(document: Document, measures: Sequence[Measure]) -> Iterator[Missed]:
    for provision in document.provisions:
        if provision.kind not in _PROSE:
            continue
        for start, end in clause_spans(document.text, provision.start, provision.end):
            taken = any(m.start < end and start < m.end for m in measures)
            if taken or end - start > _LONGEST or not _GIFT.search(document.text, start, end):
                continue
            words = plain(document.text, start, end).words
            if words:
                yield Missed(start, end, _why(words))


def _why(words: str) -> Why:
    if DENIED.search(words):
        return Why.DENIED
    if TOLD.search(words):
        return Why.TOLD
    if LIMITS.search(words):
        return Why.LIMIT
    if any(s.unit in ("元", "%") for s in find_sums(hidden(words))):
        return Why.FIGURE
    if _TALKS.search(words) or not NAMED.search(words):
        return Why.TALKS
    return Why.VAGUE
