"""Lists of contents with page numbers: no part of the text, which has the same headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.language.words import unspaced
from corpus.loaders.page_lines import Page, PageLine

_HEADING = re.compile(r"目\s*[录次]|CONTENTS|Contents")
_DOTTED = re.compile(r"(?P<title>.*?\S)\s*(?:[.．·・…⋯。_]\s*){4,}[（(]?(?P<page>[0-9]{1,4})[)）]?")
_PLAIN = re.compile(r"(?P<title>\S.*?)[\s\u3000]+(?P<page>[0-9]{1,4})")
_LEADER = re.compile(r"(?:[.．·・…⋯。_]\s*){4,}")
_LEAST = 3  # entries
_TRIES = 50  # places of a document where a list may begin
_WRAPPED = 2  # lines of an entry before the one with its page number


@dataclass(frozen=True, slots=True)
class _Place:
    page: int
    line: PageLine


def strip_contents(pages: Sequence[Page]) -> tuple[list[Page], bool]:
    """The pages without their lists of contents, and whether there was one."""
    places = [_Place(n, line) for n, page in enumerate(pages) for line in page.lines]
    texts = [place.line.text.strip() for place in places]
    dropped: set[int] = set()
    index = tries = 0
    while index < len(texts) and tries < _TRIES:
        headed = _HEADING.fullmatch(texts[index]) is not None
        start = index + 1 if headed else index
        if not headed and not _DOTTED.fullmatch(texts[index]):
            index += 1
            continue
        tries += 1
        end, entries = _entries(texts, start, plain=headed)
        if len(entries) >= _LEAST and (headed or _in_text(entries, texts[end:])):
            dropped.update(id(place.line) for place in places[index:end])
        index = max(end, index + 1)
    if not dropped:
        return list(pages), False
    kept = [
        Page(page.width, page.height, [item for item in page.items if id(item) not in dropped])
        for page in pages
    ]
    return kept, True


def _entries(texts: Sequence[str], start: int, *, plain: bool) -> tuple[int, list[str]]:
    """The place after a list that begins at ``start``, and the titles of its entries; ``plain`` ones
    may lack the dots."""
    titles: list[str] = []
    last, end, index = 0, start, start
    while index < len(texts) and index - end <= _WRAPPED:
        match = _DOTTED.fullmatch(texts[index])
        if match is None and plain and not texts[index].endswith(("。", "；")):
            match = _PLAIN.fullmatch(texts[index])
        if match is None and _LEADER.search(texts[index]) is None:
            index += 1  # perhaps the first line of an entry
            continue
        if match is not None:
            if int(match["page"]) < last:
                break
            last = int(match["page"])
            titles.append("".join(texts[end:index]) + match["title"])
        index += 1
        end = index
    return end, titles


def _in_text(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether most entries are headings further on."""
    lines = {unspaced(text) for text in texts}
    whole = "\n".join(lines)
    return 2 * sum(unspaced(title) in whole for title in titles) >= len(titles)
