"""A question as of a day: 2021年的时候奖多少 → answered from the documents in force then.

Mostly a year in a question belongs to what is asked (到2015年的目标, 2017年第二批); only words that put the asker
into that time (…的时候, 当时, 那年) or ask for what is the rule in it make it a day.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from assistant.library import Library
from corpus.document import Metadata, Validity
from corpus.life.standing import Claim, claims_among, standing

_AT = re.compile(
    "(?P<year>(?:19|20)[0-9]{2})年?(?:(?P<month>1[0-2]|[1-9])月)?(?:份|底|末|初)?(?:的?时候|那会儿?|那时候?|那年|当时|当年|时(?=[，,的]|技|高|补|奖|的)|"
    "(?=[^，。？?]{0,12}(?:是多少来着|是怎么规定的)))[，,]?"
)
_NEW = re.compile(
    "(?P<year>(?:19|20)[0-9]{2})年?(?:的)?(?=[^，。？?到至]{0,10}(?:最新|新政|新规|新的?(?:标准|政策|办法|规定)|政策|标准是))"
)
_AHEAD = re.compile("目标|指标|(?:到|至|力争)(?:19|20)[0-9]{2}|规划|(?:以|之)?[前后](?=[^，。]|$)")
_LAST_DAY = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class AsOf:
    """``day`` as of which is asked; ``text`` the question without it; ``newest``: what is new then is
    asked for, which a document of an earlier year does not answer."""

    day: date
    text: str
    newest: bool = False

    @property
    def words(self) -> str:
        """The time as the answer names it."""
        whole = self.day.month == 12
        return f"{self.day.year}年" + ("" if whole else f"{self.day.month}月")


@dataclass(frozen=True, slots=True)
class InForce:
    """Ids of the documents in force on the day; ``latest`` is the title and the year of the newest of
    all documents with a date, ``earliest`` the year of the oldest, 0 without any."""

    ids: frozenset[str]
    latest: tuple[str, int] = ("", 0)
    earliest: int = 0


def as_of(question: str) -> AsOf | None:
    """The day as of which a question asks, None where it asks as of today."""
    found = _AT.search(question)
    newest = found is None
    if found is None and not _AHEAD.search(question):
        found = _NEW.search(question)
    if found is None:
        return None
    month = int(found.groupdict().get("month") or 12)
    day = date(int(found["year"]), month, _LAST_DAY[month - 1])
    return AsOf(day, question[: found.start()] + question[found.end() :], newest)


def in_force_at(library: Library, day: date) -> InForce:
    """The documents in force on a day: issued by then, and neither ended nor still to begin. Those
    without a date are taken to be."""
    known = {i: metadata for i, (metadata, _) in library.store.documents.known().items()}
    claims = claims_among(known)
    ids = frozenset(
        i
        for i, metadata in known.items()
        if _issued_by(metadata, day) and _held(metadata, tuple(claims.get(i, ())), day)
    )
    dated = {i: d for i, m in known.items() if (d := m.issued or m.published)}
    if not dated:
        return InForce(ids)
    newest = max(dated, key=lambda i: dated[i])
    return InForce(ids, (known[newest].title, dated[newest].year), min(dated.values()).year)


def _issued_by(known: Metadata, day: date) -> bool:
    when = known.effective or known.issued or known.published
    return when is None or when <= day


def _held(known: Metadata, claims: tuple[Claim, ...], day: date) -> bool:
    """Whether it was in force; that a page or register calls it ended today says nothing of then,
    where what ended it came later."""
    then = standing(known, claims, day).validity
    if then in (Validity.REPEALED, Validity.EXPIRED):
        ended = [c.since for c in claims if c.since is not None]
        stated_today = known.validity in (Validity.REPEALED, Validity.EXPIRED)
        return stated_today and bool(ended) and min(ended) > day
    return then is not Validity.PENDING


def admitted(at: InForce, within: Set[str] | None) -> frozenset[str]:
    """The documents that may answer, of those that the asker restricts it to."""
    return at.ids if within is None else at.ids & frozenset(within)
