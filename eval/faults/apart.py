"""Run a function in a process of its own, and kill it when its time is over.

Processes are forked from one that has imported everything but started nothing: what Chroma, tantivy
and ONNX Runtime keep running would not survive a fork.
"""

import os
import pickle
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_LOOK = 0.002  # seconds between looks at whether it has ended


class FailedError(Exception):
    """The function failed by itself; the text is its traceback."""


def apart(function: Callable[..., T], *arguments: object) -> T:
    """The result of a function run in a process of its own.

    Raises:
        Whatever it raises, if that can be pickled; FailedError: anything else went wrong.
    """
    with tempfile.TemporaryDirectory() as made:
        answer = Path(made) / "answer"
        pid = _fork(answer, function, arguments)
        os.waitpid(pid, 0)
        if not answer.exists():
            raise FailedError(f"{function.__name__} ended without an answer")
        outcome = pickle.loads(answer.read_bytes())  # noqa: S301
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def killed(seconds: float, function: Callable[..., object], *arguments: object) -> bool:
    """Run a function and kill it with SIGKILL after ``seconds``; whether it was done before.

    Raises:
        FailedError: it failed by itself.
    """
    with tempfile.TemporaryDirectory() as made:
        answer = Path(made) / "answer"
        pid = _fork(answer, function, arguments)
        until = time.monotonic() + seconds
        ended = 0
        while not ended and time.monotonic() < until:
            ended, _ = os.waitpid(pid, os.WNOHANG)
            time.sleep(_LOOK)
        if not ended:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            return False
        outcome = pickle.loads(answer.read_bytes()) if answer.exists() else None  # noqa: S301
        if isinstance(outcome, BaseException):
            raise outcome
    return True


def _fork(answer: Path, function: Callable[..., object], arguments: tuple[object, ...]) -> int:
    pid = os.fork()
    if pid:
        return pid
    outcome: object
    try:
        outcome = function(*arguments)
    except Exception as error:
        if error.__cause__ is not None:  # which does not travel by itself
            error.add_note(repr(error.__cause__))
        error.__traceback__, error.__context__ = None, None
        outcome = error if _travels(error) else FailedError(traceback.format_exc())
    try:
        part = answer.with_suffix(".part")
        part.write_bytes(pickle.dumps(outcome))
        part.rename(answer)
    finally:
        os._exit(0)


def _travels(error: Exception) -> bool:
    try:
        return isinstance(pickle.loads(pickle.dumps(error)), type(error))  # noqa: S301
    except (TypeError, AttributeError, pickle.PicklingError):
        return False
