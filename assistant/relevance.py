"""Can this corpus answer this question at all?"""

import math
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.clause_vectors import ClauseVectors
from assistant.evidence import Evidence
from assistant.question import Question

_SMALL_TALK = Path(__file__).with_name("small_talk.yaml")


# Answer from this probability on: at it, 2 in 100 answerable development questions are refused and
# 6 in 100 out-of-scope ones pass.
_IN_SCOPE = 0.3


def in_scope(question: Question, evidence: Evidence, vectors: ClauseVectors) -> bool:
    """Whether the evidence carries the question far enough to answer from it."""
    return answerability(question, evidence, vectors) >= _IN_SCOPE


@lru_cache(maxsize=1)
def small_talk() -> tuple[str, ...]:
    """Typical questions that no policy document answers, from ``small_talk.yaml``."""
    return tuple(yaml.safe_load(_SMALL_TALK.read_text(encoding="utf-8")))


def features(question: Question, evidence: Evidence, vectors: ClauseVectors) -> dict[str, float]:
    """What tells answerable questions from others, each independent of the corpus's size.

    ``cosine``: likeness of the best clause; ``chat``: of the likest small-talk topic; ``cover`` and
    ``known``: shares (0–1, by weight) of the question's words in the best clause and in the best
    five together; ``foreign``: share that stands nowhere in the corpus.
    """
    top = evidence.candidates[:5]
    if not top:
        return {"cosine": 0.8, "chat": 0.9, "cover": 0.0, "known": 0.0, "foreign": 1.0}
    found = frozenset().union(*(c.found for c in top))
    total = sum(t.weight for t in question.terms) or 1.0
    asked = vectors.query(question.official)
    return {
        "cosine": max(c.cosine for c in evidence.candidates),
        "chat": float((vectors.encode(list(small_talk())) @ asked).max()),
        "cover": max(c.cover for c in top),
        "known": sum(t.weight for t in question.terms if t.word in found) / total,
        "foreign": sum(t.weight for t in question.terms if t.word in evidence.foreign) / total,
    }


# Logistic regression over the development questions: answerable ones against small talk and
# against questions on other corpora.
_BIAS = -18.2
_WEIGHTS = {"cosine": 37.4, "chat": -22.4, "cover": 9.6, "known": 1.7, "foreign": 2.2}


def answerability(question: Question, evidence: Evidence, vectors: ClauseVectors) -> float:
    """Probability (0–1) that the corpus answers the question."""
    values = features(question, evidence, vectors)
    total = _BIAS + sum(weight * values[name] for name, weight in _WEIGHTS.items())
    return 1.0 / (1.0 + math.exp(-total))
