"""Panics of libraries written in Rust, which reach Python as an exception of no class of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

_NAME = "PanicException"  # pyo3_runtime's; it can't be imported, and is no Exception


class PanickedError(Exception):
    """A library gave up on what it read."""


@contextmanager
def panics_caught() -> Iterator[None]:
    """Raise PanickedError for a panic; everything else passes."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != _NAME:
            raise
        raise PanickedError(" ".join(str(error).split())[:200]) from error
