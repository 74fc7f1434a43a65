"""The letters of pages put together to strokes: pieces of lines, in the order of the page.

A stroke is what a file draws in one go without a gap; a row is made of the strokes beside each other.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.loaders.ink import Ink
from corpus.loaders.places import Box

_GAP = 0.28  # letters; a wider gap parts strokes: cells of narrow tables stand no further apart
_SMALL = 0.75  # of the height of its neighbour: a letter that is a mark of a footnote


@lru_cache(maxsize=50_000)
def folded(letter: str) -> str:
    """A letter in one width: what recognition and typing take for each other is the same."""
    plain = unicodedata.normalize("NFKC", letter)
    return plain if len(plain) == 1 else letter


def squeezed(text: str) -> str:
    """A text without white space, its letters folded."""
    return "".join(map(folded, "".join(text.split())))


@dataclass(slots=True)
class Stroke:
    """Letters that follow each other on a line: folded, and the box of each. ``row`` counts the rows of
    all pages, ``at`` the letters of all strokes before this one."""

    letters: str
    boxes: list[Box]
    row: int = 0
    at: int = 0
    used: bool = False

    @property
    def page(self) -> int:
        """The page it stands on."""
        return self.boxes[0].page

    @property
    def left(self) -> int:
        """Where it begins."""
        return self.boxes[0].left

    @property
    def right(self) -> int:
        """Where it ends."""
        return self.boxes[-1].right

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.boxes[0].top + self.boxes[0].bottom) / 2


@dataclass(slots=True)
class Strokes:
    """The strokes of all pages in order, and all their letters in a row."""

    strokes: list[Stroke] = field(default_factory=list)
    letters: str = ""

    @classmethod
    def of(cls, inks: Iterable[Ink]) -> "Strokes":
        """Put the letters of pages together."""
        found: list[Stroke] = []
        rows = 0
        for ink in inks:
            for row in _rows(_drawn(ink)):
                for stroke in _once(sorted(row, key=lambda s: s.left)):
                    stroke.row = rows
                    found.append(stroke)
                rows += 1
        at = 0
        for stroke in found:
            stroke.at = at
            at += len(stroke.letters)
        return cls(found, "".join(stroke.letters for stroke in found))


def _drawn(ink: Ink) -> list[Stroke]:
    strokes: list[Stroke] = []
    letters: list[str] = []
    boxes: list[Box] = []
    before = Box(0, 0, 0, 0, 0)
    numbers, page = iter(ink.boxes), ink.number
    for letter, *edges in zip(ink.letters, numbers, numbers, numbers, numbers, strict=True):
        box = Box(page, *edges)
        if letters and _follows(before, box):
            if letter == letters[-1] and abs(box[1] - before[1]) < 0.2 * (box[3] - box[1]):
                continue  # bold by printing twice
            letters.append(letter)
            boxes.append(box)
        else:
            if letters:
                strokes.append(Stroke("".join(map(folded, letters)), boxes))
            letters, boxes = [letter], [box]
        before = box
    if letters:
        strokes.append(Stroke("".join(map(folded, letters)), boxes))
    return strokes


def _width(box: Box) -> int:
    return max(1, box.right - box.left)


def _follows(before: Box, box: Box) -> bool:
    _, left, top, right, bottom = box
    _, other_left, other_top, other_right, other_bottom = before
    tall, other_tall = bottom - top, other_bottom - other_top
    if tall < _SMALL * other_tall or other_tall < _SMALL * tall or not level(before, box):
        return False
    # A letter's width stands for its height, which is of another unit; narrow ones are half as wide.
    em = max(right - left, other_right - other_left, 1)
    return -em < left - other_right < _GAP * em


def level(a: Box, b: Box) -> bool:
    """Whether two boxes stand on one line."""
    top, bottom = max(a[2], b[2]), min(a[4], b[4])
    return bottom - top > 0.5 * max(1, min(a[4] - a[2], b[4] - b[2]))


def _rows(strokes: Sequence[Stroke]) -> list[list[Stroke]]:
    rows: list[list[Stroke]] = []
    for stroke in sorted(strokes, key=lambda s: s.middle):
        for row in rows[-3:]:
            if level(row[0].boxes[0], stroke.boxes[0]):
                row.append(stroke)
                break
        else:
            rows.append([stroke])
    return rows


def _once(row: Sequence[Stroke]) -> Iterable[Stroke]:
    """Without strokes that are printed over the same words once more."""
    before: Stroke | None = None
    for stroke in row:
        same = before is not None and before.letters == stroke.letters
        if not (same and before and abs(before.left - stroke.left) < 0.2 * _width(stroke.boxes[0])):
            yield stroke
        before = stroke
