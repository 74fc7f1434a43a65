"""How much one user may ask: so many a minute, so many at once; one more is told to wait."""

import contextlib
import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock

from corpus.errors import PolicyError
from pages import texts

_MINUTE = 60.0  # seconds
_ROOM = 10_000  # users remembered


class TooMuchError(PolicyError):
    """A user asks more than the settings allow."""


@dataclass(slots=True)
class _Used:
    begun: deque[float] = field(default_factory=deque)
    inside: int = 0


class Allowance:
    """What each user has asked lately. Safe to share between threads."""

    def __init__(
        self, per_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """0 is without limit."""
        self._per_minute, self._at_once, self._clock = per_minute, at_once, clock
        self._lock = Lock()
        self._used: OrderedDict[str, _Used] = OrderedDict()

    @contextlib.contextmanager
    def taken(self, user: str) -> Iterator[None]:
        """Around a question of a user.

        Raises:
            TooMuchError: the user has too many under way, or has asked too many; with when to come back.
        """
        used = self._begin(user) if self._per_minute or self._at_once else None
        try:
            yield
        finally:
            if used is not None:
                with self._lock:
                    used.inside -= 1

    def _begin(self, user: str) -> _Used:
        now = self._clock()
        with self._lock:
            used = self._used.setdefault(user, _Used())
            self._used.move_to_end(user)
            while used.begun and used.begun[0] <= now - _MINUTE:
                used.begun.popleft()
            if self._at_once and used.inside >= self._at_once:
                raise TooMuchError(texts.TOO_MANY_AT_ONCE.format(count=self._at_once))
            if self._per_minute and len(used.begun) >= self._per_minute:
                seconds = math.ceil(used.begun[0] + _MINUTE - now)
                line = texts.TOO_MANY_A_MINUTE.format(count=self._per_minute, seconds=seconds)
                raise TooMuchError(line)
            if self._per_minute:
                used.begun.append(now)
            used.inside += 1
            while len(self._used) > _ROOM:
                self._used.popitem(last=False)
            return used
