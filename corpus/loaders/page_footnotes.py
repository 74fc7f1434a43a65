"""Footnotes: kept apart from the text, which goes on over the page as if they were not there."""

import re
import statistics
from collections.abc import Sequence

from corpus.loaders.page_lines import Page, PageItem, PageLine, tidy_line

_SMALL = 0.88  # of the text's letters
_MARK = re.compile(
    r"(?:[①-⑳]|[\[〔［(（]\d{1,2}[\]〕］)）]|\d{1,2}(?![\d.．、)）年月日元万亿%％])|\*{1,3}|※)\s*(?=\S)"
)
LABEL = "［注］"


def take_footnotes(page: Page) -> tuple[Page, list[str]]:
    """The page without its footnotes, and these: small lines at the foot of the page or of a column,
    from one that begins with a mark on."""
    lines = page.lines
    if len(lines) < 3:
        return page, []
    size = _body_size(lines)
    foot: list[PageLine] = []
    for column in dict.fromkeys(line.column for line in lines):
        foot += _foot([line for line in lines if line.column == column], size)
    if not foot:
        return page, []
    taken = set(map(id, foot))
    items: list[PageItem] = [item for item in page.items if id(item) not in taken]
    return Page(page.width, page.height, items), _notes(foot)


def _body_size(lines: Sequence[PageLine]) -> float:
    """The size of most letters."""
    sizes = [line.size for line in lines for _ in range(1 + len(line.text) // 10)]
    return statistics.median(sizes)


def _foot(lines: list[PageLine], size: float) -> list[PageLine]:
    """The small lines at the end of these that are footnotes."""
    start = len(lines)
    while start and lines[start - 1].size < _SMALL * size:
        start -= 1
    small = lines[start:]
    first = next((n for n, line in enumerate(small) if _MARK.match(line.text)), None)
    return [] if first is None or start == 0 else small[first:]


def _notes(lines: list[PageLine]) -> list[str]:
    notes: list[str] = []
    for line in lines:
        text = tidy_line(line.text)
        if _MARK.match(text) or not notes:
            notes.append(f"{LABEL}{text}")
        else:
            notes[-1] += text
    return notes
