"""Conversations are kept for as long as the setting says, and no longer."""

import logging
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from corpus.errors import PolicyError
from pages.records.records import Records

log = logging.getLogger(__name__)
_DAY = 24 * 3600.0  # seconds


def expire(records: Records, days: int) -> int:
    """Delete conversations in which nothing was said for ``days``; how many that were. 0 keeps all.

    Raises:
        RecordsError: the file can't be written.
    """
    return records.expire(datetime.now(UTC) - timedelta(days=days)) if days else 0


def expire_daily(records: Records, days: int, end: Event) -> None:
    """Do so now and every day on a thread of its own, until ``end`` is set."""
    if days:
        Thread(target=_watch, args=(records, days, end), name="expiring", daemon=True).start()


def _watch(records: Records, days: int, end: Event) -> None:
    while True:
        try:
            if count := expire(records, days):
                log.info("过期的对话已删除：%d 个", count)
        except PolicyError as error:  # busy or full: tomorrow is another day
            log.warning("过期的对话没有删成：%s", error)
        if end.wait(_DAY):
            return
