"""Count and log what becomes of a question, wherever it was asked."""

import asyncio
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing

from assistant.answer import Answer
from assistant.errors import QuestionError
from assistant.writing.errors import WritingStoppedError
from pages.admission import CrowdedError, TooLateError
from pages.serving.metrics import Metrics
from pages.serving.request_log import write

Steps = AsyncGenerator[str | Answer, None]


async def watched(steps: Steps, metrics: Metrics) -> Steps:
    """The same steps and errors. An answer counts even if nobody waited for the end of it."""
    begun = time.perf_counter()
    answer: Answer | None = None
    status, mode = "error", ""
    try:
        async with aclosing(steps):
            async for step in steps:
                if isinstance(step, Answer):
                    answer = step
                yield step
    except CrowdedError:
        status = "crowded"
        metrics.refused(status)
        raise
    except TooLateError:
        status = "too_late"
        metrics.refused(status)
        raise
    except QuestionError:
        status = "question"
        metrics.refused(status)
        raise
    except (WritingStoppedError, GeneratorExit, asyncio.CancelledError):
        status = "stopped"
        if answer is None:
            metrics.stopped()
        raise
    except Exception:
        metrics.failed("question")
        raise
    finally:
        seconds = time.perf_counter() - begun
        if answer is not None:
            status, mode = answer.status, answer.mode
            metrics.answered(answer, seconds)
        write("question", 1000 * seconds, id=secrets.token_hex(8), status=status, mode=mode)
