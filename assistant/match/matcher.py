"""The measures of the library held against a profile."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.errors import ProfileError
from assistant.library import Library
from assistant.match.calculator import Sum, summed
from assistant.match.novelty import novelty
from assistant.match.offer import Offer, is_light
from assistant.match.pieces import Piece
from assistant.match.place import Reach, place_of, reach
from assistant.match.profile import Profile
from assistant.match.shelf import MeasureShelf, Stock
from assistant.match.sound import check
from assistant.match.statements import Told
from assistant.match.target import judge_target, kinds_of
from assistant.match.term import Timely, When, timely
from assistant.match.verdict import INTENDED, Met, Verdict, Weight, any_no, first_open, judge, said
from assistant.match.words import Words, same

_FITS = 0.5  # of what the measure is about is said: it may fit for sure
_MORE = 2  # words of the clause that no condition names: it is a condition of its own
_ALL = 0.95  # of a condition's words are said
_AMONG = 0.33  # of the words of whom it is for: fewer, and it is for others
_NEAR = 0.42  # less than that: the profile does not speak of it

# Who asks while nobody asks yet: the tables and word lists are read for it.
_ORDINARY = Profile(
    as_of=date(2025, 1, 1), place="北京市海淀区", industry="制造", kind="企业", size="50人"
)


class Status(StrEnum):
    """How a measure and a profile stand to each other."""

    FITS = "符合"
    OPEN = "需核实"
    UNFIT = "不符合"


@dataclass(frozen=True, slots=True)
class Match:
    """One measure beside a profile. ``reason`` says why it does not fit, or why it is set apart;
    ``silent`` where the profile doesn't speak of what the measure is about."""

    offer: Offer
    status: Status
    verdicts: tuple[Verdict, ...]
    missing: tuple[str, ...]
    sum: Sum
    reach: Reach
    timely: Timely
    reason: str = ""
    share: float = 0.0
    silent: bool = False

    @property
    def applies(self) -> bool:
        """Whether it is worth the user's while."""
        return self.status is not Status.UNFIT


class Matcher:
    """Holds the measures of a library against profiles; keeps nothing of a profile."""

    def __init__(self, library: Library) -> None:
        self._shelf = MeasureShelf(library)
        self._warm: Stock | None = None

    def match(self, profile: Profile) -> list[Match]:
        """Every measure that the profile speaks of, in order: what fits first, then by what it comes
        to. Those of other places and times are there too, with their reason.

        Raises:
            ProfileError: nothing is said that a measure could be held against, or it can't be true.
        """
        told = Told(profile)
        if profile.empty or not (told.held or place_of(profile.place)):
            raise ProfileError(
                "还不知道企业的情况。请至少说明地区，以及行业、规模、资质或计划中的一项。"
            )
        check(told)
        stock = self._shelf.stock()
        place = place_of(profile.place)
        found = (
            match(offer, told, stock, place)
            for offer in stock.offers
            if any(told.words.credit(word) for word in offer.key_words)
        )
        return sorted((m for m in found if not m.silent or m.applies), key=_rank)

    def stock(self) -> Stock:
        """The measures of the library, ready to be matched."""
        return self._shelf.stock()

    def warm(self) -> None:
        """Read all that matching needs, so that no visitor waits for it. Cheap where nothing changed
        since."""
        stock = self._shelf.stock()
        if stock is self._warm:
            return
        for offer in stock.offers:
            for word in offer.key_words:
                stock.weight(word)
        with suppress(ProfileError):
            self.match(_ORDINARY)
        self._warm = stock

    def count(self) -> int:
        """How many measures the library holds."""
        return len(self._shelf.stock().offers)


def match(offer: Offer, told: Told, stock: Stock, place: tuple[str, ...]) -> Match:
    """Hold one measure against what a profile tells."""
    profile, weight = told.profile, stock.weight
    where = reach(offer.region, place)
    key = offer.document.document_id
    when = timely(
        offer.measure,
        offer.document,
        stock.claims.get(key, ()),
        profile.as_of,
        stock.successors.get(key),
    )
    topic = _topic(offer)
    # the whole clause: what the first tier says of the matter (自营进口额100万美元) holds for the others
    about = Words(same(offer.quote), frozenset(topic.words), frozenset())
    verdicts = [judge(c, about, told, weight) for c in offer.conditions]
    if not offer.conditions or _says_more(offer):
        verdicts.insert(0, judge(topic, about, told, weight))
    if offer.target is not None and offer.target.words and not _told_already(offer):
        verdicts.append(judge_target(offer.target, about, told, weight))
    if offer.audience is not None and (
        not offer.target or offer.target.plain not in offer.audience.plain
    ):
        verdicts.append(judge(offer.audience, about, told, weight))
    verdicts = _without_own_target(offer, verdicts)
    verdicts += _general(offer, about, told, weight)
    verdicts = [_renewed(v, told, profile) for v in _without_purposes(verdicts)]
    spoken = _spoken(offer, topic, verdicts, told, weight)
    reckoned = summed(offer, verdicts, told)
    nowhere = where is Reach.UNKNOWN and bool(offer.region.names)
    asks = [f"是否在{offer.region.name}"] if nowhere else []
    asks += [*first_open(verdicts), *([reckoned.ask] if reckoned.ask else [])]
    missing = tuple(dict.fromkeys(asks))
    silent = spoken < _NEAR
    status, reason = _status(verdicts, spoken, silent, where, when)
    return Match(
        offer, status, tuple(verdicts), missing, reckoned, where, when, reason, spoken, silent
    )


