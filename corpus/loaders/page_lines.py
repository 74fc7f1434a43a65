"""From lines as they stand on pages to paragraphs: page numbers and running heads out, lines joined.

Used for text layers of PDF and OFD and for recognised scans. Coordinates grow right and down, in
any unit, as long as it is the same on one page.
"""

import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from corpus.language.markers import marker_at
from corpus.loaders.base import TextBuilder

# What stands beside a page number; of a scan also what the dashes of — 5 — are taken for.
_BESIDE = r"[-—–―－·•.\s一_~～]*"
_PAGE_NUMBER = re.compile(
    rf"{_BESIDE}[0-9０-９]{{1,4}}{_BESIDE}|"
    r"第\s*[0-9一二三四五六七八九十百]+\s*页(?:\s*[,，/]?\s*共\s*[0-9一二三四五六七八九十百]+\s*页)?|"
    r"[0-9]{1,4}\s*/\s*[0-9]{1,4}|(?:Page|P\.?)\s*[0-9]+(?:\s*of\s*[0-9]+)?",
    re.I,
)
_EDGE = 0.13  # share of the page's height where heads and feet stand
_HANZI = "\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—"
_GAPS = re.compile(rf"(?<=[{_HANZI}]) +(?=[{_HANZI}])")
# What a line break keeps together: 业；“两 — closing marks with what they close, numbers and words whole.
_UNIT = re.compile(
    r"[（《〈「『【〔\[(“‘”’]*(?:[A-Za-z0-9.,%％+\-]+|.)[，。；：、！？）》〉」』】〕\])…—％]*(?:[“”‘’]+(?:[A-Za-z0-9.%]+|.)?[，。；：、！？）》]*)*"
)
_ENDS = "。！？；：!?;:"


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text and its box; ``size`` is the height of its letters."""

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


def in_rows(
    lines: Iterable[PageLine], beside: Callable[[PageLine, PageLine], bool]
) -> list[list[PageLine]]:
    """Rows from top to bottom, each from left to right; ``beside`` compares a row's first line with
    another one."""
    rows: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda line: line.middle):
        if rows and beside(rows[-1][0], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


def around(row: Sequence[PageLine], text: str, size: float) -> PageLine:
    """One line with this text in the place of a row."""
    right, bottom = max(p.right for p in row), max(p.bottom for p in row)
    return PageLine(text, row[0].left, min(p.top for p in row), right, bottom, size)


@dataclass(frozen=True, slots=True)
class PageTable:
    """A ruled table on a page, merged cells filled."""

    rows: tuple[tuple[str, ...], ...]
    top: float


PageItem: TypeAlias = PageLine | PageTable


@dataclass(slots=True)
class Page:
    """What stands on one page, in reading order."""

    width: float
    height: float
    items: list[PageItem] = field(default_factory=list)

    @property
    def lines(self) -> list[PageLine]:
        """Its lines without its tables."""
        return [item for item in self.items if isinstance(item, PageLine)]


def write_pages(pages: Sequence[Page], builder: TextBuilder) -> None:
    """Write the paragraphs and tables of all pages; a table that goes on over a page stays one."""
    grid: list[tuple[str, ...]] = []
    for block in _paragraphs(strip_edges(pages)):
        if isinstance(block, str):
            if grid:
                builder.table(grid)
                grid = []
            builder.line(block)
        elif grid and len(grid[0]) != len(block.rows[0]):
            builder.table(grid)
            grid = list(block.rows)
        else:
            grid = _continue(grid, block.rows)
    if grid:
        builder.table(grid)


def _continue(
    grid: list[tuple[str, ...]], rows: tuple[tuple[str, ...], ...]
) -> list[tuple[str, ...]]:
    """Add the rows of a table's next page: its first row may be the rest of a row that was broken."""
    if not grid or rows[0][0] or not any(rows[0]):
        return [*grid, *rows]
    last, first = grid[-1], rows[0]
    longest = max(last, key=len)
    if longest and longest[-1] not in _ENDS:
        joined = tuple(a + b for a, b in zip(last, first, strict=True))
        return [*grid[:-1], joined, *rows[1:]]
    return [*grid, (last[0], *first[1:]), *rows[1:]]


