"""A text cut into segments: lines, and the pieces of a line in which numbering goes on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.language.markers import LIST_RANK, Marker, inline_markers, marker_at
from corpus.language.organs import may_sign
from corpus.language.sentences import trimmed
from corpus.structure.closing import closing_borders
from corpus.structure.headline import TITLE_WORD, front_borders

ENDS_SENTENCE = "。；;！!？?…"
_FLAT_LINE = 200  # a line this long is no paragraph as typed, but text that lost its breaks
_FRONT = 60  # what is shorter between two borders has no title of its own
ANNEX = re.compile(r"附[件表]\s*[：:0-9一二三四五六七八九十]")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line that is one item: a heading, a paragraph, an addressee…

    ``front``: it stands above the text of a part whose lines were lost (title, number).
    """

    start: int
    end: int
    marker: Marker | None
    row: bool = False
    front: bool = False


def segments_of(text: str, rows: dict[int, int]) -> Iterator[Segment]:
    """The segments of ``text`` in order. ``rows``: start → end of its table rows."""
    position = 0
    first = True
    only = "\n" not in text.strip()  # a short text that lost its breaks, too
    for line in text.splitlines(keepends=True):
        start, end = trimmed(text, position, position + len(line))
        position += len(line)
        if rows.get(start) == end:
            yield Segment(start, end, None, row=True)
        elif 0 < end - start <= _FLAT_LINE and ANNEX.match(text, start, end):
            yield Segment(start, end, None)  # 附件：1.申报表 names an annex and opens no section
        elif end - start > _FLAT_LINE or (only and end - start > _FRONT):
            yield from _flat_line(text, start, end, first)
        elif start < end:
            yield from _split_line(text, start, end, frozenset(), [])
        first = first and start == end


def _flat_line(text: str, start: int, end: int, first: bool) -> Iterator[Segment]:
    """The segments of text that lost its line breaks: one part after the other, each with its front
    matter, its numbering beginning anew. ``first``: the line begins the document."""
    borders = [start, *closing_borders(text, start, end), end]
    for place, (left, right) in enumerate(pairwise(borders)):
        begin, stop = trimmed(text, left, right)
        if begin < stop <= begin + _FLAT_LINE and ANNEX.match(text, begin, stop):
            yield Segment(begin, stop, None)
        elif begin < stop:
            signed = may_sign(text[begin:stop])
            own = (place or first) and stop - begin > _FRONT and not signed
            fronts = front_borders(text, begin, stop) if own else []
            yield from _split_line(text, begin, stop, frozenset(fronts), fronts, flat=True)


def _split_line(
    text: str,
    start: int,
    end: int,
    cuts_at: frozenset[int],
    front: list[int],
    *,
    flat: bool = False,
) -> Iterator[Segment]:
    """Split a line where numbering goes on inside it; flattened text also after ``。`` + space."""
    cuts: dict[int, Marker | None] = {start: marker_at(text, start)}
    expected: dict[int, int] = {}
    if first := cuts[start]:
        expected[first.rank] = first.value + 1
    for marker in inline_markers(text, start, end):
        after_space = text[marker.start - 1].isspace()
        if marker.value == expected.get(marker.rank, 1) and (
            after_space or marker.rank in (4, 5, LIST_RANK)
        ):
            cuts[marker.start] = marker
            expected[marker.rank] = marker.value + 1
            for deeper in [rank for rank in expected if rank > marker.rank]:
                del expected[deeper]
    if flat:
        for match in re.finditer(r"(?<=[。：！？])[\s\u3000]+(?=\S)", text[start:end]):
            cuts.setdefault(start + match.end(), None)
        head = re.compile(r"\S{2,90}?(?=[\s\u3000]+\S{2,60}?[：:])").match(text, start, end)
        if head and TITLE_WORD.search(head[0]):
            follow = re.compile(r"[\s\u3000]+").match(text, head.end(), end)
            if follow:
                cuts.setdefault(follow.end(), None)
    for border in cuts_at:
        cuts.setdefault(border, None)
    above = front[-1] if front else start
    borders = sorted(cuts)
    for left, right in zip(borders, [*borders[1:], end], strict=True):
        begin, stop = trimmed(text, left, right)
        if begin < stop:
            yield Segment(begin, stop, cuts[left], front=left < above)
