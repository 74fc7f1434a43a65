"""How much memory a process holds while others use it."""

from threading import Event, Thread

import psutil

_EVERY = 1.0  # seconds
_MIB = 2**20


class Memory:
    """Resident memory of a process in MiB: at the start, at its highest, at the end."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._closed = Event()
        self._thread = Thread(target=self._sample, name="memory")
        self._samples = [self._now()]

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def close(self) -> dict[str, int]:
        """End; what was seen."""
        self._closed.set()
        self._thread.join()
        self._samples.append(self._now())
        first, last = self._samples[0], self._samples[-1]
        return {"start_mib": first, "peak_mib": max(self._samples), "end_mib": last}

    def _sample(self) -> None:
        while not self._closed.wait(_EVERY):
            self._samples.append(self._now())

    def _now(self) -> int:
        return round(self._process.memory_info().rss / _MIB)
