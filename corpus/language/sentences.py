"""Sentence and clause borders in Chinese official prose, as offsets."""

import re
from collections.abc import Iterator

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
    return list(_spans(text, start, len(text) if end is None else end, _SENTENCE_END))


def clause_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of clauses: like sentences, but ；also ends one."""
    return list(_spans(text, start, len(text) if end is None else end, _SENTENCE_END + _CLAUSE_END))


def phrase_spans(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of phrases: like clauses, but ，and ：also end one (、 does not)."""
    stop = len(text) if end is None else end
    return list(_spans(text, start, stop, _SENTENCE_END + _CLAUSE_END + _MINOR_END))


def _spans(text: str, start: int, end: int, ends: str) -> Iterator[Span]:
    depth, left, position = 0, start, start
    while position < end:
        c = text[position]
        if c == "\n":
            depth = 0
        elif c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth = max(0, depth - 1)
        if c == "\n" or (c in ends and not depth):
            position += 1
            while c != "\n" and position < end and text[position] in _CLOSE + ends:
                position += 1
            yield from _trimmed(text, left, position)
            left = position
        else:
            position += 1
    yield from _trimmed(text, left, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    match = re.compile(r"[\s\u3000\u200b\ufeff]*").match(text, start, end)
    start = match.end() if match else start
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    if start < end:
        yield start, end
