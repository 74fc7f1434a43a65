"""What a query of the page 找政策 finds, in the order and the groups that it is shown in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.match.matcher import Match, Matcher, Status
from assistant.match.place import Reach
from assistant.match.profile import Profile
from assistant.match.term import When
from pages.match import texts
from pages.match.query import MatchQuery

_ASKED = 6  # things to be told that are asked at once


@dataclass(frozen=True, slots=True)
class Found:
    """Measures by what becomes of them; ``apart`` are those of other times and places.

    ``new`` are keys of what is new since the profile was kept, ``said`` tells of keeping; ``keeps``:
    the visitor may keep a profile, ``kept``: and does."""

    query: MatchQuery
    profile: Profile
    fits: tuple[Match, ...] = ()
    open: tuple[Match, ...] = ()
    unfit: tuple[Match, ...] = ()
    apart: tuple[Match, ...] = ()
    new: frozenset[str] = frozenset()
    said: str = ""
    keeps: bool = False
    kept: bool = False

    @property
    def all(self) -> tuple[Match, ...]:
        """All of them, in the order shown."""
        return (*self.fits, *self.open, *self.unfit, *self.apart)

    @property
    def asks(self) -> list[str]:
        """What is to be told, most wanted first, each once."""
        wanted = [ask for match in self.open for ask in match.missing]
        return sorted(dict.fromkeys(wanted), key=lambda ask: -wanted.count(ask))[:_ASKED]

    @property
    def told(self) -> str:
        """What the profile says, in one line."""
        profile = self.profile
        parts = [profile.place, profile.industry, profile.kind, profile.size]
        parts += [*profile.qualifications, *profile.plans]
        parts += [f"{name}：{value}" for name, value in profile.facts.items()]
        return "；".join(dict.fromkeys(filter(None, (*parts, profile.as_of.isoformat()))))


def find(query: MatchQuery, matcher: Matcher) -> Found:
    """Hold what a visitor says against the measures.

    Raises:
        ProfileError: it can't be, with the reason.
    """
    profile = query.profile()
    found = matcher.match(profile)
    if query.by_date:
        found = sorted(found, key=lambda m: m.timely.until or date.max)
    if query.this_month:
        found = [m for m in found if m.applies and soon(m, profile.as_of)]
    apart = [m for m in found if _elsewhere(m)]
    return Found(
        query,
        profile,
        _of(found, Status.FITS),
        _of(found, Status.OPEN),
        tuple(m for m in _of(found, Status.UNFIT) if not _elsewhere(m)),
        tuple(apart),
    )


def _of(found: Sequence[Match], status: Status) -> tuple[Match, ...]:
    return tuple(m for m in found if m.status is status)


def _elsewhere(match: Match) -> bool:
    away = match.reach in (Reach.ELSEWHERE, Reach.BELOW)
    return not match.applies and (away or match.timely.when is not When.OPEN)


def deadline(match: Match) -> str:
    """Until when it can be applied for, or holds; "" where nothing says it."""
    until = match.timely.until
    if until is None:
        return ""
    words = texts.APPLY_UNTIL if match.timely.to_apply else texts.HOLDS_UNTIL
    return words.format(day=until.isoformat())


def soon(match: Match, day: date) -> bool:
    """Whether it ends within the month that is asked about."""
    until = match.timely.until
    return until is not None and (until.year, until.month) == (day.year, day.month)
