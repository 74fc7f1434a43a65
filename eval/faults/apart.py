"""Run a function in a process of its own, and kill it when its time is over.

Processes are forked from one that has imported everything but started nothing: what Chroma, tantivy
and ONNX Runtime keep running would not survive a fork.
"""

import multiprocessing
import os
import pickle
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


class FailedError(Exception):
    """The function failed by itself; the text is its traceback."""


def apart(function: Callable[..., T], *arguments: object, seconds: float | None = None) -> T:
    """The result of a function run in a process of its own, killed with SIGKILL after ``seconds``.

    Raises:
        TimeoutError: it was killed.
        Whatever it raises, if that can be pickled; FailedError: anything else went wrong.
    """
    told, tell = multiprocessing.Pipe(duplex=False)
    forked = multiprocessing.get_context("fork")
    process = forked.Process(target=_run, args=(tell, function, arguments))
    process.start()
    tell.close()  # so that the end of the process ends the pipe
    try:
        if not told.poll(seconds):
            process.kill()
            raise TimeoutError
        outcome = told.recv()
    except EOFError:
        raise FailedError(f"{function.__name__} ended without an answer") from None
    finally:
        process.join()
        told.close()
    if isinstance(outcome, BaseException):
        raise outcome
    result: T = outcome
    return result


def _run(tell: Connection, function: Callable[..., object], arguments: tuple[object, ...]) -> None:
    outcome: object
    try:
        outcome = function(*arguments)
    except Exception as error:
        if error.__cause__ is not None:  # which does not travel by itself
            error.add_note(repr(error.__cause__))
        outcome = error if _travels(error) else FailedError(traceback.format_exc())
    try:
        tell.send(outcome)
    finally:
        os._exit(0)


def _travels(error: Exception) -> bool:
    try:
        return isinstance(pickle.loads(pickle.dumps(error)), type(error))  # noqa: S301
    except (TypeError, AttributeError, pickle.PicklingError):
        return False
