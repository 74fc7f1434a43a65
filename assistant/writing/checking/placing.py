"""Where in a unit each phrase of a sentence comes from."""

import re
from dataclasses import dataclass, field

from assistant.writing.checking.grammar import CLASS, LIGHT, MANNER, claims, without_class
from assistant.writing.checking.symbols import is_symbol
from assistant.writing.checking.tiling import Line, Tile, tiles
from assistant.writing.plain import BORDER
from assistant.writing.polarity import negations, without_polarity

_SYMBOL = 4  # characters that a figure or department counts for
_DENIED = 2.0  # … and the same negation for
_NEAR = 2  # phrases before or behind the one a phrase comes from


@dataclass(slots=True)
class Place:
    """A phrase of a sentence: ``said``; ``tiles`` by the unit's phrase they stand in; ``home`` is the
    phrase most of it comes from (-1: none); ``novel`` are its words that stand nowhere near; ``leads``:
    it ends in a colon; ``topic``: its first words, where they say what question or headings do."""

    said: Line
    tiles: dict[int, list[Tile]] = field(default_factory=dict)
    home: int = -1
    novel: list[str] = field(default_factory=list)
    free: list[bool] = field(default_factory=list)
    leads: bool = False
    topic: str = ""

    @property
    def first(self) -> int:
        """The first phrase of the unit it uses."""
        return min(self.tiles, default=-1)

    @property
    def last(self) -> int:
        """The last phrase of the unit it uses."""
        return max(self.tiles, default=-1)


def cut_phrases(text: str) -> list[str]:
    """The phrases of a spelt text; signs that end a sentence stay as ``；`` behind the last."""
    pieces = re.split(f"({BORDER.pattern})", text)
    found: list[str] = []
    for piece, sign in zip(pieces[::2], [*pieces[1::2], ""], strict=True):
        if piece:
            found.append(piece)
        mark = "；" if sign and sign in "；;。！!？?" else "：" if sign and sign in "：:" else ""
        if mark and found and found[-1][-1] not in "；：":
            found[-1] += mark
    return found


class Unit:
    """The phrases of a unit; ``sentence`` numbers the sentence each one stands in."""

    def __init__(self, text: str) -> None:
        pieces = cut_phrases(text)
        self.lines = [Line(piece.rstrip("；：")) for piece in pieces]
        self.sentence: list[int] = []
        at = 0
        for piece in pieces:
            self.sentence.append(at)
            at += piece.endswith("；")

    def place(self, phrase: str, topics: str = "") -> Place:
        """Find a phrase of a sentence in the unit; ``topics`` may stand at its beginning, too."""
        place = Place(Line(phrase.rstrip("；：")), leads=phrase.endswith("："))
        place.free = [True] * len(place.said.bare)
        laid = [tiles(place.said, line) for line in self.lines]
        weights = [
            _weight(place.said, found, line) for found, line in zip(laid, self.lines, strict=True)
        ]
        if not any(weights):
            place.novel = _novel(place)
            return place
        place.home = max(range(len(laid)), key=weights.__getitem__)
        self._take(place, place.home, laid[place.home])
        place.topic = _topic(place, topics)
        near = sorted(
            (i for i in range(len(self.lines)) if i != place.home
             and self.sentence[i] == self.sentence[place.home] and abs(i - place.home) <= _NEAR),
            key=lambda i: (abs(i - place.home), i),
        )  # fmt: skip
        for i in near:
            found = [t for t in tiles(place.said, self.lines[i], place.free) if _whole(t, place)]
            if any(t.size > 1 or is_symbol(place.said.bare[t.said]) for t in found):
                self._take(place, i, found)
        place.novel = _novel(place)
        return place

    def _take(self, place: Place, index: int, found: list[Tile]) -> None:
        place.tiles[index] = found
        for tile in found:
            for k in range(tile.size):
                place.free[tile.said + k] = False


def _topic(place: Place, topics: str) -> str:
    """The words before all that comes from the unit, if they are words of the topics; they are taken."""
    first = min(place.said.at[t.said] for t in place.tiles[place.home])
    words = [(s, e) for s, e in place.said.words if e <= first]
    text = place.said.text
    said = [text[s:e] for s, e in words if claims(text[s:e])]
    if not any(without_class(w) in topics and w not in CLASS for w in said):
        return ""
    if not all(without_class(w) in topics or w in CLASS | MANNER | LIGHT for w in said):
        return ""
    for k, at in enumerate(place.said.at):
        if at < first:
            place.free[k] = False
    return text[:first]


def _whole(tile: Tile, place: Place) -> bool:
    """Whether a tile of a neighbour holds the end of a word of the sentence, not only its beginning."""
    if any(map(is_symbol, place.said.bare[tile.said : tile.said + tile.size])):
        return True
    end = place.said.at[tile.said + tile.size - 1] + 1
    return any(e == end for _, e in place.said.words)


def _weight(said: Line, found: list[Tile], held: Line) -> float:
    """How much of a phrase its tiles hold; of two alike the one with the same negation counts more."""
    total = 0.0
    for tile in found:
        total += sum(
            _SYMBOL if is_symbol(c) else 1 for c in said.bare[tile.said : tile.said + tile.size]
        )
        total += (
            0.1 * tile.size * tile.size / max(len(said.bare), 1)
        )  # long runs before scattered ones
    return total + _DENIED * (total > 0 and negations(said.text) == negations(held.text))


def _repeated(text: str, start: int, end: int, free: set[int]) -> bool:
    """Whether a word was said before in the phrase, and there comes from the unit."""
    first = text.find(text[start:end])
    return first < start and not any(i in free for i in range(first, first + end - start))


def _novel(place: Place) -> list[str]:
    """Words of the phrase that claim something and are not wholly laid."""
    free = {place.said.at[i] for i, is_free in enumerate(place.free) if is_free}
    text = place.said.text
    bare = without_polarity(text)
    return [
        text[s:e] for s, e in place.said.words
        if any(i in free for i in range(s, e)) and bare[s:e].strip() == text[s:e]
        and claims(text[s:e]) and text[s:e] not in MANNER | LIGHT
        and not _repeated(text, s, e, free)
    ]  # fmt: skip
