"""What stands on a page: lines and tables with their places.

Used for text layers of PDF and OFD and for recognised scans. Coordinates grow right and down, in
any unit, as long as it is the same on one page.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

_HANZI = "\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—"
_GAPS = re.compile(rf"(?<=[{_HANZI}]) +(?=[{_HANZI}])")
# The blank between the label of an article and its words is typed, not left by justification.
_LABEL = re.compile(r"第[一二三四五六七八九十百零〇0-9]{1,6}[编章节条] ")


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text and its box; ``size`` is the height of its letters.

    ``column`` counts the columns of a page from 1; 0 is a line across the page, or a page without
    columns.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    column: int = 0

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table on a page, merged cells filled; every row is as wide as the first."""

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
    top = min(p.top for p in row)
    return PageLine(text, row[0].left, top, right, bottom, size, row[0].column)


def tidy_line(text: str) -> str:
    """A line without the blanks that justification puts between Chinese characters."""
    text = re.sub(r"[ \t\xa0]+", " ", text).strip()
    label = _LABEL.match(text)
    head = label[0] if label else ""
    return head + _GAPS.sub("", text[len(head) :])
