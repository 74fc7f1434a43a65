"""Which answers are being written, so that an event of the same visitor can stop them.

Gradio's own ``cancels`` stops listening, but can't interrupt a handler that waits for a model.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Signal(threading.Event):
    """Set when an answer is to end; ``forgotten`` when the whole conversation is left behind,
    ``deleted`` when nothing of it is to be kept."""

    forgotten = False
    deleted = False


class Running:
    """The stop signal of each visitor's answers under way; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._signals: dict[str, set[Signal]] = {}

    @contextmanager
    def answering(self, visitor: str) -> Iterator[Signal]:
        """The signal that ends this answer; it is set at the end in any case."""
        signal = Signal()
        with self._lock:
            self._signals.setdefault(visitor, set()).add(signal)
        try:
            yield signal
        finally:
            signal.set()
            with self._lock:
                left = self._signals[visitor]
                left.discard(signal)
                if not left:
                    del self._signals[visitor]

    def stop(self, visitor: str, *, forgotten: bool = False, deleted: bool = False) -> None:
        """End what is being written for a visitor."""
        with self._lock:
            for signal in self._signals.get(visitor, ()):
                signal.forgotten = forgotten or deleted
                signal.deleted = deleted
                signal.set()
