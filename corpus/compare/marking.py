"""Which words of two texts differ."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.compare.folded import Folded, Span
from corpus.language.numerals import CHINESE_NUMERAL

# What is never cut apart: figures (1,000.5; 三十), words in Latin letters. All else is compared
# character by character.
_TOKEN = re.compile(rf"[0-9][0-9,.]*|{CHINESE_NUMERAL}+|[A-Za-z]+|.", re.DOTALL)
# Texts longer than this are compared by their clauses only: the comparison is quadratic.
_LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Hunk:
    """Words of the old text in whose place others stand in the new one; offsets in the documents. One
    of the spans is empty where words were put in or left out."""

    old: Span
    new: Span


def hunks(old: Folded, new: Folded) -> list[Hunk]:
    """Where two texts differ, in reading order. A word or two that both have in the middle of other
    changes are taken into them: nobody reads a text that is marked letter by letter. A figure in whose
    place another stands is marked by itself."""
    if len(old.text) > _LONGEST or len(new.text) > _LONGEST:
        whole = Hunk(old.span(0, len(old.text)), new.span(0, len(new.text)))
        return [whole] if old.text != new.text else []
    mine, theirs = _tokens(old.text), _tokens(new.text)
    matcher = SequenceMatcher(
        None, [old.text[a:b] for a, b in mine], [new.text[a:b] for a, b in theirs], autojunk=False
    )
    changed: list[list[int]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        a, b = _stretch(mine, i1, i2, len(old.text)), _stretch(theirs, j1, j2, len(new.text))
        figure = old.text[slice(*a)].isdigit() or (
            bool(changed) and old.text[changed[-1][0] : changed[-1][1]].isdigit()
        )
        if changed and not figure and _joins(changed[-1], a, b):
            changed[-1][1], changed[-1][3] = a[1], b[1]
        else:
            changed.append([*a, *b])
    return [Hunk(old.span(a, b), new.span(c, d)) for a, b, c, d in changed]


def _tokens(text: str) -> list[Span]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _stretch(tokens: list[Span], first: int, last: int, end: int) -> Span:
    """Characters that tokens ``first`` to ``last`` (behind the last) take up."""
    start = tokens[first][0] if first < len(tokens) else end
    return (start, tokens[last - 1][1]) if first < last else (start, start)


def _joins(before: list[int], old: Span, new: Span) -> bool:
    """Whether what two changes leave unchanged between them is too short to stand alone."""
    kept = old[0] - before[1]
    changed = max(before[1] - before[0], before[3] - before[2]) + max(
        old[1] - old[0], new[1] - new[0]
    )
    return kept <= 1 or (kept <= 2 and changed >= 8)
