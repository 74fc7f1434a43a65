"""Can this corpus answer this question at all?"""

import math
from enum import Enum

from assistant.evidence import Evidence
from assistant.question import Question


class Relevance(Enum):
    """How far the evidence carries the question."""

    IN_SCOPE = "in scope"
    UNSURE = "unsure"
    OUT_OF_SCOPE = "out of scope"


_OUT, _UNSURE = 0.3, 0.3


def judge(question: Question, evidence: Evidence) -> Relevance:
    """Weigh the best evidence."""
    value = answerability(question, evidence)
    if value < _OUT:
        return Relevance.OUT_OF_SCOPE
    return Relevance.IN_SCOPE if value >= _UNSURE else Relevance.UNSURE


def features(question: Question, evidence: Evidence) -> dict[str, float]:
    """What tells answerable questions from others, each independent of the corpus's size."""
    top = evidence.candidates[:5]
    if not top:
        return {"cosine": 0.0, "cover": 0.0, "own": 0.0, "known": 0.0, "foreign": 1.0}
    found = frozenset().union(*(c.found for c in top))
    total = sum(t.weight for t in question.terms) or 1.0
    return {
        "cosine": max(c.cosine for c in evidence.candidates),
        "cover": max(c.cover for c in top),
        "own": max(c.own for c in top),
        "known": sum(t.weight for t in question.terms if t.word in found) / total,
        "foreign": sum(t.weight for t in question.terms if t.word in evidence.foreign) / total,
    }


# Logistic regression over the development questions (eval/fit_evidence.py).
_BIAS, _WEIGHTS = -40.0, {"cosine": 45.0, "cover": 3.0, "own": 1.0, "known": 1.0, "foreign": -1.0}


def answerability(question: Question, evidence: Evidence) -> float:
    """Probability (0–1) that the corpus answers the question."""
    values = features(question, evidence)
    total = _BIAS + sum(weight * values[name] for name, weight in _WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
