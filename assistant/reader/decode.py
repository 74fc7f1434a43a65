"""From the network's marks to the best span of a passage.

The network marks start and end at three grains: tokens, phrases, clauses. A span of tokens is as
good as its own marks, those of the phrases and those of the clauses that it starts and ends in:
three opinions that err differently.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reader.spans import Grain, clauses, grain, phrases
from assistant.reader.tokens import Pair

MARKS = 6  # columns of the logits: start and end of tokens, of phrases, of clauses
LONGEST = 300  # characters of an answer


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each grain's marks count, and how much the length: ``per_log_char`` is added for
    each unit of the logarithm of a span's length in characters, since answers in official documents
    are longer than those the network learnt from. Chosen on `policy_qa`'s development questions."""

    token: float = 1.0
    phrase: float = 1.0
    clause: float = 0.5
    per_log_char: float = 2.0


@dataclass(frozen=True, slots=True)
class Span:
    """A span of a passage by characters; ``score`` is its sum of logits less that of "no answer",
    ``null``."""

    start: int
    end: int
    score: float
    null: float


WEIGHTS = Weights()
Floats = NDArray[np.float32]


def best_span(logits: Floats, window: Pair, text: str, weights: Weights = WEIGHTS) -> Span | None:
    """Return the best span of a window, None where it has no words.

    Args:
        logits: float32 [tokens, MARKS].
        text: the whole passage, which ``window.offsets`` refer to.
    """
    offsets = window.offsets
    every = grain([span for span in offsets if text[span[0] : span[1]].strip()], offsets)
    if not every.starts:
        return None
    left, right = offsets[0][0], offsets[-1][1]
    shares = (weights.token, weights.phrase, weights.clause)
    cut = [
        every,
        *(
            grain([(left + a, left + b) for a, b in borders(text[left:right])], offsets)
            for borders in (phrases, clauses)
        ),
    ]
    if not all(found.starts and found.ends for found in cut):
        return None  # nothing but characters without a width
    starts = np.array(sorted(every.starts.values()))
    ends = np.array(sorted(every.ends.values()))
    begin = np.zeros(len(starts), dtype=np.float32)
    finish = np.zeros(len(ends), dtype=np.float32)
    null = 0.0
    marks = logits[window.first :]
    for number, (share, found) in enumerate(zip(shares, cut, strict=True)):
        if share:
            begin += share * _begun(found, marks[:, 2 * number], starts)
            finish += share * _ended(found, marks[:, 2 * number + 1], ends)
            null += share * float(logits[0, 2 * number] + logits[0, 2 * number + 1])
    length = ends[None, :] - starts[:, None]
    scores = begin[:, None] + finish[None, :]
    scores += weights.per_log_char * np.log(np.maximum(length, 1))
    scores[(length <= 0) | (length > LONGEST)] = -np.inf
    at, to = np.unravel_index(int(scores.argmax()), scores.shape)
    score = (float(scores[at, to]) - null) / sum(shares)
    return Span(int(starts[at]), int(ends[to]), score, null / sum(shares))


def _begun(found: Grain, marks: Floats, starts: NDArray[np.int64]) -> Floats:
    """Mark of the border of ``found`` that each start lies behind, float32 like ``starts``."""
    borders = sorted((offset, token) for token, offset in found.starts.items())
    places = np.searchsorted([offset for offset, _ in borders], starts, side="right") - 1
    return marks[[token for _, token in borders]][np.maximum(places, 0)]


def _ended(found: Grain, marks: Floats, ends: NDArray[np.int64]) -> Floats:
    """Mark of the border of ``found`` that each end lies before, float32 like ``ends``."""
    borders = sorted((offset, token) for token, offset in found.ends.items())
    places = np.searchsorted([offset for offset, _ in borders], ends, side="left")
    return marks[[token for _, token in borders]][np.minimum(places, len(borders) - 1)]
