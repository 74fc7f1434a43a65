"""Examples as token ids and the positions that are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.reader.spans import Grain, clauses, grain, phrases, widen
from assistant.reader.tokens import MAX_TOKENS, Pair, windows
from assistant.reader.training.example import Example


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example ready for the network.

    ``ids`` int64 [tokens]; ``allowed`` bool [6, tokens], positions that each head may mark: start and
    end of token, phrase and clause, position 0 (no answer) among them; ``right`` bool [6, tokens],
    the positions that are right, one for each head but of a loose answer.
    """

    ids: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    right: NDArray[np.bool_]
    kind: str


def encode(examples: Iterable[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Encode examples; those whose answer lies past the last token are left out."""
    found = (encode_one(example, tokenizer) for example in examples)
    return [encoded for encoded in found if encoded is not None]


def encode_one(example: Example, tokenizer: Tokenizer) -> Encoded | None:
    """Encode one example in the first window that holds its answer, None where no window does."""
    pairs = windows(tokenizer, example.question, example.passage, example.context)
    return next(filter(None, (_in_window(example, pair) for pair in pairs)), None)


def _in_window(example: Example, tokens: Pair) -> Encoded | None:
    text, shift = example.passage, tokens.first
    every = list(tokens.offsets)
    borders = phrases(text), clauses(text)
    grains = [grain(every, tokens.offsets), *(grain(spans, tokens.offsets) for spans in borders)]
    allowed = np.zeros((6, len(tokens.ids)), dtype=bool)
    allowed[:, 0] = True
    for number, found in enumerate(grains):
        allowed[2 * number, [t + shift for t in found.starts]] = True
        allowed[2 * number + 1, [t + shift for t in found.ends]] = True
    right = np.zeros_like(allowed)
    if example.span is None:
        right[:, 0] = True
    else:
        given = _clipped(example.span, tokens) if example.loose else example.span
        if given is None:
            return None
        wanted = [given, *(widen(given, spans) for spans in borders)]
        for number, (found, span) in enumerate(zip(grains, wanted, strict=True)):
            if example.loose:
                span = max(span[0], tokens.offsets[0][0]), min(span[1], tokens.offsets[-1][1])
            start, end = _tokens_of(span, found)
            if example.loose and end is None:
                end = max(found.ends, default=None)
            if start is None or end is None:
                return None
            right[2 * number, start + shift] = right[2 * number + 1, end + shift] = True
            if example.loose:
                within = slice(start + shift, end + shift + 1)
                right[2 * number : 2 * number + 2, within] = True
    right &= allowed
    if len(tokens.ids) > MAX_TOKENS or not right.any(axis=1).all():
        return None
    return Encoded(np.array(tokens.ids, dtype=np.int64), allowed, right, example.kind)


def _clipped(span: tuple[int, int], tokens: Pair) -> tuple[int, int] | None:
    """The part of a loose span in the window, None where less than half of the window is in it and
    most of the span lies outside."""
    if not tokens.offsets:
        return None
    start, end = max(span[0], tokens.offsets[0][0]), min(span[1], tokens.offsets[-1][1])
    return (start, end) if 2 * (end - start) >= span[1] - span[0] or end - start > 80 else None


def _tokens_of(span: tuple[int, int], found: Grain) -> tuple[int | None, int | None]:
    """The token that starts at or last before ``span``, and the one that ends at or first after."""
    starts = [t for t, offset in found.starts.items() if offset <= span[0]]
    ends = [t for t, offset in found.ends.items() if offset >= span[1]]
    return max(starts, default=None), min(ends, default=None)
