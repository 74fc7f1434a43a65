"""Ranges of figures as provisions set them: 5000万元（含）至1亿元（不含）, 满5年不足10年, 300人以下."""

import re
from dataclasses import dataclass

from corpus.language.figures import Bound, Figure, find_figures

_JOINED = re.compile(r"\s*(?P<low>[（(]不?含[^）)]{0,6}[）)])?\s*[至到—－\-~～]+\s*")
_BEHIND = re.compile(r"\s*[（(](?P<no>不?)含[^）)]{0,6}[）)]")
_TOGETHER = 12  # characters between the two bounds of one range (满5年不足10年)
_LOW = (Bound.AT_LEAST, Bound.MORE_THAN)
_HIGH = (Bound.AT_MOST, Bound.LESS_THAN)


@dataclass(frozen=True, slots=True)
class Range:
    """Values of one ``dimension`` in base units; a missing end is infinite. Ends count where
    ``low_in``/``high_in`` say so. ``start``/``end`` are offsets in the text."""

    dimension: str
    low: float
    high: float
    low_in: bool
    high_in: bool
    start: int
    end: int

    def holds(self, value: float) -> bool:
        """Whether ``value`` lies in it."""
        above = value > self.low or (self.low_in and value == self.low)
        return above and (value < self.high or (self.high_in and value == self.high))


def find_ranges(text: str) -> list[Range]:
    """The ranges of ``text`` in order; figures without a bound are none."""
    figures = find_figures(text)
    found: list[Range] = []
    at = 0
    while at < len(figures):
        first = figures[at]
        second = figures[at + 1] if at + 1 < len(figures) else None
        if second and second.dimension == first.dimension and (pair := _pair(text, first, second)):
            found.append(pair)
            at += 2
            continue
        if single := _single(text, first):
            found.append(single)
        at += 1
    return found


def _pair(text: str, first: Figure, second: Figure) -> Range | None:
    """Two figures that bound one range, None where they are two things."""
    between = text[first.end : second.start]
    high_in = _included(text, second, default=second.bound is not Bound.LESS_THAN)
    if _JOINED.fullmatch(between):
        low_in = "不含" not in between and first.bound is not Bound.MORE_THAN
        return Range(
            first.dimension, first.value, second.value, low_in, high_in, first.start, second.end
        )
    close = len(between) <= _TOGETHER and not re.search("[；。]", between)
    if close and first.bound in _LOW and second.bound in _HIGH and first.value < second.value:
        low_in = _included(text, first, default=first.bound is Bound.AT_LEAST)
        return Range(
            first.dimension, first.value, second.value, low_in, high_in, first.start, second.end
        )
    return None


def _single(text: str, figure: Figure) -> Range | None:
    value, infinite = figure.value, float("inf")
    if figure.bound in _LOW:
        within = _included(text, figure, default=figure.bound is Bound.AT_LEAST)
        return Range(figure.dimension, value, infinite, within, False, figure.start, figure.end)
    if figure.bound in _HIGH:
        within = _included(text, figure, default=figure.bound is Bound.AT_MOST)
        return Range(figure.dimension, -infinite, value, False, within, figure.start, figure.end)
    return None


def _included(text: str, figure: Figure, *, default: bool) -> bool:
    """Whether a figure belongs to its range: what brackets behind it say, else as the law has it."""
    said = _BEHIND.match(text, figure.end)
    return not said["no"] if said else default
