"""From lines as they stand on pages to paragraphs: edges out, lines joined, tables put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.loaders.base import TextBuilder
from corpus.loaders.page_continued import TableWriter
from corpus.loaders.page_edges import strip_edges
from corpus.loaders.page_items import Lists, label_of, needs_blank, opened_later
from corpus.loaders.page_lines import Page, PageLine, PageTable, tidy_line
from corpus.loaders.page_measure import Measure, Measures, letters

# What a line break keeps together: 业；“两 — closing marks with what they close, numbers and words whole.
_UNIT = re.compile(
    r"[（《〈「『【〔\[(“‘”’]*(?:[A-Za-z0-9.,%％+\-]+|.)[，。；：、！？）》〉」』】〕\])…—％]*(?:[“”‘’]+(?:[A-Za-z0-9.%]+|.)?[，。；：、！？）》]*)*"
)
_ENDS = "。！？；：!?;:"
_FAR = 8.0  # letters; a line that begins as far to the right is centred or a signature
_ENDED = re.compile(rf"[{_ENDS}][”’）)」』]?$")


def write_pages(pages: Sequence[Page], builder: TextBuilder) -> None:
    """Write the paragraphs and tables of all pages; a table that goes on over a page stays one."""
    writer = TableWriter(builder)
    for block, page in _paragraphs(strip_edges(pages)):
        if isinstance(block, str):
            writer.line(block)
        else:
            writer.table(block.rows, page, block.header)
    writer.flush()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with the words it holds, the number of its page and the measure of its text area."""

    line: PageLine
    text: str
    page: int
    here: Measure

    @property
    def indent(self) -> float:
        """How far from the margin it begins, in letters."""
        return (self.line.left - self.here.left) / self.here.size


def _paragraphs(pages: Sequence[Page]) -> Iterator[tuple[str | PageTable, int]]:
    """Paragraphs and tables with the numbers of their pages."""
    measures = Measures(pages)
    items: list[_Line | tuple[PageTable, int]] = []
    for number, page in enumerate(pages):
        for found in page.items:
            if isinstance(found, PageTable):
                items.append((found, number))
            elif text := tidy_line(found.text):
                items.append(_Line(found, text, number, measures.of(number, found)))
    texts = [item.text if isinstance(item, _Line) else "" for item in items]
    lists = Lists()
    words = ""
    paragraph: list[_Line] = []  # the lines of the paragraph so far
    for index, item in enumerate(items):
        if not isinstance(item, _Line):
            if words:
                yield words, paragraph[0].page
            words, paragraph = "", []
            yield item
            continue
        below = items[index + 1] if index + 1 < len(items) else None
        after = below if isinstance(below, _Line) else None
        first = opened_later(texts, index) if paragraph else False
        if paragraph and not _starts(paragraph, item, after, lists, opens_list=first):
            words = _join(words, item.text)
            paragraph.append(item)
        else:
            if words:
                yield words, paragraph[0].page
            words, paragraph = item.text, [item]
            lists.began(item.text, item.indent)
    if words:
        yield words, paragraph[0].page


def _starts(
    paragraph: list[_Line], item: _Line, after: _Line | None, lists: Lists, *, opens_list: bool
) -> bool:
    """Whether a line begins a paragraph, judged by the paragraph so far.

    ``after`` is the line below it; ``opens_list``: it begins with 1 and a line further on with 2.
    """
    above, before, line, here = paragraph[-1].line, paragraph[-1].here, item.line, item.here
    turned = paragraph[-1].page != item.page or above.column != line.column
    em = here.size
    ended = bool(_ENDED.search(above.text.rstrip()))
    label = label_of(item.text)
    # In the middle of a sentence a line may fall short: boxes of scans are rough, numbers don't break.
    free = ended or label is not None
    room = before.right - above.right
    unit = _UNIT.match(item.text)  # can't be broken at a line's start
    full = letters(unit[0] if unit else "一") * before.advance > room - (0.3 if free else 2.5) * em
    if above.apart or line.apart or paragraph[-1].indent - item.indent > _FAR:
        return True
    if item.indent > 1.2:
        return not (full and label is None and _hangs(paragraph, item, after, ended=ended))
    if not full:
        return True  # the line above had room for what comes next: it ended there on purpose
    if abs(above.size - line.size) > (0.25 if free else 0.6) * max(above.size, line.size):
        return True
    if not turned and line.top - above.top > 1.7 * here.pitch:
        return True
    if label is None:
        return False
    if ended and (len(paragraph) > 1 or item.indent > paragraph[0].indent - 1.2):
        return True
    if needs_blank(label, item.text):
        return False
    return opens_list or lists.opens(label, item.indent, above.text)


def _hangs(paragraph: list[_Line], item: _Line, after: _Line | None, *, ended: bool) -> bool:
    """Whether an indented line goes on an item whose lines all stand right of its label."""
    if len(paragraph) > 1:
        return abs(paragraph[-1].indent - item.indent) < 0.4
    first = paragraph[0]
    if label_of(first.text) is None or not 0.5 < item.indent - first.indent < 5:
        return False
    below = after is not None and label_of(after.text) is None and after.page == item.page
    same = below and after is not None and abs(after.indent - item.indent) < 0.4
    return same or (not ended and not below)


def _join(words: str, text: str) -> str:
    apart = (words[-1:] + text[:1]).isascii() and words[-1:].isalnum() and text[:1].isalpha()
    return f"{words} {text}" if apart else words + text
