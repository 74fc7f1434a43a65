"""Whether a measure can still be had on a day: its document in force, its term and its deadline."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.match.successor import Successor
from corpus.document import Document, Metadata, Validity
from corpus.facts.measures.measure import Measure
from corpus.language.numerals import chinese_date
from corpus.life.standing import Claim, Standing, standing


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
        if limit.until and limit.until < day:
            return Timely(When.OVER, f"申报已于{chinese_date(limit.until)}截止", limit.until, True)
        until, to_apply = (limit.until, True) if limit.until else (until, to_apply)
    return Timely(When.OPEN, "", until, to_apply)


def _as_then(document: Document, day: date) -> Metadata:
    """What was known of a document on ``day``: one that ended later had not ended yet."""
    known = document.metadata
    ended = known.validity in (Validity.REPEALED, Validity.EXPIRED)
    if ended and known.expires and known.expires >= day:
        return replace(known, validity=Validity.UNVERIFIED)
    return known