def _told_already(offer: Offer) -> bool:
    """Whether a condition or the clause names whom it is for in the same words."""
    assert offer.target is not None
    plain = offer.target.plain
    return not kinds_of(plain) - {"企业"} and any(
        plain in p.plain or p.plain in plain for p in offer.conditions
    )


def _without_purposes(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """What a measure is to bring about counts only where it asks for nothing else."""
    asked = [
        v
        for v in verdicts
        if not (v.piece.purpose and v.met is Met.OPEN and not INTENDED.match(v.because))
    ]
    return asked if any(v.met is Met.YES and v.because for v in asked) else list(verdicts)


def _without_own_target(offer: Offer, verdicts: list[Verdict]) -> list[Verdict]:
    """Whom the clause names itself is no further question where all that it asks for is said."""
    whole = any(
        v.met is Met.YES and v.share >= _ALL and v.piece is not offer.target for v in verdicts
    )
    named = offer.target is not None and offer.measure.target in offer.quote
    if not (whole and named):
        return verdicts
    return [v for v in verdicts if v.piece is not offer.target or v.met is not Met.OPEN]


def _general(offer: Offer, about: Words, told: Told, weight: Weight) -> list[Verdict]:
    """What stands under a heading of its own: what is missed counts; what is open only where most is."""
    found = [judge(p, about, told, weight) for p in offer.general]
    met = [v for v in found if v.met is Met.YES and v.because]
    missed = [v for v in found if v.met is Met.NO and (v.piece.days or v.piece.limits)]
    open_ = [v for v in found if v.met is Met.OPEN]
    return met + missed + (open_ if len(open_) > len(met) else [])


def _rank(found: Match) -> tuple[int, Decimal, str, int]:
    order = (Status.FITS, Status.OPEN, Status.UNFIT).index(found.status)
    most = -(found.sum.value or Decimal(0))
    return order, most, found.offer.document.source, found.offer.measure.start


def _status(
    verdicts: Sequence[Verdict], spoken: float, silent: bool, where: Reach, when: Timely
) -> tuple[Status, str]:
    if where in (Reach.ELSEWHERE, Reach.BELOW):
        return Status.UNFIT, where.value
    if when.when is not When.OPEN:
        return Status.UNFIT, when.reason
    if failed := any_no(verdicts):
        return Status.UNFIT, f"{failed.piece.text}：{failed.because}"
    if silent:
        return Status.UNFIT, "没有提到"
    if where is Reach.UNKNOWN or spoken < _FITS or any(v.met is Met.OPEN for v in verdicts):
        return Status.OPEN, ""
    return Status.FITS, ""


def _topic(offer: Offer) -> Piece:
    """What a measure is about: its own words, with what stands before where they say too little."""
    if not is_light(offer.topic.words):
        return offer.topic
    own = offer.topic
    words = tuple(dict.fromkeys((*own.words, *(w for c in offer.conditions for w in c.words))))
    if not words:
        words = tuple(dict.fromkeys((*words, *offer.around.words)))
    return replace(own, words=words)


def _spoken(
    offer: Offer, topic: Piece, verdicts: Sequence[Verdict], told: Told, weight: Weight
) -> float:
    """How far (0–1) the profile speaks of what a measure is about; of a measure for some only, of
    these."""
    share = said(topic, told, weight)[0]
    if offer.audience is not None and offer.audience.words:
        among = said(offer.audience, told, weight)[0]
        if among < _AMONG:
            return min(share, among)
    met = [v for v in verdicts if v.met is Met.YES and v.because]
    if any(
        v.named for v in met
    ):  # its bound is the bound of a figure that the profile gives by name
        share = max(share, _FITS)
    if is_light(offer.topic.words) and met:
        own = said(offer.topic, told, weight)[0] if offer.topic.words else 0.0
        share = max(share, 0.5 * (own + max(v.share for v in met)))
    if offer.target is None or not offer.target.words or offer.measure.target in offer.quote:
        return share  # whom it is for stands among the words of the topic
    of_whom = max(said(offer.target, told, weight)[0], judged(verdicts, offer.target))
    if is_light(topic.words):
        return max(share, of_whom)
    return share if of_whom >= _AMONG else min(share, of_whom)


def judged(verdicts: Sequence[Verdict], piece: Piece) -> float:
    """How far a piece was found to be said."""
    return max((v.share for v in verdicts if v.piece is piece), default=0.0)


def _says_more(offer: Offer) -> bool:
    """Whether the clause asks for more than its conditions name."""
    named = {w for c in offer.conditions for w in c.words}
    return sum(w not in named for w in offer.topic.words) >= _MORE


def _renewed(verdict: Verdict, told: Told, profile: Profile) -> Verdict:
    """A condition of being new is not met by what has been so for years."""
    if verdict.met is Met.NO or not verdict.because:
        return verdict
    by = next((s for s in told.held if s.text == verdict.because), None)
    if by is not None and novelty(verdict.piece.plain, by, profile.as_of) is False:
        return replace(verdict, met=Met.NO)
    return verdict
