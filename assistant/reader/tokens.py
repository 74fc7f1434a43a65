"""A question and a passage as the tokens of one pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from corpus.language.sentences import Span

MAX_TOKENS = 256  # of a pair, the four marks included
MAX_QUESTION = 64
MAX_CONTEXT = 40
BOS, EOS = 0, 2
_OVERLAP = 64  # tokens that neighbouring windows of a long passage share


@dataclass(frozen=True, slots=True)
class Pair:
    """Token ids ``<s> question </s></s> context passage </s>``; ``offsets`` are the characters of the
    passage that its tokens stand for, the first of them at position ``first`` of ``ids``."""

    ids: list[int]
    offsets: list[Span]
    first: int


def open_tokenizer(text: str) -> Tokenizer:
    """Open the encoder's tokenizer from the text of ``tokenizer.json``, cutting and padding off.

    Raises:
        ValueError: the text is no tokenizer.
    """
    tokenizer = Tokenizer.from_str(text)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def windows(tokenizer: Tokenizer, question: str, passage: str, context: str = "") -> Iterator[Pair]:
    """Join ``question`` and ``passage``, in several overlapping pairs when both don't fit in one; what
    the passage stands under, its ``context``, is repeated in each."""
    asked = tokenizer.encode(question, add_special_tokens=False).ids[:MAX_QUESTION]
    above = tokenizer.encode(context, add_special_tokens=False).ids[:MAX_CONTEXT]
    head = [BOS, *asked, EOS, EOS, *above]
    room = MAX_TOKENS - len(head) - 1
    encoding = tokenizer.encode(passage, add_special_tokens=False)
    ids, offsets = encoding.ids, encoding.offsets
    start = 0
    while True:
        end = start + room
        yield Pair([*head, *ids[start:end], EOS], offsets[start:end], len(head))
        if end >= len(ids):
            return
        start = end - _OVERLAP
