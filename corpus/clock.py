"""What time it is where the documents apply: the time zone is a setting, not the machine's.

Whether a document is in force, what 今天 means and the times that a page shows depend on it; a server
or container often runs in UTC, where a Chinese day begins at eight in the morning. Stored moments
are in UTC as ever; only what is shown and compared by day goes through here.
"""

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from corpus.settings import settings


def zone() -> ZoneInfo:
    """The time zone of the setting ``POLICY_TIME_ZONE``."""
    return _named(settings().time_zone)


def now() -> datetime:
    """This moment, with the time zone."""
    return datetime.now(zone())


def today() -> date:
    """The day it is there."""
    return now().date()


def local(moment: datetime) -> datetime:
    """A moment that knows its zone, on the clocks there."""
    return moment.astimezone(zone())


@lru_cache(maxsize=4)
def _named(name: str) -> ZoneInfo:
    return ZoneInfo(name)
