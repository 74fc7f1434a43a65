"""Borders at which an answer may start and end, as characters and as tokens of a passage.

A quote starts where a phrase starts and ends where one ends if these borders are near. Two grains
are told apart: phrases (…，…：…) and clauses (…；…。).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.sentences import Span, clause_spans, phrase_spans
from corpus.language.words import pairs

# Flattened web pages and PDF text have a space where a line ended.
_GAP = re.compile(r"[\s\u3000]+")
_TRAILING = "，,、；;：: \u3000\n"
_NEAR = 2  # characters between a border that was marked and one of a phrase
_ECHO = 0.8  # share of a phrase's pairs of characters from which it is the question's own
_SHORT = 2  # characters of a piece that is no phrase of its own: 「一、」, 「1. 」


def phrases(text: str) -> list[Span]:
    """Spans of the phrases of ``text``, in order: ended by any mark of a clause, a comma, a colon or
    a space between Chinese words."""
    return [part for start, end in phrase_spans(text) for part in _at_gaps(text, start, end)]


def clauses(text: str) -> list[Span]:
    """Spans of the clauses of ``text``, in order: ended by 。！？； or a line end."""
    return clause_spans(text)


def _at_gaps(text: str, start: int, end: int) -> list[Span]:
    parts, left = [], start
    for gap in _GAP.finditer(text, start, end):
        before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        if before.isascii() and after.isascii():
            continue  # between Latin words or numbers
        if gap.start() - left > _SHORT:
            parts.append((left, gap.start()))
            left = gap.end()
    if left < end:
        parts.append((left, end))
    return parts


def widen(span: Span, borders: Sequence[Span]) -> Span:
    """The smallest run of ``borders`` (in order, apart) that covers ``span``; itself if none do."""
    first = max(0, bisect_right([start for start, _ in borders], span[0]) - 1)
    last = bisect_left([end for _, end in borders], span[1])
    if not borders or last >= len(borders):
        last = len(borders) - 1
    if last < first:
        return span
    return min(borders[first][0], span[0]), max(borders[last][1], span[1])


def trimmed(text: str, span: Span) -> Span:
    """``span`` without marks that join it to what follows (，；：) and white space."""
    start = span[0]
    words = text[start : span[1]].rstrip(_TRAILING)
    end = start + len(words)
    return end - len(words.lstrip()), end


def quotable(text: str, span: Span) -> Span:
    """``span`` with borders moved out to those of a phrase where these are near, joining marks off."""
    start, end = trimmed(text, span)
    left, right = trimmed(text, widen((start, end), phrases(text)))
    if 0 <= start - left <= _NEAR:
        start = left
    if 0 <= right - end <= _NEAR:
        end = right
    return trimmed(text, (start, end))


def without_echo(text: str, span: Span, question: str) -> Span:
    """``span`` without leading phrases that only repeat the question, as long as words are left."""
    start, end = span
    inside = [(start + a, start + b) for a, b in phrases(text[start:end])]
    while len(inside) > 1 and _repeats(text[slice(*inside[0])], question):
        del inside[0]
    return (inside[0][0], end) if inside else span


def _repeats(phrase: str, question: str) -> bool:
    """Whether nearly all pairs of neighbouring characters of a phrase stand in the question."""
    words = re.sub(r"\s", "", phrase).rstrip(_TRAILING)
    parts = pairs(words)
    return len(words) < _SHORT + 1 or sum(part in question for part in parts) >= _ECHO * len(parts)


@dataclass(frozen=True, slots=True)
class Grain:
    """Borders of one grain, over the tokens of a passage.

    ``starts[t]`` is the offset of the first character of the span that starts in token ``t``,
    ``ends[t]`` the offset past the last character of the span that ends there; tokens are counted
    from the first one of the passage.
    """

    starts: dict[int, int]
    ends: dict[int, int]


def grain(spans: Sequence[Span], offsets: Sequence[Span]) -> Grain:
    """Project ``spans`` of characters onto tokens with the given ``offsets`` (in order).

    Spans past the last token are left out.
    """
    firsts = [start for start, _ in offsets]
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    limit = offsets[-1][1] if offsets else 0
    for start, end in spans:
        if start < limit:
            starts.setdefault(max(0, bisect_right(firsts, start) - 1), start)
        if end <= limit:
            ends[max(0, bisect_right(firsts, end - 1) - 1)] = end
    return Grain(starts, ends)
