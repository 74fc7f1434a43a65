"""Text of an article with the words marked that the other version has not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a document; ``marked`` where the other version has not got them."""

    words: str
    marked: bool


def runs(text: str, span: Span, marked: Iterable[Span]) -> Iterator[Run]:
    """``text[span]`` cut into runs; together they are exactly that text."""
    at, end = span
    for first, last in sorted(marked):
        first, last = max(first, at), min(last, end)
        if first >= last:
            continue
        if at < first:
            yield Run(text[at:first], False)
        yield Run(text[first:last], True)
        at = last
    if at < end:
        yield Run(text[at:end], False)
