"""Sentence and clause borders in Chinese official prose, as offsets."""

from collections.abc import Iterator
from itertools import pairwise

_OPEN, _CLOSE = "“‘（(《〈【〔[", "”’）)》〉】〕]"
_SENTENCE_END = "。！？!?"
_CLAUSE_END = "；;"
_MINOR_END = "，,：:"
Span = tuple[int, int]


def sentence_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of sentences in ``text[start:end]``, white space at the edges left out.

    A sentence ends at 。！？ or a line end; marks inside quotes and brackets don't count, a closing
    quote after the mark belongs to the sentence.
    """
    return _spans(text, start, end, _SENTENCE_END)


def clause_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of clauses: like sentences, but ；also ends one."""
    return _spans(text, start, end, _SENTENCE_END + _CLAUSE_END)


def phrase_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of phrases: like clauses, but ，and ：also end one (、 does not)."""
    return _spans(text, start, end, _SENTENCE_END + _CLAUSE_END + _MINOR_END)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space at its ends."""
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return start, end


def _spans(text: str, start: int, end: int | None, ends: str) -> list[Span]:
    stop = len(text) if end is None else end
    borders = [start, *_borders(text, start, stop, ends), stop]
    spans = (trimmed(text, left, right) for left, right in pairwise(borders))
    return [(left, right) for left, right in spans if left < right]


def _borders(text: str, start: int, end: int, ends: str) -> Iterator[int]:
    depth, position = 0, start
    while position < end:
        c = text[position]
        position += 1
        if c == "\n":
            depth = 0
            yield position
        elif c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        elif c in ends and not depth:
            while position < end and text[position] in _CLOSE + ends:
                position += 1
            yield position
