"""Retrieval figures: is the right document found, how high, and are its words in five chunks?"""

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.language.words import unspaced

_ANSWER_START = 25  # characters of the answer that must stand in a chunk
_DEPTH = 60  # chunks looked at for the rank of a document
_RESAMPLES = 1000
FIGURES = ("R@1", "R@3", "R@5", "MRR@10", "answer@5")


@dataclass(frozen=True, slots=True)
class RetrievalQuestion:
    """A question with the file that answers it and the words of the answer."""

    id: str
    question: str
    source: str
    answer: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A found passage: the file it stands in, and its words."""

    source: str
    text: str


System = Callable[[str], Sequence[Passage]]
"""Passages for a question, best first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question: the rank of the right document (0: not found), and whether the
    answer's opening words stand in one of the first five passages."""

    id: str
    question: str
    rank: int
    answered: bool
    milliseconds: float
    first: str


def read_retrieval_questions(path: Path) -> list[RetrievalQuestion]:
    """Read JSON Lines with id, question, source and answer; other fields are ignored."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [RetrievalQuestion(r["id"], r["question"], r["source"], r["answer"]) for r in rows]


def ask_all(system: System, questions: Sequence[RetrievalQuestion]) -> list[Outcome]:
    """Put every question to a system."""
    outcomes = []
    for q in questions:
        begun = time.perf_counter()
        found = system(q.question)
        elapsed = 1000 * (time.perf_counter() - begun)
        names = list(dict.fromkeys(Path(p.source).name for p in found[:_DEPTH]))
        rank = names.index(q.source) + 1 if q.source in names else 0
        start = unspaced(q.answer)[:_ANSWER_START]
        answered = any(start in unspaced(p.text) for p in found[:5])
        first = names[0] if names else ""
        outcomes.append(Outcome(q.id, q.question, rank, answered, round(elapsed, 2), first))
    return outcomes


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The mean figures, each from 0 to 1."""
    n = max(len(outcomes), 1)
    return {
        **{f"R@{k}": sum(0 < o.rank <= k for o in outcomes) / n for k in (1, 3, 5)},
        "MRR@10": sum(1 / o.rank for o in outcomes if 0 < o.rank <= 10) / n,
        "answer@5": sum(o.answered for o in outcomes) / n,
    }


def intervals(outcomes: Sequence[Outcome]) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of the figures (questions drawn with replacement, fixed seed)."""
    draw = random.Random(0)
    samples = [
        figures(draw.choices(outcomes, k=len(outcomes)))
        for _ in range(_RESAMPLES if outcomes else 0)
    ]
    low, high = int(0.025 * _RESAMPLES), int(0.975 * _RESAMPLES)
    ordered = {name: sorted(sample[name] for sample in samples) for name in FIGURES}
    return {name: (values[low], values[high]) for name, values in ordered.items() if values}


def percentile(outcomes: Sequence[Outcome], share: float) -> float:
    """Milliseconds that ``share`` (0 to 1) of the questions took at most."""
    times = sorted(o.milliseconds for o in outcomes)
    return times[min(int(share * len(times)), len(times) - 1)] if times else 0.0


def write_outcomes(path: Path, system: str, outcomes: Sequence[Outcome]) -> None:
    """Append one JSON line a question, to look into."""
    with path.open("a", encoding="utf-8") as file:
        for outcome in outcomes:
            line = {"system": system, **asdict(outcome)}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
