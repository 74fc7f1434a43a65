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
from pages.serving.metrics import Metrics
from pages.serving.request_log import Asked, write

_ASKER_LEFT = (WritingStoppedError, GeneratorExit, asyncio.CancelledError)


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
    outcome = "error"
    try:
        yield seen
        outcome = "done"
    except CrowdedError:
        outcome = "crowded"
        raise
    except TooLateError:
        outcome = "too_late"
        raise
    except (QuestionError, UnknownDepartmentError):
        outcome = "question"
        raise
    except _ASKER_LEFT:
        outcome = "stopped"
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
