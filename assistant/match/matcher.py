"""The measures of the library held against a profile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.match.calculator import Sum, summed
from assistant.match.novelty import novelty
from assistant.match.offer import Offer, Piece, is_light
from assistant.match.place import Reach, place_of, reach
from assistant.match.profile import Profile
from assistant.match.statements import Told
from assistant.match.target import judge_target
from assistant.match.term import Timely, When, timely
from assistant.match.verdict import Met, Verdict, Weight, any_no, first_open, judge, said
from assistant.match.words import Words
from corpus.life.standing import Claim

_FITS = 0.6  # of what the measure is about is said: it may fit for sure
_MORE = 2  # words of the clause that no condition names: it is a condition of its own
_NEAR = 0.42  # less than that: the profile does not speak of it


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



def match(
    offer: Offer, told: Told, weight: Weight, claims: tuple[Claim, ...]
) -> Match:
    """Hold one measure against what a profile tells."""
    profile = told.profile
    where = reach(offer.region, place_of(profile.place))
    when = timely(offer.measure, offer.document, claims, profile.as_of)
    about = Words("", frozenset({*offer.topic.words, *offer.around.words}), frozenset())
    topic = _topic(offer)
    spoken, by = said(topic, told, weight)
    verdicts = [judge(c, about, told, weight) for c in offer.conditions]
    if not offer.conditions or _says_more(offer):
        verdicts.insert(0, judge(topic, about, told, weight))
    if offer.target is not None and offer.target.words:
        verdicts.append(judge_target(offer.target, about, told, weight))
    verdicts = [_renewed(v, told, profile) for v in verdicts]
    reckoned = summed(offer, verdicts, told)
    missing = tuple(first_open(verdicts)) + ((reckoned.ask,) if reckoned.ask else ())
    silent = spoken < _NEAR
    status, reason = _status(verdicts, spoken, silent, where, when)
    return Match(
        offer, status, tuple(verdicts), missing, reckoned, where, when, reason, spoken, silent
    )


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
    if spoken < _FITS or any(v.met is Met.OPEN for v in verdicts):
        return Status.OPEN, ""
    return Status.FITS, ""


def _topic(offer: Offer) -> Piece:
    """What a measure is about: its own words, with what stands before where they say too little."""
    if not is_light(offer.topic.words):
        return offer.topic
    own = offer.topic
    words = tuple(dict.fromkeys((*own.words, *(w for c in offer.conditions for w in c.words))))
    if is_light(words):
        words = tuple(dict.fromkeys((*words, *offer.around.words)))
    return replace(own, words=words)


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
