"""Which characters of a sentence stand in a unit, and which of the unit are left out.

Greedy string tiling: the longest run that both have is laid first, then the next. A run has two
characters or more, or is a word of one, or a symbol.
"""

from dataclasses import dataclass

from assistant.writing.checking.symbols import is_symbol
from corpus.language.words import word_spans

SILENT = frozenset("的了地之其等各着均")
LINKS = frozenset("、和与及或")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Tile:
    """``size`` characters that stand at ``said`` in the sentence and at ``held`` in the unit's phrase;
    both count in the texts without silent characters."""

    said: int
    held: int
    size: int


class Line:
    """One phrase, spelt and with symbols; ``bare`` leaves the particles out, ``at`` says where each
    of its characters stands in ``text``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = [i for i, c in enumerate(text) if c not in SILENT]
        self.bare = "".join("、" if text[i] in LINKS else text[i] for i in self.at)
        self.words = word_spans(text)
        singles = {s for s, e in self.words if e - s == 1}
        self.single = [i in singles or is_symbol(text[i]) for i in self.at]


def tiles(said: Line, held: Line, free: list[bool] | None = None) -> list[Tile]:
    """Lay the characters of ``said`` that are still ``free`` on ``held``; longest runs first."""
    mine = list(free) if free is not None else [True] * len(said.bare)
    theirs = [True] * len(held.bare)
    found: list[Tile] = []
    while True:
        best = Tile(0, 0, 0)
        # lengths of common runs that end here, row by row
        before = [0] * (len(held.bare) + 1)
        for i, c in enumerate(said.bare):
            row = [0] * (len(held.bare) + 1)
            if mine[i]:
                for j, d in enumerate(held.bare):
                    if c == d and theirs[j]:
                        row[j + 1] = size = before[j] + 1
                        if size > best.size:
                            best = Tile(i - size + 1, j - size + 1, size)
            before = row
        if best.size < _SHORTEST:
            break
        _lay(best, mine, theirs, found)
    for i, c in enumerate(said.bare):
        if mine[i] and said.single[i] and c != "、":
            for j, d in enumerate(held.bare):
                if c == d and theirs[j] and held.single[j]:
                    _lay(Tile(i, j, 1), mine, theirs, found)
                    break
    return sorted(found, key=lambda t: t.said)


def _lay(tile: Tile, mine: list[bool], theirs: list[bool], found: list[Tile]) -> None:
    for k in range(tile.size):
        mine[tile.said + k] = theirs[tile.held + k] = False
    found.append(tile)
