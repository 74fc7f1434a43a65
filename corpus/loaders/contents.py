"""Lists of contents (目录) stay out of the text: they say every heading twice, and nothing else.

A line of one ends in dots and a page number; or it stands under 目录 and comes again as a heading.
"""

import re
from dataclasses import replace

from corpus.loaders.base import Extracted

_HEAD = re.compile(r"[\s\u3000]*目[\s\u3000]*[录次][\s\u3000]*[：:]?[\s\u3000]*")
_LEADER = re.compile(
    r".{2,80}?(?:[.．。·•…⋯⋅‥]{3,}|(?:[.．·…]\s?){3,}|[—－\-_]{5,})[\s\u3000—－\-（(]*(?P<page>[0-9]{1,4})[\s\u3000—－\-）)]*"
)
_PAGE = re.compile(r"[.．。·•…—－\-（(]*[0-9]{1,4}[—－\-）)]*$")
_SPACE = re.compile(r"[\s\u3000]+")
_FEWEST = 2  # entries under 目录
_UNHEADED = 3  # entries where no 目录 stands above them; their pages must not go back
_MOST = 400
_LONGEST = 80  # characters of an entry


def without_contents(found: Extracted) -> Extracted:
    """The text without its lists of contents; the offsets of tables follow."""
    lines = found.text.split("\n")
    rows = {start for table in found.tables for start, _ in table.spans}
    gone = _listed(lines, _starts(lines), rows)
    if not gone:
        return found
    shifts: dict[int, int] = {}
    kept: list[str] = []
    length = position = 0
    for at, line in enumerate(lines):
        shifts[position] = length
        position += len(line) + 1
        if at not in gone:
            kept.append(line)
            length += len(line) + 1
    tables = tuple(
        replace(
            table,
            spans=tuple((shifts[s], shifts[s] + e - s) for s, e in table.spans),
        )
        for table in found.tables
    )
    return replace(found, text="\n".join(kept), tables=tables)


def _starts(lines: list[str]) -> list[int]:
    starts, position = [], 0
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return starts


def _listed(lines: list[str], starts: list[int], rows: set[int]) -> set[int]:
    """Places of the lines of lists of contents."""
    plain = [_SPACE.sub("", line) for line in lines]
    last = {words: at for at, words in enumerate(plain) if words}
    gone: set[int] = set()
    at = 0
    while at < len(lines):
        headed = bool(_HEAD.fullmatch(lines[at]))
        entries: list[int] = []
        page = 0
        for place in range(at + headed, min(len(lines), at + _MOST)):
            words = plain[place]
            if not words:
                continue
            leads = _LEADER.fullmatch(lines[place])
            bare = _PAGE.sub("", words)
            again = headed and len(bare) <= _LONGEST and last.get(bare, 0) > place
            turned = leads is not None and int(leads["page"]) < page
            if starts[place] in rows or not (leads or again) or (turned and not headed):
                break
            page = int(leads["page"]) if leads else page
            entries.append(place)
        if len(entries) >= (_FEWEST if headed else _UNHEADED):
            gone |= {*entries, *([at] if headed else [])}
            at = entries[-1]
        at += 1
    return gone
