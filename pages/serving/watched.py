"""Count and log what becomes of a question, wherever it was asked."""

import asyncio
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.errors import QuestionError, UnknownDepartmentError
from assistant.writing.errors import WritingStoppedError
from pages.admission import CrowdedError, TooLateError
from pages.allowance import TooMuchError
from pages.serving.metrics import Metrics
from pages.serving.request_log import Asked, write

_OUTCOMES: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((CrowdedError,), "crowded"),
    ((TooMuchError,), "limited"),
    ((TooLateError,), "too_late"),
    ((QuestionError, UnknownDepartmentError), "question"),
    ((WritingStoppedError, GeneratorExit, asyncio.CancelledError), "stopped"),  # the asker left
)


@dataclass(slots=True)
class Seen:
    """What came of a question so far; whoever watches puts the answer in."""

    answer: Answer | None = None


@contextmanager
def watched(metrics: Metrics, route: str, question: str) -> Iterator[Seen]:
    """Around the work on one question; errors pass. An answer counts even if its asker left.

    ``route``: who was asked and for what, such as ``page/ask`` or ``mcp/search``.
    """
    begun = time.perf_counter()
    seen = Seen()
    try:
        yield seen
        outcome = "done"
    except BaseException as error:
        outcome = next((word for kinds, word in _OUTCOMES if isinstance(error, kinds)), "error")
        raise
    finally:
        seconds = time.perf_counter() - begun
        answer = seen.answer
        if answer is not None:
            outcome = answer.status
            metrics.answered(answer, seconds)
        metrics.asked(route, outcome)
        write(
            "question",
            1000 * seconds,
            id=secrets.token_hex(8),
            route=route,
            outcome=outcome,
            mode=answer.mode if answer else "",
            question=Asked(question),
        )
