"""How near the quotes of answers come to the words that people marked as the answer."""

import statistics
import time
from collections import Counter
from pathlib import PurePath
from typing import Any

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.evidence.asked import Parts
from corpus.language.words import unspaced
from eval.retrieval import RetrievalQuestion

_BETA = 1.2  # recall counts a little more than precision
_QUOTED_MAX = 800  # characters of quotes that are looked at


def measure(
    questions: list[RetrievalQuestion], assistant: Assistant, parts: Parts = Parts.BOTH
) -> dict[str, Any]:
    """Ask every question and return the figures, each the mean over all questions.

    ``answered``, ``document`` (the right one is cited), ``f1`` and ``rouge_l`` are shares (0–1); an
    answer without quotes counts 0. ``p50_ms`` is the median time of an answer.
    """
    assistant.resources.parts = parts
    assistant.ask(questions[0].question)  # what is loaded once is not counted
    total: Counter[str] = Counter()
    times = []
    for question in questions:
        begun = time.perf_counter()
        answer = assistant.ask(question.question, [], question.id)
        times.append(1000 * (time.perf_counter() - begun))
        total.update(_scores(question, answer))
    shares = {name: round(total[name] / len(questions), 4) for name in _NAMES}
    return {"parts": parts.value, **shares, "p50_ms": round(statistics.median(times), 1)}


_NAMES = ("answered", "document", "f1", "rouge_l")


def _scores(question: RetrievalQuestion, answer: Answer) -> dict[str, float]:
    cited = answer.citations if answer.status == "answered" else ()
    quoted = unspaced("".join(c.quote for c in cited))[:_QUOTED_MAX]
    gold = unspaced(question.answer)
    right = any(PurePath(c.source).name == question.source for c in cited)
    return {
        "answered": float(bool(cited)),
        "document": float(right),
        "f1": char_f1(quoted, gold),
        "rouge_l": rouge_l(quoted, gold),
    }


def rouge_l(found: str, gold: str) -> float:
    """ROUGE-L (0–1) of two texts by characters, recall weighted by ``_BETA``."""
    best = [0] * (len(gold) + 1)
    for one in found:
        diagonal = 0
        for at, other in enumerate(gold, 1):
            above = best[at]
            best[at] = diagonal + 1 if one == other else max(above, best[at - 1])
            diagonal = above
    if not best[-1]:
        return 0.0
    precision, recall = best[-1] / len(found), best[-1] / len(gold)
    return (1 + _BETA**2) * precision * recall / (recall + _BETA**2 * precision)


def char_f1(found: str, gold: str) -> float:
    """F1 (0–1) of the characters of two texts, their order left out."""
    common = sum((Counter(found) & Counter(gold)).values())
    return 2 * common / (len(found) + len(gold)) if common else 0.0
