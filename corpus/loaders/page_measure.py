"""The text area that lines stand in: its margins, the height of letters, the distance of lines."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.loaders.page_lines import Page, PageLine


@dataclass(frozen=True, slots=True)
class Measure:
    """The text area of a page, or of one of its columns: margins, height of letters, distance of
    lines, width of a character; in the units of the page."""

    left: float
    right: float
    size: float
    pitch: float
    advance: float


_NONE = Measure(0.0, 1.0, 12.0, 20.0, 12.0)
_Columns = dict[int, list[tuple[int, PageLine]]]


class Measures:
    """The measures of all pages, by page and column."""

    def __init__(self, pages: Sequence[Page]) -> None:
        columns: _Columns = defaultdict(list)
        for number, page in enumerate(pages):
            for line in page.lines:
                columns[line.column].append((number, line))
        self._whole = {column: _area(lines, _NONE) for column, lines in columns.items()}
        self._pages: dict[tuple[int, int], Measure] = {}
        for number, page in enumerate(pages):
            for column in {line.column for line in page.lines}:
                own = [line for line in page.lines if line.column == column]
                self._pages[number, column] = _of_page(own, self._whole[column])

    def of(self, page: int, line: PageLine) -> Measure:
        """The measure of the text area that a line of a page stands in."""
        return self._pages.get((page, line.column), _NONE)


def letters(text: str) -> float:
    """The width of a text in Chinese letters."""
    return sum(0.52 if c.isascii() else 1.0 for c in text)


def _of_page(lines: list[PageLine], whole: Measure) -> Measure:
    """A page's own margins (scans shift); few lines say too little and the document's are used."""
    if sum(len(line.text) > 15 for line in lines) < 6:
        return whole
    found = _area([(0, line) for line in lines], whole)
    shift = abs(found.left - whole.left) + abs(found.right - whole.right)
    return found if shift < 8 * whole.size else whole


def _area(lines: list[tuple[int, PageLine]], default: Measure) -> Measure:
    if not lines:
        return default
    size = statistics.median(line.size for _, line in lines) or default.size
    longest = max(len(line.text) for _, line in lines)
    long = [line for _, line in lines if len(line.text) >= 0.6 * longest]
    lefts = Counter(round(line.left / size * 2) for line in long)
    common = [place for place, count in lefts.items() if count >= 0.1 * len(long)]
    margin = [line.left for line in long if round(line.left / size * 2) == min(common)]
    rights = sorted(line.right for line in long)
    usual = rights[min(len(rights) - 1, int(0.9 * len(rights)))]
    right = max(place for place in rights if place <= usual + 1.2 * size)
    advances = [(line.right - line.left) / max(1.0, letters(line.text)) for line in long]
    gaps = [b.top - a.top for (p, a), (q, b) in pairwise(lines) if p == q]
    gaps = [gap for gap in gaps if 0 < gap < 4 * size] or [1.6 * size]
    middle = statistics.median
    return Measure(middle(margin), right, size, middle(gaps), middle(advances))
