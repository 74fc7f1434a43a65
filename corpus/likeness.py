"""The same text on two sites: recognised by a small sketch, then made sure of by comparing it all."""

import re

import numpy as np

_SHINGLE = 6  # characters
_SKETCH = 32  # values kept of a text
# Copies of one document differ by a site's boilerplate; two documents made from one template (the
# same plan for two cities, or for two years) lie below this in most of their paragraphs.
TWIN = 0.9
_NOISE = re.compile(r"[\W_]+")


def _hashes(text: str) -> np.ndarray:
    """Distinct 63-bit hashes of all runs of six letters, digits or characters; shape (n,)."""
    plain = _NOISE.sub("", text).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(plain, dtype=np.uint32).astype(np.uint64)
    if len(codes) < _SHINGLE:
        return np.unique(codes)
    total = np.zeros(len(codes) - _SHINGLE + 1, dtype=np.uint64)
    for at in range(_SHINGLE):
        total = total * np.uint64(0x100000001B3) + codes[at : len(codes) - _SHINGLE + 1 + at]
    # Mixed (splitmix64), so that the smallest values are a random sample of the runs.
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        total = (total ^ (total >> np.uint64(shift))) * np.uint64(factor)
    return np.unique((total ^ (total >> np.uint64(31))) >> np.uint64(1))


def sketch(text: str) -> list[int]:
    """The smallest hashes of a text: like texts share most of theirs (bottom-k sketch, Broder 1997)."""
    return [int(value) for value in _hashes(text)[:_SKETCH]]


def likeness(text: str, other: str) -> float:
    """Jaccard similarity (0 to 1) of two texts' runs of six characters."""
    mine, theirs = _hashes(text), _hashes(other)
    union = len(np.union1d(mine, theirs))
    return len(np.intersect1d(mine, theirs, assume_unique=True)) / union if union else 0.0
