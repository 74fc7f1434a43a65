"""How well a score parts two groups of questions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Probability that a positive scores above a negative, ties counted half (Mann-Whitney U)."""
    if not positive or not negative:
        raise ValueError("both groups need at least one score")
    ordered = sorted(negative)
    wins = sum(
        (bisect_left(ordered, score) + bisect_right(ordered, score)) / 2 for score in positive
    )
    return wins / (len(positive) * len(negative))
