"""The same text on two sites: recognised by a small sketch, then made sure of by comparing it all."""

import re

import numpy as np

from corpus.document import Document
from corpus.language.document_numbers import number_key, title_key

_SHINGLE = 6  # characters
_SKETCH = 32  # values kept of a text
# Copies of one document differ by a site's boilerplate. So may a plan from last year's, or from the
# neighbouring city's: ``are_twins`` looks at who says it, when, and at the figures, too.
TWIN = 0.9
_NOISE = re.compile(r"[\W_]+")
_FIGURE = re.compile("[0-9０-９零〇○一二三四五六七八九十百千万亿两]+")


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


def are_twins(document: Document, other: Document) -> bool:
    """Whether two documents are one that was taken in twice, say from two sites.

    In doubt they are two: a text shown twice does less harm than one that is never shown.
    """
    known, theirs = document.metadata, other.metadata
    numbers = {number_key(known.number), number_key(theirs.number)} - {""}
    one_number = len(numbers) == 1 and known.number and theirs.number
    if len(numbers) > 1 or (not one_number and _distinct(document, other)):
        return False
    if _other_figures(document.text, other.text):
        return False
    return likeness(document.text, other.text) >= TWIN


def _distinct(document: Document, other: Document) -> bool:
    """Whether titles, issuers or dates say that these are two documents."""
    known, theirs = document.metadata, other.metadata
    if known.issued and theirs.issued and known.issued != theirs.issued:
        return True
    names = [(title_key(known.title), title_key(theirs.title))]
    names.append((_short(known.issuer), _short(theirs.issuer)))
    # A site may leave the issuer out of a title, or add its own name to it.
    return any(a and b and a not in b and b not in a for a, b in names)


def _short(issuer: str) -> str:
    return title_key(issuer).replace("人民政府", "政府")


def _other_figures(text: str, other: str) -> bool:
    """Whether a line differs from one of the other text by its figures only: 2023年, 2024年."""
    mine, theirs = _lines(text), _lines(other)
    masked = {_FIGURE.sub("0", line) for line in mine - theirs}
    return any(_FIGURE.sub("0", line) in masked for line in theirs - mine)


def _lines(text: str) -> set[str]:
    return {plain for line in text.splitlines() if (plain := _NOISE.sub("", line))}
