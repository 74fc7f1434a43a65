"""Lines that belong to a web page and not to its article: dates, shares, print buttons, menus.

What is cut here is read once more for fields: the line under the title often is the only place
that says when a page was published, and the one below the text where it was taken from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.language.words import unspaced
from corpus.loaders.html_blocks import Block, Grid
from corpus.loaders.html_inline import Line
from corpus.loaders.html_title import is_column
from corpus.loaders.web_marks import (
    CREDIT,
    CRUMB,
    DISCLAIMER,
    END,
    FOOTER,
    HEAD,
    MORE,
    NEXT,
    RIGHTS,
    SCAN,
    is_crumb,
    is_info,
    is_junk,
    is_prose,
)

_HEAD_LINES = 12  # lines at the start of an article that may be the page's
_TAIL_PROSE = 120  # characters of sentences that may follow a tail line and still be page furniture
_MENUS = 3  # lines below a title that may be menus,
_MENU = 20  # with fewer characters than this
_NAV_MOST = 160  # characters of a line that leads to another page


@dataclass(frozen=True, slots=True)
class Article:
    """The article's own blocks, and the page's lines that stood among them."""

    kept: list[Block]
    cut: list[Line] = field(default_factory=list)


def article_lines(found: Sequence[Block], title: str = "", names: Sequence[str] = ()) -> Article:
    """Leave out the page's own lines before, after and among the article's.

    ``names``: of the site and its column, which may stand above the title.
    """
    rest = _cut_head([b for b in found if not is_junk(b.text)], title, names)
    rest = _cut_tail(rest)
    first = next((i for i, b in enumerate(rest) if is_prose(b)), len(rest))
    start = min(_HEAD_LINES, first)
    kept = [b for i, b in enumerate(rest) if i >= start or not _is_head(b.text, title)]
    while kept and isinstance(kept[-1], Line) and _is_credit(kept[-1].text):
        kept.pop()
    own = {id(block) for block in kept}
    return Article(kept, [b for b in found if isinstance(b, Line) and id(b) not in own])


def without_next(found: Sequence[Block]) -> list[Block]:
    """Without the links to the next pages below a text."""
    end = len(found)
    while end and NEXT.match(found[end - 1].text) and found[end - 1].links:
        end -= 1
    return list(found[:end])


def dump_lines(found: Sequence[Block], title: str) -> Article:
    """The article of a whole page that was saved as text: from its title on, link lists left out."""
    starts = [i + 1 for i, b in enumerate(found) if title and _same(b.text, title)]
    parts = [_until_tail(found[start:]) for start in starts] or [list(found)]
    best = max(parts, key=lambda part: sum("。" in b.text for b in part))
    return article_lines(best, title)


def _cut_head(found: list[Block], title: str, names: Sequence[str]) -> list[Block]:
    """Leave out what stands before the title, up to the last line there that is the page's, and
    menus right below it."""
    first = next(
        (i for i, b in enumerate(found) if "。" in b.text or isinstance(b, Grid)), len(found)
    )
    head = found[:first]
    starts = [i for i in range(len(head)) if title and _starts_title(head, i, title)]
    if not starts:
        return found
    known = {unspaced(name) for name in names if name}
    top = starts[-1]
    page = [i for i in range(top) if _is_page(found[i]) or unspaced(found[i].text) in known]
    below = range(top + 1, min(first, top + 1 + _MENUS))
    menus = {i for i in below if _is_link_line(found[i]) and len(found[i].text) < _MENU}
    start = page[-1] + 1 if page else 0
    return [b for i, b in enumerate(found) if i >= start and i not in menus]


def _is_page(block: Block) -> bool:
    words = block.text
    return _is_link_line(block) or is_crumb(words) or is_info(words) or is_column(words)


def _starts_title(head: Sequence[Block], at: int, title: str) -> bool:
    """Whether the title stands at a position, in one line or in several."""
    wanted, said = unspaced(title), ""
    for block in head[at : at + 4]:
        said += unspaced(block.text)
        if said == wanted:
            return True
        if not wanted.startswith(said):
            return False
    return False


def _until_tail(found: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    prose = False
    for block in found:
        marks = (MORE, NEXT, SCAN)
        tail = _is_end(block.text) or any(mark.match(block.text) for mark in marks)
        if prose and tail and not _is_link_line(block):
            break
        if _is_link_line(block) or tail:
            continue
        prose = prose or isinstance(block, Grid) or "。" in block.text
        kept.append(block)
    return kept


def _cut_tail(found: list[Block]) -> list[Block]:
    """Leave out what stands below the article: from the first line on that opens it, where what
    follows is the page's. One pass from the end, for pages of any length."""
    cut = len(found)
    own = prose = 0  # characters after a line that are no links, and those of them in sentences
    elsewhere = True
    before = sum(map(_size, found))
    for position in range(len(found) - 1, 0, -1):
        block = found[position]
        before -= _size(block)
        if isinstance(block, Grid):
            break
        if _is_end(block.text) or NEXT.match(block.text):
            # Few sentences follow, and less than stands before.
            if prose <= _TAIL_PROSE and own <= before:
                cut = position
        elif elsewhere and _leads_away(block):
            cut = position
        if not _is_link_line(block):
            own += len(block.text)
            prose += len(block.text) * ("。" in block.text)
        elsewhere = elsewhere and _is_elsewhere(block)
    if any(RIGHTS.search(b.text) for b in found[cut:]):
        while cut > 0 and FOOTER.match(found[cut - 1].text) and "。" not in found[cut - 1].text:
            cut -= 1
    return [b for b in found[:cut] if not _is_tool(b)]


def _leads_away(block: Block) -> bool:
    """Whether a line opens a list of other pages, invites to follow the site, or disclaims."""
    if any(mark.match(block.text) for mark in (MORE, SCAN, DISCLAIMER)):
        return True
    return block.links > 0.3 * len(block.text) and bool(MORE.match(block.text.split("：")[0]))


def _size(block: Block) -> int:
    return sum(map(len, chain(*block.rows))) if isinstance(block, Grid) else len(block.text)


def _is_tool(block: Block) -> bool:
    """Whether a line among the article's is the page's for certain."""
    following = bool(NEXT.match(block.text)) and block.links > 0
    return following or (_is_end(block.text) and len(block.text) < 40)


def _is_elsewhere(block: Block) -> bool:
    """Whether a line leads away from the article: a link, or the next such list."""
    return (
        block.links > 0.4 * len(block.text)
        or any(mark.match(block.text) for mark in (MORE, NEXT, SCAN, FOOTER))
        or _is_end(block.text)
        or is_info(block.text)
    )


def _is_link_line(block: Block) -> bool:
    return block.links > 0.6 * len(block.text)


def _same(text: str, title: str) -> bool:
    return "".join(text.split()) == "".join(title.split())


def _is_head(text: str, title: str) -> bool:
    if len(text) >= 200 or "。" in text or _same(text, title):
        return False
    return bool(HEAD.match(text) or CRUMB.match(text))


def _is_end(text: str) -> bool:
    return "。" not in text and len(text) <= _NAV_MOST and bool(END.match(text))


def _is_credit(text: str) -> bool:
    return len(text) < 60 and "。" not in text and bool(CREDIT.match(text))
