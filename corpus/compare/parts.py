"""Articles that were split into several, and articles that were put together in one."""

import re
from collections.abc import Sequence

import numpy as np

from corpus.compare.align import Pair, aligned
from corpus.compare.likeness import carried_over, likeness

_SPLIT = 0.28  # likeness of a part to the whole
_SPLIT_OFF = 0.25  # see carried_over
_TAKEN_IN = 0.75  # likeness of its clauses to clauses of the text that took it in
_CLEARER = 0.15  # … and how much more than to what it is likest as a whole
_SURE = 0.8  # likeness as a whole that needs no second look
_CLAUSE = re.compile("[^。；;]+[。；;]?")


def aligned_with_parts(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The counterparts among two lists of folded texts, those included that one text has in several,
    in the order of the new list."""
    pairs = aligned(old, new, rewritten=True)
    weak = [pair for pair in pairs if pair.likeness < _SURE]
    moved = _taken_in(weak, old, new) if weak else {}
    found = [pair for pair in pairs if pair not in moved]
    whole = len(found) == len(old) == len(new)
    cosine = np.zeros((0, 0)) if whole else likeness(old, new)
    # its old text was taken into another, or its new text was split off another
    found += [Pair(*place, part=True, likeness=float(cosine[place])) for place in moved.values()]
    if not whole and old and new:
        found += _split(found, old, new, cosine)
    return sorted(set(found), key=lambda pair: (pair.new, pair.old))


def _taken_in(
    weak: list[Pair], old: Sequence[str], new: Sequence[str]
) -> dict[Pair, tuple[int, int]]:
    """Pairs that are alike by a phrase that many articles have (…给予一次性奖励…元), while all clauses
    of one of the two stand, nearly word for word, in another text: by pair, (old, new) of these."""
    mine, theirs = _clauses(old), _clauses(new)
    cosine = likeness([text for _, text in mine], [text for _, text in theirs])
    rows, columns = np.array([k for k, _ in mine]), np.array([k for k, _ in theirs])
    found = {}
    for pair in weak:
        own = cosine[rows == pair.old]
        best = _best_text(own, columns, pair.new, [len(t) for k, t in mine if k == pair.old])
        if best is not None:
            found[pair] = (pair.old, best)
            continue
        own = cosine[:, columns == pair.new].T
        best = _best_text(own, rows, pair.old, [len(t) for k, t in theirs if k == pair.new])
        if best is not None:
            found[pair] = (best, pair.new)
    return found


def _clauses(texts: Sequence[str]) -> list[tuple[int, str]]:
    """(number of the text, clause) for all clauses of all texts."""
    return [(k, clause) for k, text in enumerate(texts) for clause in _CLAUSE.findall(text)]


def _best_text(
    cosine: np.ndarray, owners: np.ndarray, known: int, lengths: list[int]
) -> int | None:
    """The text, other than ``known``, that holds the clauses (rows) of one far better than that."""
    if not len(cosine):
        return None
    weights = np.array(lengths) / sum(lengths)
    here = float(weights @ cosine[:, owners == known].max(axis=1))
    best = int(owners[int((weights @ cosine).argmax())])
    there = float(weights @ cosine[:, owners == best].max(axis=1))
    return best if best != known and there >= max(_TAKEN_IN, here + _CLEARER) else None


def _split(
    found: Sequence[Pair], old: Sequence[str], new: Sequence[str], cosine: np.ndarray
) -> list[Pair]:
    """Texts without a counterpart that hold a part of one that has another."""
    parts: list[Pair] = []
    for j in sorted(set(range(len(new))) - {pair.new for pair in found}):
        for i in map(int, np.argsort(-cosine[:, j])[:2]):
            others = [new[pair.new] for pair in found if pair.old == i]
            if cosine[i, j] >= _SPLIT and carried_over(old[i], new[j], others) >= _SPLIT_OFF:
                parts.append(Pair(i, j, True, float(cosine[i, j])))
                break
    for i in sorted(set(range(len(old))) - {pair.old for pair in (*found, *parts)}):
        for j in map(int, np.argsort(-cosine[i])[:2]):
            others = [old[pair.old] for pair in found if pair.new == j]
            if cosine[i, j] >= _SPLIT and carried_over(new[j], old[i], others) >= _SPLIT_OFF:
                parts.append(Pair(i, j, True, float(cosine[i, j])))
                break
    return parts
