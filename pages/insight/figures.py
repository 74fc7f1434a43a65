"""The figures behind the page 运营, from the questions of a period."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from corpus import clock
from corpus.language.words import content_words, is_general_word
from pages.insight import texts
from pages.records.kept import Verdict
from pages.records.masking import LABEL, masked
from pages.records.reports import Asked, Outcome

_BY_DAY, _BY_WEEK = 31, 200  # days of a period up to which a span is a day, or a week
_WORDS = 12
_AT_LEAST = 2  # a word of one question says what somebody asked, not what people ask


@dataclass(frozen=True, slots=True)
class Span:
    """A day, a week or a month: how its questions ended; times in milliseconds, None without any."""

    first: date
    last: date
    counts: Counter[Outcome]
    median: float | None
    slow: float | None

    @property
    def total(self) -> int:
        """How many questions were asked."""
        return self.counts.total()

    @property
    def label(self) -> str:
        """The span in a few signs."""
        begins = f"{self.first.month}-{self.first.day}"
        if self.first == self.last:
            return begins
        return f"{begins} 至 {self.last.month}-{self.last.day}"


@dataclass(frozen=True, slots=True)
class Gathered:
    """Questions with the same words: the last one of them, and how many there were."""

    last: Asked
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that is counted; ``whole`` is the period in one span."""

    whole: Span
    spans: tuple[Span, ...]
    words: tuple[tuple[str, int], ...]
    helpful: int
    unhelpful: int
    reasons: tuple[tuple[str, int], ...]
    refused: tuple[Gathered, ...]
    poor: tuple[Asked, ...]


def figures(
    asked: Sequence[Asked], first: date, last: date, known: Callable[[str], bool]
) -> Figures:
    """Count the questions of a period, oldest first, whose days are ``first`` to ``last``.

    Args:
        known: whether the documents hold a word.
    """
    ratings = [a.rating for a in asked if a.rating]
    down = [r for r in ratings if r.verdict is Verdict.DOWN]
    reasons = Counter(r.reason.value if r.reason else texts.NO_REASON for r in down)
    days: dict[date, list[Asked]] = {}
    for one in asked:
        days.setdefault(clock.local(one.asked_at).date(), []).append(one)
    parts = [
        [one for n in range((end - begin).days + 1) for one in days.get(begin + timedelta(n), ())]
        for begin, end in spans(first, last)
    ]
    return Figures(
        _span(first, last, asked),
        tuple(_span(*ends, part) for ends, part in zip(spans(first, last), parts, strict=True)),
        _frequent((a.question for a in asked), known),
        len(ratings) - len(down),
        len(down),
        tuple(reasons.most_common()),
        _gathered(a for a in asked if a.outcome in (Outcome.SILENT, Outcome.OUTSIDE)),
        tuple(a for a in reversed(asked) if a.rating and a.rating.verdict is Verdict.DOWN),
    )


def spans(first: date, last: date) -> list[tuple[date, date]]:
    """The period cut into days, weeks that begin on Monday, or months, by its length."""
    length = (last - first).days + 1
    found, begin = [], first
    while begin <= last:
        if length <= _BY_DAY:
            end = begin
        elif length <= _BY_WEEK:
            end = begin + timedelta(days=6 - begin.weekday())
        else:
            end = (begin.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        found.append((begin, min(end, last)))
        begin = end + timedelta(days=1)
    return found


def _span(first: date, last: date, asked: Sequence[Asked]) -> Span:
    times = [a.elapsed_ms for a in asked if a.outcome is not Outcome.UNDONE]
    median, slow = (float(np.percentile(times, p)) if times else None for p in (50, 95))
    return Span(first, last, Counter(a.outcome for a in asked), median, slow)


def _frequent(
    questions: Iterable[str], known: Callable[[str], bool]
) -> tuple[tuple[str, int], ...]:
    """Words that carry a meaning, with the number of questions that hold them."""
    counts = Counter(
        word for question in questions for word in content_words(LABEL.sub(" ", masked(question)))
    )
    found: list[tuple[str, int]] = []
    for word, count in counts.most_common():
        if count < _AT_LEAST or len(found) == _WORDS:
            break
        written = len(word) > 1 and not any(c.isascii() for c in word)
        if written and (is_general_word(word) or known(word)):  # no pieces of a bad cut
            found.append((word, count))
    return tuple(found)


def _gathered(asked: Iterable[Asked]) -> tuple[Gathered, ...]:
    """By words, the one asked last first."""
    found: dict[str, list[Asked]] = {}
    for one in asked:
        found.setdefault(" ".join(one.question.split()), []).append(one)
    groups = [Gathered(same[-1], len(same)) for same in found.values()]
    return tuple(sorted(groups, key=lambda g: (g.last.asked_at, g.last.turn), reverse=True))
