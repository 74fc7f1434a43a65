"""Can this corpus answer this question at all?"""

import math
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.evidence.clause_vectors import ClauseVectors
from assistant.evidence.clauses import Evidence
from assistant.evidence.place import asked_places, holds_in, is_away
from assistant.understanding.attributes import asked_attributes
from assistant.understanding.question import Question
from corpus.language.places import places_in

_SMALL_TALK = Path(__file__).with_name("small_talk.yaml")


# Answer from this probability on: at it, 3 in 100 answerable development questions are refused and
# 6 in 100 of the others pass.
_IN_SCOPE = 0.25
# Who says 文中 or 该意见, or asks for a detail of an application (补贴封顶多少), asks about the
# documents here; only the plainly foreign is still refused.
_NEARER = 0.02  # by which a question is plainly nearer to small talk than to any clause
_PLACE = re.compile("[\u4e00-\u9fff]{2,3}[省市县区]")  # also one that no list of places has
_TODAY = re.compile("今天|明天|昨天|现在|今年|目前")
_NAMED = 0.05
_TOP = 5  # clauses looked at
_NAMES_DOCUMENT = re.compile(
    "文中|文件|意见[里中]|(?:该|本|这份|这个)(?:意见|政策|通知|办法|规定|方案)"
)
_APPLIES = re.compile(
    "申报|申请|补贴|补助|贴息|备案|审批|受理|资金|项目|咨询|扶持|奖励|立项|验收|提交|要交|材料"
)


# What a lead of 1 of the reader over "no answer" adds to the log-odds. It saw two thirds of the seed
# document's questions in training and is surer there than it should be, so it counts for less than a
# fit would give it (0.3): at 0.1 no answerable question of the development sets is lost.
_READ = 0.1
_READ_LIMITS = -12.0, 14.0  # leads beyond tell no more


def in_scope(
    question: Question,
    evidence: Evidence,
    vectors: ClauseVectors,
    read: Callable[[], float | None] = lambda: None,
) -> bool:
    """Whether the evidence carries the question far enough to answer from it.

    Args:
        read: gives the reader's lead over "no answer", None without a reader; only called where it
            can turn the decision.
    """
    if holds_elsewhere(question, evidence):
        return False  # what another place grants is no answer
    named = _NAMES_DOCUMENT.search(question.text)
    details = _APPLIES.search(question.text) and asked_attributes(question.text)
    odds = _log_odds(answerability(question, evidence, vectors))
    odds -= _log_odds(_NAMED if named or details else _IN_SCOPE)
    least, most = _READ_LIMITS
    # Where a detail or a bound is asked for, finding none is the answer: 文件未规定.
    if details or question.asks_bound:
        least = 0.0
    turned = odds + _READ * least < 0 <= odds + _READ * most
    lead = read() if turned else None
    return odds + (0.0 if lead is None else _READ * min(max(lead, least), most)) >= 0


def _log_odds(probability: float) -> float:
    return math.log(probability) - math.log1p(-probability)


@lru_cache(maxsize=1)
def small_talk() -> tuple[str, ...]:
    """Typical questions that no policy document answers, from ``small_talk.yaml``."""
    return tuple(yaml.safe_load(_SMALL_TALK.read_text(encoding="utf-8")))


def elsewhere(question: Question, evidence: Evidence) -> bool:
    """Whether the question is about a place that none of the best documents is of, or speaks of."""
    asked = asked_places(question.text)
    if not asked or not evidence.candidates:
        return False
    places = {hit.chunk.document_id: hit.chunk.places for hit in evidence.hits}
    for candidate in evidence.candidates[:_TOP]:
        document = candidate.document
        mentioned = places.get(document.document_id, ())
        if any(place in candidate.text for place in asked):
            return False
        if not is_away(document, mentioned, asked):
            return False
    return True


def holds_elsewhere(question: Question, evidence: Evidence) -> bool:
    """Whether the best documents are all certainly of other places than the one asked about, and none of
    their clauses speaks of it."""
    asked = asked_places(question.text)
    top = evidence.candidates[:_TOP]
    if not asked or not top:
        return False
    return all(
        holds_in(c.document, asked) is False and not any(place in c.text for place in asked)
        for c in top
    )


def only_places(question: Question, foreign: frozenset[str]) -> bool:
    """Whether the documents know nothing of a question but its places and times (今天某市天气)."""
    named = "".join([*places_in(question.text), *_PLACE.findall(question.text)])
    matter = [
        t
        for t in question.terms
        if len(t.word) > 1 and t.word not in named and not _TODAY.search(t.word)
    ]
    return bool(named) and bool(matter) and all(t.word in foreign for t in matter)


def features(question: Question, evidence: Evidence, vectors: ClauseVectors) -> dict[str, float]:
    """What tells answerable questions from others, each independent of the corpus's size.

    ``cosine``: likeness of the best clause; ``chat``: of the likest small-talk topic; ``cover``:
    share (0–1, by weight) of the question's words in the best clause; ``foreign``: share that stands
    nowhere in the corpus; ``elsewhere``: 1 for a question about another place.
    """
    top = evidence.candidates[:5]
    if not top:
        return {"cosine": 0.8, "chat": 0.9, "cover": 0.0, "foreign": 1.0, "elsewhere": 0.0}
    total = sum(t.weight for t in question.terms) or 1.0
    cosine = max(c.cosine for c in evidence.candidates)
    chat = float((vectors.encode(list(small_talk())) @ evidence.asked).max())
    nothing = chat > cosine + _NEARER and only_places(question, evidence.foreign)
    return {
        "cosine": cosine,
        "chat": chat,
        "cover": 0.0 if nothing else max(c.cover for c in top),
        "foreign": sum(t.weight for t in question.terms if t.word in evidence.foreign) / total,
        "elsewhere": float(elsewhere(question, evidence)),
    }


# Logistic regression over the development questions: answerable ones against small talk and
# against questions on other corpora. ``elsewhere`` is set, not fitted: where it holds, hardly any
# answer is right, whatever the words say.
_BIAS = -31.4
_SURE = 30.0  # log-odds; beyond, a probability is 0 or 1 to the last bit
_WEIGHTS = {"cosine": 53.5, "chat": -22.5, "cover": 8.9, "foreign": 1.9, "elsewhere": -5.0}


def answerability(question: Question, evidence: Evidence, vectors: ClauseVectors) -> float:
    """Probability (0–1) that the corpus answers the question."""
    values = features(question, evidence, vectors)
    total = _BIAS + sum(weight * values[name] for name, weight in _WEIGHTS.items())
    total = min(max(total, -_SURE), _SURE)
    return 1.0 / (1.0 + math.exp(-total))
