"""The letters that stand on a page, each in its box: what a text that was read from it is traced back to.

Lengths are those of ``corpus.loaders.places``.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.loaders.places import UNIT

_LEAST, _MOST = -UNIT, 2 * UNIT  # letters beyond stand on no page
_LETTERS = 20_000  # of a page; more is no text


@dataclass(slots=True)
class Ink:
    """Letters of page ``number`` (from 1; 0 is not known yet), none of them white space, in the order of
    the file, and their boxes: left, top, right, bottom of each, one after the other. ``turns`` are the
    quarter turns to the left by which the page was read, and by which it has to be shown."""

    number: int = 0
    letters: list[str] = field(default_factory=list)
    boxes: "array[int]" = field(default_factory=lambda: array("i"))
    turns: int = 0

    def add(self, letter: str, left: float, top: float, right: float, bottom: float) -> None:
        """Add a letter with its box in shares of the page."""
        edges = left * UNIT, top * UNIT, right * UNIT, bottom * UNIT
        left, top, right, bottom = map(round, edges)
        self.put(letter, (left, top, right, bottom))

    def put(self, letter: str, box: tuple[int, int, int, int]) -> None:
        """Add a letter with its box; none that is no text, or that stands on no page."""
        if letter.isspace() or len(self.letters) >= _LETTERS:
            return
        if min(box) >= _LEAST and max(box) <= _MOST:
            self.letters.append(letter)
            self.boxes.extend(box)

    def within(self, box: tuple[float, float, float, float], size: tuple[float, float]) -> "Ink":
        """The ink of a picture as that of the page of this size on which it stands in ``box`` (left,
        top, right, bottom)."""
        left, top, right, bottom = box
        ways = ((left, right - left, size[0]), (top, bottom - top, size[1]))
        found = Ink(self.number, list(self.letters), turns=self.turns)
        for at, place in enumerate(self.boxes):
            start, length, whole = ways[at % 2]
            found.boxes.append(round((UNIT * start + place * length) / whole))
        return found

    def without(self, gone: Iterable[tuple[float, float, float, float]]) -> "Ink":
        """The ink but for letters whose middle stands in a box, in shares of the page."""
        areas = [[UNIT * share for share in box] for box in gone]
        if not areas:
            return self
        kept = Ink(self.number, turns=self.turns)
        for at, letter in enumerate(self.letters):
            left, top, right, bottom = box = self.boxes[4 * at : 4 * at + 4]
            x, y = (left + right) / 2, (top + bottom) / 2
            if not any(a[0] <= x <= a[2] and a[1] <= y <= a[3] for a in areas):
                kept.letters.append(letter)
                kept.boxes.extend(box)
        return kept

    def spread(self, text: str, left: float, top: float, right: float, bottom: float) -> None:
        """Add a line whose letters follow each other evenly, wide ones twice as wide as narrow ones."""
        widths = [1 if c.isascii() else 2 for c in text]
        step = (right - left) / max(1, sum(widths))
        for letter, width in zip(text, widths, strict=True):
            self.add(letter, left, top, left + step * width, bottom)
            left += step * width


def ink_of(
    letters: Iterable[tuple[str, float, float, float, float]],
    width: float,
    height: float,
    number: int = 0,
) -> Ink:
    """The ink of page ``number`` of this size; of each letter its box, in the same unit."""
    ink = Ink(number)
    wide, tall = width or 1.0, height or 1.0
    across, down = UNIT / wide, UNIT / tall
    for letter, left, top, right, bottom in letters:
        if len(letter) > 1:
            ink.spread(letter, left / wide, top / tall, right / wide, bottom / tall)
            continue
        ink.put(
            letter,
            (int(left * across), int(top * down), int(right * across), int(bottom * down)),
        )
    return ink
