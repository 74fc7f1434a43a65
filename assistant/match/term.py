"""Whether a measure can still be had on a day: its document in force, its term and its deadline."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.match.successor import Successor
from corpus.document import Document, Metadata, Validity
from corpus.facts.measures.measure import Measure, Window
from corpus.language.numerals import chinese_date
from corpus.life.standing import Claim, Standing, standing

_EVERY = 4  # characters before a period in which 每年 stands


class When(StrEnum):
    """Where a measure stands in time."""

    OPEN = "有效"
    NOT_YET = "尚未开始"
    OVER = "已过期"


@dataclass(frozen=True, slots=True)
class Timely:
    """``reason`` says why it can't be had, "" where it can; ``until`` is the last day to apply, or
    that it holds, None where the words name none; ``to_apply`` tells which of the two. ``validity`` is
    the state of its document on that day."""

    when: When
    reason: str = ""
    until: date | None = None
    to_apply: bool = False
    validity: Validity = Validity.UNVERIFIED


def timely(
    measure: Measure,
    document: Document,
    claims: tuple[Claim, ...],
    day: date,
    successor: Successor | None = None,
) -> Timely:
    """Where a measure stands on ``day``; ``claims`` are what other documents say of its own,
    ``successor`` is one that ends it without naming it."""
    stands = standing(_as_then(document, day), claims, day)
    found = _timely(measure, document, stands, day, successor)
    return replace(found, validity=stands.validity)


def _timely(
    measure: Measure, document: Document, stands: Standing, day: date, successor: Successor | None
) -> Timely:
    known = document.metadata
    own = measure.term
    if known.issued and known.issued > day:
        return Timely(When.NOT_YET, f"文件{chinese_date(known.issued)}才印发")
    if stands.validity in (Validity.REPEALED, Validity.EXPIRED):
        return Timely(When.OVER, f"文件{stands.reason or stands.validity.value}")
    if successor is not None and successor.since <= day:
        title = successor.document.title
        return Timely(When.OVER, f"《{title}》写明“{successor.words}”，本文件应已停止执行，请核实")
    if stands.validity is Validity.PENDING:
        return Timely(When.NOT_YET, f"文件{stands.reason}")
    until, to_apply = (own.until if own else None) or known.expires, False
    if own and own.until and own.until < day:
        return Timely(When.OVER, f"政策到{chinese_date(own.until)}为止", own.until)
    if own and own.since and own.since > day:
        return Timely(When.NOT_YET, f"自{chinese_date(own.since)}起", own.until)
    if limit := measure.deadline:
        last = last_day(limit, document, day)
        if last and last < day:
            return Timely(When.OVER, f"申报已于{chinese_date(last)}截止", last, True)
        until, to_apply = (last, True) if last else (until, to_apply)
    return Timely(When.OPEN, "", until, to_apply)


def last_day(limit: Window, document: Document, day: date) -> date | None:
    """The last day of a period; of one that comes every year, the next after ``day``."""
    last = limit.until
    if last is None or not recurs(limit, document):
        return last
    for year in (day.year, day.year + 1):
        following = date(year, last.month, 28 if (last.month, last.day) == (2, 29) else last.day)
        if following >= day:
            return following
    return last


def recurs(limit: Window, document: Document) -> bool:
    """Whether a period comes every year (每年5月1日至5月31日)."""
    return "每年" in document.text[max(0, limit.start - _EVERY) : limit.end]


def _as_then(document: Document, day: date) -> Metadata:
    """What was known of a document on ``day``: one that ended later had not ended yet."""
    known = document.metadata
    ended = known.validity in (Validity.REPEALED, Validity.EXPIRED)
    if ended and known.expires and known.expires >= day:
        return replace(known, validity=Validity.UNVERIFIED)
    return known
