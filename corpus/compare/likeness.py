"""How much of the wording two lists of texts share, pair by pair."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy.sparse import csr_array

_PHRASE = 12  # pairs of characters
_WORD_FOR_WORD = 0.9


def likeness(old: Sequence[str], new: Sequence[str]) -> np.ndarray:
    """Cosines of the weighted pairs of characters, 0 to 1, of shape (len(old), len(new))."""
    numbers: dict[str, int] = {}
    before, behind = _pairs(old, numbers), _pairs(new, numbers)
    mine, theirs = _counts(before, len(old), len(numbers)), _counts(behind, len(new), len(numbers))
    # As in tf-idf, but a pair of characters is rare by either side for itself: that it stands in both
    # is what is looked for, and must not count against it.
    spread = np.maximum(_texts_with(mine), _texts_with(theirs))
    weight = np.log((1.0 + max(len(old), len(new))) / np.maximum(spread, 1))
    mine, theirs = mine * weight, theirs * weight
    norms = np.outer(np.sqrt((mine * mine).sum(axis=1)), np.sqrt((theirs * theirs).sum(axis=1)))
    return np.asarray((mine @ theirs.T).toarray() / np.maximum(norms, 1e-9))


def _pairs(texts: Sequence[str], numbers: dict[str, int]) -> tuple[list[int], list[int]]:
    """(numbers of texts, numbers of pairs of neighbouring characters), an entry for each time one
    stands there; pairs are numbered in ``numbers`` as they come."""
    rows: list[int] = []
    columns: list[int] = []
    for row, text in enumerate(texts):
        found = [numbers.setdefault(a + b, len(numbers)) for a, b in pairwise(f"^{text}$")]
        columns += found
        rows += [row] * len(found)
    return rows, columns


def _counts(entries: tuple[list[int], list[int]], texts: int, pairs: int) -> csr_array:
    rows, columns = entries
    ones = np.ones(len(rows))
    return csr_array((ones, (rows, columns)), shape=(texts, max(pairs, 1)))


def _texts_with(counts: csr_array) -> np.ndarray:
    """In how many texts each pair stands."""
    counts.sum_duplicates()
    return np.bincount(counts.indices, minlength=counts.shape[1])


def carried_over(whole: str, part: str, others: Sequence[str]) -> float:
    """How much of ``part`` comes from ``whole`` though it is in none of ``others``, the texts that are
    known to hold the rest of it: of the pairs of characters of the smaller, 0 to 1.

    1 where it is in there word for word; 0 where what they share is less than a phrase.
    """
    own, all_of_it = set(pairwise(part)), set(pairwise(whole))
    if len(own) >= _PHRASE and len(own & all_of_it) >= _WORD_FOR_WORD * len(own):
        return 1.0
    left = all_of_it.difference(*(pairwise(other) for other in others))
    known = len(own & left)
    return known / min(len(own), len(left)) if known >= _PHRASE else 0.0
