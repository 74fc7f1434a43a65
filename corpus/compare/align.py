"""Which text of an old list goes on in which of a new one.

Likeness of wording decides; where it is weak, the order does: what stands between two counterparts
has its own counterpart most likely between them, too. A text that has no counterpart was added or deleted
(or split, or put together with another: see parts.py).
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.compare.likeness import likeness
from corpus.errors import PolicyError

_MOST = 3000  # texts on either side

# Likeness (cosine) from which two texts are counterparts whatever stands around them: articles of one
# law that have nothing to do with each other share up to 0.3 of their wording.
_SURE = 0.5
_CROSSING = 0.36
# Least likeness between two counterparts that keep the order, and if nothing else is left there.
_IN_ORDER = 0.24
_ALONE = 0.15
# … and where two are far more like each other than anything else that is left.
_FEW_WORDS, _CLEARLY = 0.15, 1.7


class TooManyError(PolicyError):
    """More texts than can be compared in bounded time."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Old text ``old`` goes on in new text ``new`` (places in their lists). ``part``: it is not the
    main counterpart of one of them: split off, or taken in. ``likeness``: 0 to 1."""

    old: int
    new: int
    part: bool = False
    likeness: float = 1.0


def aligned(old: Sequence[str], new: Sequence[str], *, rewritten: bool = False) -> list[Pair]:
    """The counterparts, one for one at most, among two lists of folded texts, in the order of the new one.

    Args:
        rewritten: also those that have little left in common, but more than with any other text.

    Raises:
        TooManyError: more texts than can be compared in a second or two.
    """
    if max(len(old), len(new)) > _MOST:
        raise TooManyError(f"要对照的条目太多（超过{_MOST}条），请分开对照。")
    found = _equal(old, new)
    free_old = [i for i in range(len(old)) if i not in found]
    taken = set(found.values())
    free_new = [j for j in range(len(new)) if j not in taken]
    left = free_old and free_new
    cosine = likeness(old, new) if left else np.zeros((len(old), len(new)))
    _anchors(found, cosine)
    _fill(found, cosine)
    if rewritten:
        _distinct(found, cosine)
    pairs = [Pair(i, j, likeness=float(cosine[i, j])) for i, j in found.items()]
    return sorted(pairs, key=lambda pair: (pair.new, pair.old))


def _equal(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Texts that are the same; of several that are, the first goes with the first."""
    places: dict[str, list[int]] = {}
    for j in reversed(range(len(new))):
        places.setdefault(new[j], []).append(j)
    found = {}
    for i, text in enumerate(old):
        if same := places.get(text):
            found[i] = same.pop()
    return found


def _anchors(found: dict[int, int], cosine: np.ndarray) -> None:
    """Add the pairs that are very like, the likest first; of as like ones those nearest in order."""
    taken = set(found.values())
    scale = cosine.shape[1] / max(cosine.shape[0], 1)
    strong = [(int(i), int(j)) for i, j in zip(*np.nonzero(cosine >= _SURE), strict=True)]
    strong.sort(key=lambda p: (-round(float(cosine[p]), 2), abs(p[0] * scale - p[1])))
    for i, j in strong:
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _fill(found: dict[int, int], cosine: np.ndarray) -> None:
    """Add the weaker pairs, the likest first; each one narrows down where the next may be."""
    taken = set(found.values())
    candidates = [
        (float(cosine[i, j]), int(i), int(j))
        for i, j in zip(*np.nonzero(cosine >= _ALONE), strict=True)
        if i not in found and j not in taken
    ]
    candidates.sort(reverse=True)
    again = True
    while again:
        again = False
        chain = in_order(found)
        for value, i, j in candidates:
            if (
                i in found
                or j in taken
                or value < _least(found, taken, chain, (i, j), cosine.shape)
            ):
                continue
            found[i] = j
            taken.add(j)
            chain = in_order(found)
            again = True


def _distinct(found: dict[int, int], cosine: np.ndarray) -> None:
    """Add pairs of texts that are left, not very like, but far more like each other than any other
    that is left: what was written anew keeps some words of its own matter."""
    taken = set(found.values())
    rows = [i for i in range(cosine.shape[0]) if i not in found]
    columns = [j for j in range(cosine.shape[1]) if j not in taken]
    if not rows or not columns:
        return
    left = cosine[np.ix_(rows, columns)]
    for at, i in enumerate(rows):
        best = int(left[at].argmax())
        value = float(left[at, best])
        others = [*np.delete(left[at], best), *np.delete(left[:, best], at)]
        if value >= _FEW_WORDS and value >= _CLEARLY * max(others, default=0.0):
            found[i] = columns[best]


def _least(
    found: dict[int, int], taken: set[int], chain: dict[int, int], pair: tuple[int, int],
    shape: tuple[int, ...],
) -> float:  # fmt: skip
    """How like an old and a new text must be to be counterparts, by what is known around them."""
    i, j = pair
    olds = list(chain)
    at = bisect_left(olds, i)
    before, behind = (olds[at - 1] if at else -1), (olds[at] if at < len(olds) else shape[0])
    low, high = chain.get(before, -1), chain.get(behind, shape[1])
    if not low < j < high:
        return _CROSSING
    free_old = sum(1 for k in range(before + 1, behind) if k not in found)
    free_new = sum(1 for k in range(low + 1, high) if k not in taken)
    return _ALONE if free_old == free_new == 1 else _IN_ORDER


def in_order(found: Mapping[int, int]) -> dict[int, int]:
    """The most pairs that keep their order, sorted (longest increasing run): the others were moved."""
    tails: list[int] = []  # the least new place that a run of each length ends with
    ends: list[int] = []  # the old place of that end
    before: dict[int, int] = {}
    for i in sorted(found):
        at = bisect_left(tails, found[i])
        before[i] = ends[at - 1] if at else -1
        tails[at : at + 1], ends[at : at + 1] = [found[i]], [i]
    kept = []
    last = ends[-1] if ends else -1
    while last >= 0:
        kept.append(last)
        last = before[last]
    return {i: found[i] for i in reversed(kept)}
