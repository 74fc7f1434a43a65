"""From the network's marks to the best span of a passage.

The network marks start and end at three grains: tokens, phrases, clauses. The coarser ones are
learnt for the sake of the first, which decides: with long answers among the examples, they add
nothing to it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reader.tokens import Pair

LONGEST = 300  # characters of an answer
# Chosen on `policy_qa`'s development questions, the same on either half of them: added for each unit
# of the logarithm of a span's length, and taken off for the square of its distance from the expected.
PER_LOG_CHAR, OFF_LENGTH = 0.9, 0.75


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest answer in a passage.

    ``start`` and ``end`` are offsets into the passage; ``score`` is how far the span is ahead of
    "no answer" (its sum of logits and what its length tells, less the logits of "no answer": above
    0 the span is likelier), comparable between passages of one question.
    """

    start: int
    end: int
    score: float


NOTHING = Reading(0, 0, -np.inf)  # of a passage without words
Floats = NDArray[np.float32]


def best_span(logits: Floats, window: Pair, text: str, expected: float) -> Reading:
    """Return the best span of a window, `NOTHING` where it has no words.

    Args:
        logits: float32 [tokens, marks]: start and end of tokens, of phrases, of clauses.
        text: the whole passage, which ``window.offsets`` refer to.
        expected: logarithm of the length of an answer, in characters.
    """
    spans = np.array(window.offsets, dtype=np.int64).reshape(-1, 2)
    worded = np.array([any(c.isalnum() for c in text[a:b]) for a, b in window.offsets], dtype=bool)
    if not worded.any():
        return NOTHING
    marks = logits[window.first : window.first + len(spans)]
    null = float(logits[0, 0] + logits[0, 1])
    length = spans[None, :, 1] - spans[:, None, 0]
    logs = np.log(np.maximum(length, 1))
    scores = marks[:, None, 0] + marks[None, :, 1]
    scores = scores + PER_LOG_CHAR * logs - OFF_LENGTH * (logs - expected) ** 2
    holds = np.cumsum(worded)  # words up to a token
    words = holds[None, :] - holds[:, None] + worded[:, None]
    scores[(length <= 0) | (length > LONGEST) | (words <= 0)] = -np.inf
    at, to = np.unravel_index(int(scores.argmax()), scores.shape)
    if not np.isfinite(scores[at, to]):
        return NOTHING
    return Reading(int(spans[at, 0]), int(spans[to, 1]), float(scores[at, to]) - null)
