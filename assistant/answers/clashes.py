"""Documents that rule the same thing differently: shown side by side, never blended.

A higher document goes before a lower one, a newer before an older of the same rank (Legislation Law,
arts. 98–103: 上位法优于下位法, 新的规定优于旧的规定).
"""

import re
from datetime import date

from assistant.evidence.clauses import Candidate
from corpus.document import Document
from corpus.language.figures import find_figures
from corpus.language.places import Level
from corpus.language.words import fold, pairs
from corpus.life.jurisdiction import Jurisdiction, holds_for, jurisdiction

LEAD = "不同文件的规定不一致，以下按效力级别和日期先后列出："
_LOOKED_AT = 8  # candidates that may contradict the best one
_SAME = 0.6  # share of the character pairs, figures left out, that two clauses on one thing have in common
_FIGURE = re.compile(r"[0-9.,]+(?:万|亿|千|百)?(?:元|%|年|个?月|日|天|吨|户|家|人)?")
_RANK = {level: rank for rank, level in enumerate(Level)}


def clashing(best: Candidate, candidates: list[Candidate]) -> list[Candidate]:
    """The best clause and those of other documents that state another figure for the same thing, in
    order of rank and date; empty where none does."""
    others: dict[str, Candidate] = {}
    for candidate in candidates[:_LOOKED_AT]:
        other = candidate.document
        if other.document_id != best.document.document_id and _contradict(best, candidate):
            others.setdefault(other.document_id, candidate)
    return sorted([best, *others.values()], key=lambda c: _order(c.document)) if others else []


def named(document: Document) -> str:
    """What a clause is introduced with: whose rule it is, and of when."""
    issued = document.metadata.issued
    return f"《{document.title}》" + (f"（{issued.isoformat()}）" if issued else "")


def _contradict(one: Candidate, other: Candidate) -> bool:
    ours, theirs = _stated(one.text), _stated(other.text)
    differ = any(ours[kind].isdisjoint(theirs[kind]) for kind in ours.keys() & theirs.keys())
    if not differ or not other.document.metadata.validity.binding:
        return False
    mine, others = set(_pairs(one.text)), set(_pairs(other.text))
    alike = len(mine & others) >= _SAME * max(len(mine | others), 1)
    return alike and _meet(_where(one.document), _where(other.document))


def _stated(text: str) -> dict[str, set[tuple[str, float]]]:
    """The figures of a clause by dimension: each with its bound and its value in the base unit."""
    found: dict[str, set[tuple[str, float]]] = {}
    for figure in find_figures(fold(text)):
        bound = str(figure.bound or "")
        found.setdefault(figure.dimension, set()).add((bound, float(figure.value)))
    return found


def _pairs(text: str) -> list[str]:
    return pairs(re.sub(r"\W", "", _FIGURE.sub("", fold(text))))


def _where(document: Document) -> Jurisdiction | None:
    known = document.metadata
    return jurisdiction(known.issuer, known.title, known.number)


def _meet(one: Jurisdiction | None, other: Jurisdiction | None) -> bool:
    """Whether two documents hold in one place. Neighbours may rule as they like."""
    if one is None or other is None:
        return one is other
    return bool(holds_for(one, other.place) or holds_for(other, one.place))


def _order(document: Document) -> tuple[int, int]:
    where = _where(document)
    issued = document.metadata.issued or date.min
    return (_RANK[where.level] if where else len(_RANK), -issued.toordinal())
