"""An endpoint that fails again and again is left alone for a while, so that nobody waits for it."""

import logging
import time
from collections.abc import Callable
from threading import Lock

log = logging.getLogger(__name__)
_FEW = 3  # failures in a row
_FIRST = 60.0  # seconds of rest; twice as long after each trial that fails
_LONGEST = 900.0
_TRIAL = 120.0  # seconds after which a trial call that was never heard of again counts as over

_RESTS = (
    "模型服务接连 {count} 次没有给出回答（最近一次：{reason}），约 {seconds} 秒后再试；"
    "在此之前回答由原文摘录而成。"
)
_AGAIN = "模型服务恢复作答。"


class Breaker:
    """Counts the failures in a row of one endpoint. Safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures = 0
        self._reason = ""
        self._until = 0.0

    @property
    def resting(self) -> bool:
        """Whether a call would not be let through."""
        with self._lock:
            return self._failures >= _FEW and self._clock() < self._until

    @property
    def line(self) -> str:
        """What an administrator should know, "" if all is well."""
        with self._lock:
            if self._failures < _FEW:
                return ""
            seconds = max(0, round(self._until - self._clock()))
            return _RESTS.format(count=self._failures, reason=self._reason, seconds=seconds)

    def lets_through(self) -> bool:
        """Whether to call; after a rest, one call tries for all."""
        with self._lock:
            if self._failures < _FEW:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + _TRIAL
            return True

    def worked(self) -> None:
        """The endpoint gave an answer, whatever that was worth."""
        with self._lock:
            if self._failures >= _FEW:
                log.warning(_AGAIN)
            self._failures = 0

    def failed(self, reason: str) -> None:
        """The endpoint gave none, for ``reason``."""
        with self._lock:
            self._failures += 1
            self._reason = reason
            if self._failures < _FEW:
                return
            rest = min(_FIRST * 2 ** min(self._failures - _FEW, 10), _LONGEST)
            self._until = self._clock() + rest
            log.warning(_RESTS.format(count=self._failures, reason=reason, seconds=round(rest)))
