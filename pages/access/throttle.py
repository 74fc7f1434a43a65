"""Failed attempts, by user and by address: each more has to wait longer."""

import ipaddress
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

_FORGOTTEN = 3600.0  # seconds without an attempt after which a key starts anew
_ROOM = 10_000  # keys remembered; beyond it those that wait least are forgotten


@dataclass(slots=True)
class _Record:
    count: int = 0
    last: float = 0.0
    until: float = 0.0


class Throttle:
    """Counts the attempts of each key. An attempt counts as failed from its beginning until it is
    ``forgiven``, so that many at once are no way around. Safe to share between threads."""

    def __init__(
        self, free: int, longest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``free``: attempts before the first wait, a second, which doubles with each attempt;
        ``longest``: seconds that a key may have to wait at the most."""
        self._free = free
        self._longest = longest
        self._clock = clock
        self._lock = Lock()
        self._records: dict[str, _Record] = {}

    def attempt(self, key: str) -> float:
        """Begin an attempt: 0, or the seconds to wait, and then it may not be made."""
        now = self._clock()
        with self._lock:
            record = self._records.get(key)
            if record is None or now - record.last > max(_FORGOTTEN, self._longest):
                self._make_room(now)
                record = self._records[key] = _Record()
            if now < record.until:
                return record.until - now
            record.count += 1
            record.last = now
            if record.count >= self._free:
                doubled = min(record.count - self._free, 30)  # 2.0 ** 31 would only be capped again
                record.until = now + min(2.0**doubled, self._longest)
            return 0.0

    def forgive(self, key: str) -> None:
        """The attempt succeeded: the key starts anew."""
        with self._lock:
            self._records.pop(key, None)

    def _make_room(self, now: float) -> None:
        if len(self._records) < _ROOM:
            return
        self._records = {k: r for k, r in self._records.items() if now - r.last <= _FORGOTTEN}
        if len(self._records) >= _ROOM:
            kept = sorted(self._records.items(), key=lambda item: item[1].until)[_ROOM // 10 :]
            self._records = dict(kept)


def network_of(address: str) -> str:
    """What counts as one address: an IPv6 subscriber has 2⁶⁴ of them, the first half is the same."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(parsed.ipv4_mapped or ipaddress.ip_network((parsed, 64), strict=False))
