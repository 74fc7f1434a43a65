"""What stands on a page: lines and tables with their places.

Used for text layers of PDF and OFD and for recognised scans. Coordinates grow right and down, in
any unit, as long as it is the same on one page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeAlias

from corpus.loaders.ink import Ink

_HANZI = "\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—"
_GAPS = re.compile(rf"(?<=[{_HANZI}]) +(?=[{_HANZI}])")
_FAR = 3.0  # letters between entries that are no parts of one sentence
# The blank between the label of an article and its words is typed, not left by justification.
_LABEL = re.compile(r"第[一二三四五六七八九十百零〇0-9]{1,6}[编章节条] ")


Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Boxed(Protocol):
    """Text with its place: a character, a piece of a line or a line."""

    @property
    def text(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def top(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def bottom(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def middle(self) -> float: ...


class Glyph(NamedTuple):
    """A character and its box, or a run of them; ``size`` is the height of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text and its box; ``size`` is the height of its letters.

    ``column`` counts the columns of a page from 1; 0 is a line across the page, or a page without
    columns. ``apart``: its entries stand far apart (联系人：…　电话：…); it is part of no sentence.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    column: int = 0
    apart: bool = False

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page, merged cells filled; every row is as wide as the first. ``header`` counts the
    rows known to be its header; 0 where that is to be found out."""

    rows: tuple[tuple[str, ...], ...]
    left: float
    top: float
    right: float
    bottom: float
    header: int = 0


PageItem: TypeAlias = PageLine | PageTable


@dataclass(slots=True)
class Page:
    """What stands on one page, in reading order."""

    width: float
    height: float
    items: list[PageItem] = field(default_factory=list)
    ink: Ink = field(default_factory=Ink)

    @property
    def lines(self) -> list[PageLine]:
        """Its lines without its tables."""
        return [item for item in self.items if isinstance(item, PageLine)]


def with_gaps(parts: Sequence[tuple[str, float]]) -> tuple[str, bool]:
    """The words of a line from its stretches, each with the gap before it in letters; and whether
    they stand far apart. Words keep a wide blank between; letters set apart (总　则) are put together.
    """
    words: list[str] = []
    gaps: list[float] = []
    single = False  # the last stretch is one letter
    for text, gap in ((text.strip(), gap) for text, gap in parts):
        if words and single and len(text) == 1:
            words[-1] += text
        elif text:
            words.append(text)
            gaps.append(gap)
        single = len(text) == 1
    far = any(
        gap > _FAR and min(len(before), len(after)) > 1
        for (before, after), gap in zip(pairwise(words), gaps[1:], strict=True)
    )
    return "\u3000".join(words), far


def tidy_line(text: str) -> str:
    """A line without the blanks that justification puts between Chinese characters."""
    text = re.sub(r"[ \t\xa0]+", " ", text).strip()
    label = _LABEL.match(text)
    head = label[0] if label else ""
    return head + _GAPS.sub("", text[len(head) :])
