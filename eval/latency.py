"""How long a warm search and a warm answer take, and which of their stages takes how much of it."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from assistant import assistant as flow
from assistant.assistant import Assistant
from assistant.evidence import asked

# (what holds the function, its name, the stage) of one search, and of the rest of an answer.
Watched = tuple[Any, str, str]


def measure(assistant: Assistant, questions: list[str]) -> dict[str, Any]:
    """Ask every question twice, the first time to warm up; milliseconds.

    Returns p50 and p95 of a search and of an answer, and ``stages``: the mean of each stage. What no
    stage covers is in ``rest``. Searching is part of answering.
    """
    retriever = assistant.retriever
    searching: list[Watched] = [
        (retriever.embeddings, "encode_query", "embedding"),
        (retriever.vectors, "nearest", "nearest"),
        (retriever.vectors, "similarities", "similarities"),
        (retriever.store.keywords.chunks, "best", "keywords"),
        (retriever.store.keywords.blocks, "best", "blocks"),
        (retriever.store.chunks, "candidates", "rows"),
        (retriever.store.chunks, "get", "rows"),
    ]
    answering: list[Watched] = [
        (flow, "understand", "understanding"),
        (asked, "find", "search"),
        (asked, "gather", "evidence"),
        (assistant.resources.reading, "best", "reading"),
        (assistant.resources.duties, "of_department_in", "duties"),
    ]
    forget = retriever.embeddings.queries.cache_clear
    return {
        "n": len(questions),
        "search": _timed(retriever.search, questions, searching, forget),
        "answer": _timed(assistant.ask, questions, answering, forget),
    }


def _timed(
    run: Callable[[str], Any],
    questions: list[str],
    watched: list[Watched],
    forget: Callable[[], None],
) -> dict[str, Any]:
    for question in questions:
        run(question)
    stages: dict[str, float] = {}
    for holder, name, stage in watched:
        stages[stage] = 0.0
        setattr(holder, name, _watching(getattr(holder, name), stage, stages))
    times = []
    for question in questions:
        forget()  # the vector of a new question is not at hand
        begun = time.perf_counter()
        run(question)
        times.append(1000 * (time.perf_counter() - begun))
    for holder, name, _ in watched:
        setattr(holder, name, getattr(holder, name).__wrapped__)
    means = {stage: round(spent / len(questions), 2) for stage, spent in stages.items()}
    rest = sum(times) / len(questions) - sum(means.values())
    p50, p95 = (round(float(np.percentile(times, share)), 1) for share in (50, 95))
    return {"p50_ms": p50, "p95_ms": p95, "stages": {**means, "rest": round(rest, 2)}}


def _watching(function: Any, stage: str, stages: dict[str, float]) -> Any:
    def watching(*arguments: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            stages[stage] += 1000 * (time.perf_counter() - begun)

    watching.__wrapped__ = function  # type: ignore[attr-defined]
    return watching
