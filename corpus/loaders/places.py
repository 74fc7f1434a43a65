"""Where on its page the words of a text stand: boxes by offset, packed for the store.

Lengths are ten-thousandths of the page's width (left, right) and height (top, bottom), which grow to
the right and downwards: they hold for a picture of the page of any size.
"""

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

UNIT = 10_000


class Place(NamedTuple):
    """``text[start:end]`` stands in this box of a page (counted from 1). Within it the letters follow
    each other evenly: wide ones one width, narrow ones half of it."""

    start: int
    end: int
    page: int
    left: int
    top: int
    right: int
    bottom: int


class Box(NamedTuple):
    """A part of a page."""

    page: int
    left: int
    top: int
    right: int
    bottom: int


def pack(places: Iterable[Place], turned: Mapping[int, int] | None = None) -> bytes:
    """The places as the store keeps them, and by how many quarters to the left pages have to be turned;
    nothing where there are no places."""
    kept = {"places": sorted(places), "turned": {k: v for k, v in (turned or {}).items() if v}}
    written = json.dumps(kept, separators=(",", ":")).encode()
    return zlib.compress(written, 9) if kept["places"] else b""


def unpack(packed: bytes) -> tuple[tuple[Place, ...], dict[int, int]]:
    """The places by start, and the turns of those pages that are turned."""
    if not packed:
        return (), {}
    kept = json.loads(zlib.decompress(packed))
    turned = {int(page): turns for page, turns in kept["turned"].items()}
    return tuple(Place(*row) for row in kept["places"]), turned


def boxes(places: Sequence[Place], text: str, start: int, end: int) -> list[Box]:
    """The boxes of ``text[start:end]``, one a line, or none where a word of it has no known place.

    White space needs none: paragraphs are made of lines that no space stands between. Page 0 is that
    of words which the loader wrote: they are passed over.
    """
    found: list[Box] = []
    at = start
    first = max(0, bisect_right(places, start, key=lambda p: p.start) - 1)
    for place in places[first:]:
        if place.start >= end:
            break
        if place.end <= at:
            continue
        low, high = max(place.start, at), min(place.end, end)
        if text[at:low].strip():
            return []
        if place.page and text[low:high].strip():
            found.append(_part(place, text, low, high))
        at = high
    return [] if text[at:end].strip() else _joined(found)


def _part(place: Place, text: str, start: int, end: int) -> Box:
    whole = _width(text[place.start : place.end]) or 1
    left, right = (
        place.left + (place.right - place.left) * _width(text[place.start : at]) // whole
        for at in (start, end)
    )
    return Box(place.page, left, place.top, right, place.bottom)


def _width(text: str) -> int:
    return sum(1 if c.isascii() else 2 for c in text)


def _joined(found: list[Box]) -> list[Box]:
    """Boxes that follow each other on one line as one."""
    lines: list[Box] = []
    for box in found:
        if lines and _follows(lines[-1], box):
            last = lines.pop()
            top, bottom = min(last.top, box.top), max(last.bottom, box.bottom)
            box = Box(box.page, last.left, top, max(last.right, box.right), bottom)
        lines.append(box)
    return lines


def _follows(before: Box, box: Box) -> bool:
    overlap = min(before.bottom, box.bottom) - max(before.top, box.top)
    level = overlap > 0.6 * min(before.bottom - before.top, box.bottom - box.top)
    near = -50 <= box.left - before.right <= 2 * (box.bottom - box.top)
    return before.page == box.page and level and near
