"""Cut the tokenizer of the pack down to what Chinese policy text needs, and write it.

The full vocabulary has 250,002 pieces for a hundred languages. A unigram tokenizer may only use
pieces made of the characters that occur in the text, so for text made of `KEPT_RANGES` the pieces
with any other character can go without changing a single segmentation. Pieces of one character are
kept for every script: a foreign name is then cut into letters instead of becoming unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embeddings.pack import Pack

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_SPECIAL = BOS, PAD, EOS, UNK = "<s>", "<pad>", "</s>", "<unk>"  # by id

KEPT_RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A1, 0x00BF),  # Latin-1 signs: § ° ± ·
    (0x00D7, 0x00D7),  # ×
    (0x00F7, 0x00F7),  # ÷
    (0x0370, 0x03FF),  # Greek letters
    (0x2000, 0x27BF),  # punctuation, Roman numerals, arrows, mathematics, circled, shapes, ▁
    (0x2E80, 0x303F),  # CJK radicals and punctuation
    (0x3200, 0x33FF),  # enclosed and squared CJK
    (0x3400, 0x4DBF),  # CJK extension A
    (0x4E00, 0x9FFF),  # CJK
    (0xF900, 0xFAFF),  # CJK compatibility
    (0xFE30, 0xFE6F),  # CJK compatibility punctuation
    (0xFF00, 0xFFEF),  # full width
    (0x20000, 0x3FFFF),  # CJK extensions B and later
)

# NFKC alone would turn the full-width tilde into "~"; the pack keeps it, as the original does. A
# non-character (never in text meant for exchange) carries it past NFKC.
_TILDE, _CARRIER = "～", "\ufdd0"


def is_kept(character: str) -> bool:
    """Say whether pieces of more than one character may contain this normalised character."""
    point = ord(character)
    return any(first <= point <= last for first, last in KEPT_RANGES)


def kept_ids(pack: Pack) -> NDArray[np.int64]:
    """Return the ids of the pieces that are kept, int64 [kept], rising.

    The four special tokens have the ids 0-3 and keep them.
    """
    pieces = pack.pieces
    allowed = {character for piece in pieces for character in set(piece) if is_kept(character)}
    ids = [
        number
        for number, piece in enumerate(pieces)
        if number < len(_SPECIAL) or len(piece) == 1 or allowed.issuperset(piece)
    ]
    return np.array(ids, dtype=np.int64)


def build_tokenizer(pack: Pack, ids: NDArray[np.int64]) -> Tokenizer:
    """Return the tokenizer over the given pieces, numbered in the order given.

    The normaliser equals the pack's character map on every character of Unicode but one emblem
    (U+1F23B); beyond it, letters with separate accents are composed, as the original does.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing

    pieces, scores = pack.pieces, pack.scores.tolist()
    vocabulary = [(pieces[number], scores[number]) for number in ids.tolist()]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=_SPECIAL.index(UNK)))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(_TILDE, _CARRIER),
            normalizers.Nmt(),
            normalizers.NFKC(),
            normalizers.Replace(_CARRIER, _TILDE),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
        replacement="▁", prepend_scheme="always", split=False
    )
    tokenizer.post_processor = TemplateProcessing(
        single=f"{BOS} $A {EOS}",
        pair=f"{BOS} $A {EOS} {EOS} $B {EOS}",
        special_tokens=[(token, _SPECIAL.index(token)) for token in (BOS, EOS)],
    )
    tokenizer.add_special_tokens(
        [AddedToken(token, special=True, normalized=False) for token in _SPECIAL]
    )
    return tokenizer