def strip_edges(pages: Sequence[Page]) -> list[Page]:
    """Pages without page numbers and without heads and feet that repeat."""
    seen: Counter[tuple[str, bool]] = Counter()
    for page in pages:
        seen.update({_edge_key(page, line) for line in page.lines if _at_edge(page, line)})
    often = 2 if len(pages) == 2 else max(3, round(0.3 * len(pages)))

    def is_edge(page: Page, item: PageItem) -> bool:
        if not isinstance(item, PageLine) or not _at_edge(page, item):
            return False
        number = _PAGE_NUMBER.fullmatch(item.text.strip())
        return bool(number) or seen[_edge_key(page, item)] >= often

    return [
        Page(page.width, page.height, [item for item in page.items if not is_edge(page, item)])
        for page in pages
    ]


def tidy_line(text: str) -> str:
    """A line without the blanks that justification puts between Chinese characters."""
    return _GAPS.sub("", re.sub(r"[ \t\xa0]+", " ", text)).strip()


def _edge_key(page: Page, line: PageLine) -> tuple[str, bool]:
    return re.sub(r"[0-9０-９\s]+", "#", line.text), line.top < page.height / 2


def _at_edge(page: Page, line: PageLine) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height


@dataclass(frozen=True, slots=True)
class _Measure:
    """The text area of a page: margins, height of letters, distance of lines, width of a character."""

    left: float
    right: float
    size: float
    pitch: float
    advance: float


def _paragraphs(pages: Sequence[Page]) -> Iterator[str | PageTable]:
    whole = _whole(pages)
    words = ""
    above: PageLine | None = None
    measure_above: _Measure | None = None
    for page in pages:
        measure = _measure(page, whole)
        first = True
        for item in page.items:
            if isinstance(item, PageTable):
                if words:
                    yield words
                words, above = "", None
                yield item
                continue
            text = tidy_line(item.text)
            if not text:
                continue
            if (
                above
                and measure_above
                and not _starts(above, measure_above, item, measure, text, turned=first)
            ):
                words = _join(words, text)
            else:
                if words:
                    yield words
                words = text
            above, measure_above, first = item, measure, False
    if words:
        yield words


def _starts(
    above: PageLine, before: _Measure, line: PageLine, here: _Measure, text: str, *, turned: bool
) -> bool:
    """Whether a line begins a paragraph, judged by the line above it."""
    em = here.size
    if line.left - here.left > 1.2 * em:
        return True
    marker = marker_at(text, 0)
    # In the middle of a sentence a line may fall short: boxes of scans are rough, numbers don't break.
    ended = bool(marker) or above.text.rstrip()[-1:] in _ENDS
    slack = 0.3 if ended else 2.5
    room = before.right - above.right
    if _width(_UNIT.match(text)) * before.advance <= room - slack * em:
        return True  # the line above had room for what comes next: it ended there on purpose
    if abs(above.size - line.size) > (0.25 if ended else 0.6) * max(above.size, line.size):
        return True
    if not turned and line.top - above.top > 1.7 * here.pitch:
        return True
    return (
        bool(marker) and above.text.rstrip()[-1:] in _ENDS and above.left - before.left < 1.2 * em
    )


def _whole(pages: Sequence[Page]) -> _Measure:
    lines = [(page, line) for page in pages for line in page.lines]
    return _area(lines, _Measure(0.0, 1.0, 12.0, 20.0, 12.0))


def _measure(page: Page, whole: _Measure) -> _Measure:
    """A page's own margins (scans shift); few lines say too little and the document's are used."""
    body = [line for line in page.lines if len(line.text) > 15]
    if len(body) < 6:
        return whole
    found = _area([(page, line) for line in page.lines], whole)
    shift = abs(found.left - whole.left) + abs(found.right - whole.right)
    return found if shift < 8 * whole.size else whole


def _area(lines: list[tuple[Page, PageLine]], default: _Measure) -> _Measure:
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
    advances = [(line.right - line.left) / max(1.0, _letters(line.text)) for line in long]
    gaps = [b.top - a.top for (p, a), (q, b) in pairwise(lines) if p is q]
    gaps = [gap for gap in gaps if 0 < gap < 4 * size] or [1.6 * size]
    middle = statistics.median
    return _Measure(middle(margin), right, size, middle(gaps), middle(advances))


def _width(unit: re.Match[str] | None) -> float:
    """Width in Chinese characters of what can't be broken at a line's start."""
    return _letters(unit[0]) if unit else 1.0


def _letters(text: str) -> float:
    return sum(0.52 if c.isascii() else 1.0 for c in text)


def _join(words: str, text: str) -> str:
    both_latin = (
        words[-1:].isascii() and words[-1:].isalnum() and text[:1].isascii() and text[:1].isalpha()
    )
    return f"{words} {text}" if both_latin else words + text
