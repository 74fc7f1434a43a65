"""What stands at the edges of pages and is no part of the text: page numbers, running heads and feet."""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.loaders.page_lines import Page, PageItem, PageLine

# What stands beside a page number; of a scan also what the dashes of — 5 — are taken for.
_BESIDE = r"[-—–―－·•.\s一_~～]*"
_PAGE_NUMBER = re.compile(
    rf"{_BESIDE}[0-9０-９]{{1,4}}{_BESIDE}|"
    r"第\s*[0-9一二三四五六七八九十百]+\s*页(?:\s*[,，/]?\s*共\s*[0-9一二三四五六七八九十百]+\s*页)?|"
    r"[0-9]{1,4}\s*/\s*[0-9]{1,4}|(?:Page|P\.?)\s*[0-9]+(?:\s*of\s*[0-9]+)?",
    re.I,
)
_EDGE = 0.13  # share of the page's height where heads and feet stand
# The number of a page beside the words of a head: 政策汇编 12.
_NUMBERS = re.compile(r"^[0-9０-９\s—–-]+|(?<=\D)[0-9０-９\s—–-]+$")
_ALWAYS = 3  # pages on which the very same words stand at the edge of a page
# Labels that head pages and differ by their number only: no running heads.
_OWN = re.compile(
    r"(?:附[件表录图]|[表图]|续表)\s*[0-9一二三四五六七八九十]*[：:]?$|第.{1,5}[编章节条]"
)

_Key = tuple[str, int]


def strip_edges(pages: Sequence[Page]) -> list[Page]:
    """Pages without page numbers and without heads and feet that repeat."""
    often = 2 if len(pages) == 2 else max(3, round(0.3 * len(pages)))
    alike: Counter[_Key] = Counter()
    same: Counter[_Key] = Counter()
    for page in pages:
        edges = [line for line in page.lines if _at_edge(page, line)]
        alike.update({_key(page, line, _NUMBERS.sub("#", line.text)) for line in edges})
        same.update({_key(page, line, line.text) for line in edges})

    def is_edge(page: Page, item: PageItem) -> bool:
        if not isinstance(item, PageLine) or not _at_edge(page, item):
            return False
        text = item.text.strip()
        if _PAGE_NUMBER.fullmatch(text):
            return True
        if same[_key(page, item, item.text)] >= min(often, _ALWAYS):
            return True
        number = _NUMBERS.sub("#", item.text)
        return alike[_key(page, item, number)] >= often and not _OWN.match(text)

    return [
        Page(page.width, page.height, [item for item in page.items if not is_edge(page, item)])
        for page in pages
    ]


def _key(page: Page, line: PageLine, text: str) -> _Key:
    """The words of an edge, and whether they stand at the head or the foot."""
    return text, int(line.top > page.height / 2)


def _at_edge(page: Page, line: PageLine) -> bool:
    return line.bottom < _EDGE * page.height or line.top > (1 - _EDGE) * page.height
