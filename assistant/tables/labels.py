"""How surely a question names a column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.grams import folded, grams, holds
from assistant.tables.records import Cell

_ASKED = 0.6  # share of a name from which its column is asked for
_HALF = 0.5  # … where no other column has any of its name there
_ABOVE = 0.6  # what the words above a name count where the name itself is not there
_WHOLE = 0.2  # what a name that is there as a whole counts besides
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class _Evidence:
    """How surely (0 to 1) a column is named, and the grams of its name that are there."""

    score: float
    words: frozenset[str]


def leaf(label: str) -> str:
    """The last of stacked names, without what stands in brackets."""
    return _BRACKETS.sub("", label.rpartition("-")[2]) or label


def label_evidence(question: str, label: str) -> float:
    """How surely (0 to 1) a folded question names a column."""
    return _evidence(question, label, "").score


def by_label(question: str, cells: Sequence[Cell], named: Sequence[Cell]) -> list[Cell]:
    """The cells whose labels stand in the question; of labels that share their words the fuller."""
    told = folded("".join(cell.value for cell in named))
    judged = [(_evidence(question, cell.label, told), cell) for cell in cells if cell.label]
    found = [pair for pair in judged if pair[0].score >= _ASKED] or _alone(judged)
    found.sort(key=lambda pair: (-pair[0].score, -len(pair[0].words)))
    chosen: list[Cell] = []
    seen: set[frozenset[str]] = set()
    for evidence, cell in found:
        if not any(evidence.words < words for words in seen):
            seen.add(evidence.words)
            chosen.append(cell)
    return chosen


def _alone(judged: Sequence[tuple[_Evidence, Cell]]) -> list[tuple[_Evidence, Cell]]:
    """The one column of whose name a half is there, the others having nothing (二级站 beside 一级站
    for 二级加油站)."""
    partly = [pair for pair in judged if pair[0].words]
    return partly if len(partly) == 1 and partly[0][0].score >= _HALF else []


def _evidence(question: str, label: str, told: str) -> _Evidence:
    """``told``: the words by which the row was found; what only they have names no column."""
    *above, last = [folded(_BRACKETS.sub("", part)) for part in label.split("-")]
    own, upper = grams(last or folded(label)), [gram for part in above for gram in grams(part)]
    found = [gram for gram in own if holds(question, gram) and not holds(told, gram)]
    found_above = [gram for gram in upper if holds(question, gram)]
    score = len(found) / len(own) if own else 0.0
    if upper:
        share = len(found_above) / len(upper)
        whole = _WHOLE if found and len(found) == len(own) else 0.0
        score = 0.5 * (score + share) + whole if score >= _HALF else _ABOVE * share
    return _Evidence(min(score, 1.0), frozenset([*found, *found_above]))
