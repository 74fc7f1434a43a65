"""How like two texts and two answers are."""

import difflib
import unicodedata

import numpy as np

from assistant.answer import Answer
from corpus.language.words import unspaced

_NEAR = 0.8  # likeness from which two quotes are the same clause, read differently
_QUOTATION = str.maketrans("‘’“”", "''\"\"")


def fold(text: str) -> str:
    """A text without white space, the width of its marks folded (，→ , and “ → ")."""
    return unspaced(unicodedata.normalize("NFKC", text).translate(_QUOTATION))


def quotes(answer: Answer) -> list[str]:
    """The words an answer stands on, folded, in its order."""
    return [fold(c.quote) for c in answer.citations]


def difference(expected: Answer, found: Answer) -> str:
    """In what two answers differ; "" where they agree."""
    if expected.status != found.status:
        return "有无答案不同"
    ours, theirs = set(quotes(expected)), set(quotes(found))
    if ours == theirs:
        return ""
    if len(ours) == len(theirs) and all(any(_alike(a, b) for b in theirs) for a in ours):
        return "同句异字"
    return "引句不同" if quotes(expected)[:1] != quotes(found)[:1] else "首句相同，其余引句不同"


def _alike(a: str, b: str) -> bool:
    return a == b or difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= _NEAR


def correct(expected: str, found: str) -> float:
    """1 − edit distance / length of ``expected``, not below 0."""
    return max(0.0, 1 - edit_distance(expected, found) / max(1, len(expected)))


def edit_distance(a: str, b: str) -> int:
    """Least number of characters to insert, delete or replace; one numpy row at a time."""
    codes = np.array([ord(c) for c in b], dtype=np.int32)
    places = np.arange(len(b) + 1, dtype=np.int32)
    row = places.copy()
    for number, char in enumerate(a, start=1):
        best = np.minimum(row[1:] + 1, row[:-1] + (codes != ord(char)))
        row = np.concatenate(([np.int32(number)], best))
        # insertions run along the row: each costs one more than the place left of it
        row = np.minimum.accumulate(row - places) + places
    return int(row[-1])
