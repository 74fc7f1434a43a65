"""Work in an event loop on a thread of its own: there it can be given up at any moment, while
connecting, between two bytes, or in the middle of a reply that never ends."""

import asyncio
import queue
import threading
import time
from collections.abc import Awaitable, Callable

from assistant.writing.errors import EndpointError, WritingStoppedError
from assistant.writing.reasons import TIMED_OUT

_LOOK = 0.1  # seconds between two looks at whether the reader still waits


class Call:
    """One call, for ``seconds`` at the most."""

    def __init__(self, work: Callable[[], Awaitable[str]], seconds: float) -> None:
        self._work = work
        self._seconds = seconds
        self._result: queue.SimpleQueue[str | BaseException] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._cancelled = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    def result(self, stop: threading.Event | None) -> str:
        """What the work returns.

        Raises:
            EndpointError: it took too long. WritingStoppedError: ``stop`` was set. And what the work
            raises.
        """
        deadline = time.monotonic() + self._seconds
        threading.Thread(target=self._run, name="model-call", daemon=True).start()
        try:
            while True:
                if stop is not None and stop.is_set():
                    raise WritingStoppedError
                left = deadline - time.monotonic()
                if left <= 0:
                    raise EndpointError(TIMED_OUT)
                try:
                    found = self._result.get(timeout=min(left, _LOOK))
                except queue.Empty:
                    continue
                if isinstance(found, BaseException):
                    raise found
                return found
        finally:
            self._cancel()

    def _cancel(self) -> None:
        """Close the connection, whatever the call is doing; harmless when it is over."""
        with self._lock:
            self._cancelled = True
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def _run(self) -> None:
        try:
            asyncio.run(self._until_cancelled())
        except BaseException as raised:  # handed to the thread that waits, which raises it
            self._result.put(raised)

    async def _until_cancelled(self) -> None:
        with self._lock:
            if self._cancelled:
                return
            self._loop = asyncio.get_running_loop()
            self._task = asyncio.current_task()
        try:
            async with asyncio.timeout(self._seconds):
                self._result.put(await self._work())
        except asyncio.CancelledError:
            pass  # nobody waits any more
        except TimeoutError as error:
            raise EndpointError(TIMED_OUT) from error
        finally:
            with self._lock:
                self._loop = self._task = None
