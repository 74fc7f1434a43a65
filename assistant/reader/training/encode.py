"""Examples as token ids and labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from assistant.reader.spans import Grain, clauses, grain, phrases, widen
from assistant.reader.tokens import MAX_TOKENS, windows
from assistant.reader.training.example import Example


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example ready for the network.

    ``ids`` int64 [tokens]; ``allowed`` bool [6, tokens], positions that each head may mark: start and
    end of token, phrase and clause, position 0 (no answer) among them; ``labels`` int64 [6].
    """

    ids: NDArray[np.int64]
    allowed: NDArray[np.bool_]
    labels: NDArray[np.int64]
    kind: str


def encode(examples: Iterable[Example], tokenizer: Tokenizer) -> list[Encoded]:
    """Encode examples; those whose answer lies past the last token are left out."""
    found = (encode_one(example, tokenizer) for example in examples)
    return [encoded for encoded in found if encoded is not None]


def encode_one(example: Example, tokenizer: Tokenizer) -> Encoded | None:
    """Encode one example, or None when its answer doesn't fit."""
    tokens = next(windows(tokenizer, example.question, example.passage))
    text, shift = example.passage, tokens.first
    every = list(tokens.offsets)
    borders = phrases(text), clauses(text)
    grains = [grain(every, tokens.offsets), *(grain(spans, tokens.offsets) for spans in borders)]
    allowed = np.zeros((6, len(tokens.ids)), dtype=bool)
    allowed[:, 0] = True
    labels = np.zeros(6, dtype=np.int64)
    for number, found in enumerate(grains):
        allowed[2 * number, [t + shift for t in found.starts]] = True
        allowed[2 * number + 1, [t + shift for t in found.ends]] = True
    if example.span is not None:
        wanted = [example.span, *(widen(example.span, spans) for spans in borders)]
        for number, (found, span) in enumerate(zip(grains, wanted, strict=True)):
            start, end = _tokens_of(span, found)
            if start is None or end is None:
                return None
            labels[2 * number], labels[2 * number + 1] = start + shift, end + shift
    if len(tokens.ids) > MAX_TOKENS or not allowed[np.arange(6), labels].all():
        return None
    return Encoded(np.array(tokens.ids, dtype=np.int64), allowed, labels, example.kind)


def _tokens_of(span: tuple[int, int], found: Grain) -> tuple[int | None, int | None]:
    """The token that starts at or last before ``span``, and the one that ends at or first after."""
    starts = [t for t, offset in found.starts.items() if offset <= span[0]]
    ends = [t for t, offset in found.ends.items() if offset >= span[1]]
    return max(starts, default=None), min(ends, default=None)
