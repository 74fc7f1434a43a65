"""One training example."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.sentences import Span


@dataclass(frozen=True, slots=True)
class Example:
    """A question on a passage. ``span`` is the answer's characters in it, None if it has none.

    ``kind`` names the source (``cmrc``, ``drcd``, ``seed``, ``catalog``, ``scope``, ``notice``, ``law``);
    ``context`` is what the passage stands under; of a ``loose`` span only some words are the answer.
    """

    question: str
    passage: str
    span: Span | None
    kind: str
    context: str = ""
    loose: bool = False


def grown(span: Span, pieces: Sequence[Span], size: int, chance: random.Random) -> Span:
    """``span`` with ``pieces`` of the text (in order) drawn from either side, up to ``size`` characters."""
    start, end = span
    before = [piece for piece in pieces if piece[1] <= start]
    after = [piece for piece in reversed(pieces) if piece[0] >= end]
    while True:
        sides = []
        if before and end - before[-1][0] <= size:
            sides.append(before)
        if after and after[-1][1] - start <= size:
            sides.append(after)
        if not sides:
            return start, end
        drawn = chance.choice(sides).pop()
        start, end = min(start, drawn[0]), max(end, drawn[1])
