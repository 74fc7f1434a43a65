"""How many questions may be at work and waiting; one more is told to come back later."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from corpus.errors import PolicyError
from pages import texts


class CrowdedError(PolicyError):
    """Too many questions wait already, or this one has waited too long."""


class TooLateError(PolicyError):
    """The answer was not finished within the time limit; what worked on it has been told to end."""


class Admission:
    """Places for questions, taken in the order of asking. For one event loop."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """``at_once``: questions at work; ``waiting``: questions that may wait for a place."""
        self._limit = at_once + waiting
        self._places = asyncio.Semaphore(at_once)
        self.inside = 0
        self.working = 0
        self._closing = False

    @property
    def waiting(self) -> int:
        """Questions that wait for a place."""
        return self.inside - self.working

    def close(self) -> None:
        """Let nobody in any more; who is inside goes on."""
        self._closing = True

    @contextlib.asynccontextmanager
    async def place(self, seconds: float) -> AsyncIterator[None]:
        """A place at work, after waiting for it ``seconds`` at the most.

        Raises:
            CrowdedError: nobody more may wait, or none became free in time.
        """
        if self._closing:
            raise CrowdedError(texts.STOPPING)
        if self.inside >= self._limit:
            raise CrowdedError(texts.CROWDED)
        self.inside += 1
        try:
            try:
                async with asyncio.timeout(seconds):
                    await self._places.acquire()
            except TimeoutError as error:
                raise CrowdedError(texts.CROWDED) from error
            self.working += 1
            try:
                yield
            finally:
                self.working -= 1
                self._places.release()
        finally:
            self.inside -= 1
