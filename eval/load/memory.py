"""How much memory a process holds while others use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import psutil

_EVERY = 1.0  # seconds
_MIB = 2**20


@contextmanager
def memory_of(pid: int) -> Iterator[list[int]]:
    """The resident memory of a process in MiB, from the start to the end, looked at all the while."""
    process, closed = psutil.Process(pid), Event()
    seen: list[int] = []

    def look() -> None:
        seen.append(round(process.memory_info().rss / _MIB))

    def watch() -> None:
        while not closed.wait(_EVERY):
            look()

    look()
    thread = Thread(target=watch, name="memory")
    thread.start()
    try:
        yield seen
    finally:
        closed.set()
        thread.join()
        look()
