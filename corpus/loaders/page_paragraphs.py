"""From lines as they stand on pages to paragraphs: edges out, lines joined, tables put together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.loaders.base import TextBuilder
from corpus.loaders.ink import Ink
from corpus.loaders.page_contents import strip_contents
from corpus.loaders.page_continued import TableWriter
from corpus.loaders.page_edges import strip_edges
from corpus.loaders.page_footnotes import take_footnotes
from corpus.loaders.page_items import BULLET, Lists, label_of, needs_blank, opened_later
from corpus.loaders.page_lines import Page, PageLine, PageTable, tidy_line
from corpus.loaders.page_measure import Measure, Measures, letters
from corpus.loaders.page_notes import CONTENTS

# What a line break keeps together: 业；“两 — closing marks with what they close, numbers and words whole.
_UNIT = re.compile(
    r"[（《〈「『【〔\[(“‘”’]*(?:[A-Za-z0-9.,%％+\-]+|.)[，。；：、！？）》〉」』】〕\])…—％]*(?:[“”‘’]+(?:[A-Za-z0-9.%]+|.)?[，。；：、！？）》]*)*"
)
_ENDS = "。！？；：!?;:"
_FAR = 8.0  # letters; a line that begins as far to the right is centred or a signature
# Lines of their own wherever they stand: the label of an annex, an entry with dots up to its value.
_ANNEX = re.compile(r"附[件表录图]\s*[0-9一二三四五六七八九十]*[：:]?")
_LEADER = re.compile(r"[.…·．]{6,}\s*\S{1,12}$")
_ENDED = re.compile(rf"[{_ENDS}][”’）)」』]?$")


def write_pages(pages: Sequence[Page], builder: TextBuilder) -> list[str]:
    """Write the paragraphs and tables of all pages; return what was left out, for the administrator.

    A table that goes on over a page stays one; footnotes follow the paragraph that they stand under.
    """
    writer = TableWriter(builder)
    kept, contents = strip_contents(strip_edges(pages))
    builder.read_from(_ink(n, *both) for n, both in enumerate(zip(pages, kept, strict=True), 1))
    for block, page in _paragraphs(kept):
        if isinstance(block, str):
            writer.line(block)
        else:
            writer.table(block.rows, page, block.header)
    writer.flush()
    return [CONTENTS] if contents else []


def _ink(number: int, page: Page, kept: Page) -> Ink:
    """The ink of a page but for that of the lines which were left out of it."""
    page.ink.number = page.ink.number or number
    there = set(map(id, kept.items))
    wide, tall = page.width or 1.0, page.height or 1.0
    return page.ink.without(
        (line.left / wide, line.top / tall, line.right / wide, line.bottom / tall)
        for line in page.lines
        if id(line) not in there
    )


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


@dataclass(frozen=True, slots=True)
class _Note:
    """A footnote, told when the paragraph that it stands under ends."""

    text: str
    page: int


_Item = _Line | _Note | tuple[PageTable, int]


def _items(pages: Sequence[Page]) -> Iterator[_Item]:
    """What stands on all pages in order; a page's footnotes come after the rest of it."""
    apart = [take_footnotes(page) for page in pages]
    measures = Measures([page for page, _ in apart])
    for number, (page, notes) in enumerate(apart):
        for found in page.items:
            if isinstance(found, PageTable):
                yield found, number
            elif text := tidy_line(found.text):
                yield _Line(found, text, number, measures.of(number, found))
        for note in notes:
            yield _Note(note, number)


def _paragraphs(pages: Sequence[Page]) -> Iterator[tuple[str | PageTable, int]]:
    """Paragraphs and tables with the numbers of their pages."""
    found = list(_items(pages))
    items = [item for item in found if not isinstance(item, _Note)]
    waiting = _notes_after(found)
    texts = [item.text if isinstance(item, _Line) else "" for item in items]
    lists = Lists()
    words = ""
    paragraph: list[_Line] = []  # the lines of the paragraph so far
    notes: list[_Note] = []
    for index, item in enumerate(items):
        starts = True
        if isinstance(item, _Line) and paragraph:
            below = items[index + 1] if index + 1 < len(items) else None
            after = below if isinstance(below, _Line) else None
            first = opened_later(texts, index)
            starts = _starts(paragraph, item, after, lists, opens_list=first)
        if starts:
            if words:
                yield words, paragraph[0].page
            yield from ((note.text, note.page) for note in notes)
            words, paragraph, notes = "", [], []
        if isinstance(item, _Line):
            words = item.text.lstrip(f"{BULLET} ") if starts else _join(words, item.text)
            paragraph.append(item)
            if starts:
                lists.began(item.text, item.indent)
        else:
            yield item
        notes += waiting.get(index, ())
    if words:
        yield words, paragraph[0].page
    yield from ((note.text, note.page) for note in notes)


def _notes_after(items: Sequence[_Item]) -> dict[int, list[_Note]]:
    """The footnotes behind each item, counted without them."""
    notes: dict[int, list[_Note]] = {}
    count = 0
    for item in items:
        if isinstance(item, _Note):
            notes.setdefault(max(0, count - 1), []).append(item)
        else:
            count += 1
    return notes


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
    if _ANNEX.fullmatch(item.text) or _LEADER.search(above.text):
        return True
    if above.apart or line.apart or paragraph[-1].indent - item.indent > _FAR:
        return True
    if _is_title(paragraph, room / em) and above.size > 1.15 * line.size:
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


def _is_title(paragraph: list[_Line], room: float) -> bool:
    """Whether a line stands in the middle between the margins; ``room`` is in letters."""
    return len(paragraph) == 1 and room > 1.5 and abs(paragraph[0].indent - room) < 1.5


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
