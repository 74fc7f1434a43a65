"""The text objects of an OFD page as characters with their places, millimetres, read upright."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from corpus.loaders.page_lines import Box, Glyph
from corpus.loaders.zipped import local

_DELTA = re.compile(r"g\s+(\d{1,5})\s+(-?[\d.]+)|(-?[\d.]+)")
_ASKEW = 0.15  # radians off the upright from which text is a watermark
_CLOSE = 1.3  # letters; wider steps leave a gap
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def numbers(text: str, count: int) -> tuple[float, ...] | None:
    """``count`` numbers of an attribute, or None where it holds something else or absurd ones."""
    try:
        found = tuple(float(part) for part in text.split())
    except ValueError:
        return None
    sane = len(found) == count and all(abs(number) < 1e6 for number in found)
    return found if sane else None


def page_glyphs(
    roots: Iterable[etree._Element], size: tuple[float, float]
) -> tuple[list[Glyph], int, int]:
    """The characters of a page and its templates as it reads upright, the quarters it is turned to
    the left for that, and how many characters stand aslant (watermarks: left out)."""
    found = [g for root in roots for node in root.iter("{*}TextObject") for g in _glyphs(node)]
    turns = Counter(turn for turn, _ in found)
    askew = turns.pop(-1, 0)
    upright = turns.most_common(1)[0][0] if turns else 0
    shown = dict.fromkeys(glyph for turn, glyph in found if turn >= 0)  # drawn twice: read once
    if not upright:
        return list(shown), upright, askew
    placed = [
        Glyph(g.text, *turned((g.left, g.top, g.right, g.bottom), size, upright), g.size)
        for g in shown
    ]
    return placed, upright, askew


def turned(box: Box, size: tuple[float, float], turns: int) -> Box:
    """A box (left, top, right, bottom) on the page turned so that what reads ``turns`` quarters to
    the right reads upright."""
    left, top, right, bottom = box
    if turns == 1:
        return top, size[0] - right, bottom, size[0] - left
    if turns == 2:
        return size[0] - right, size[1] - bottom, size[0] - left, size[1] - top
    if turns == 3:
        return size[1] - bottom, left, size[1] - top, right
    return box


def _glyphs(node: etree._Element) -> Iterator[tuple[int, Glyph]]:
    """The characters of one text object, with the quarters they are turned to the right (-1:
    aslant)."""
    box = numbers(node.get("Boundary") or "", 4)
    given = numbers(node.get("Size") or node.get("size") or "4", 1)  # some writers spell it small
    if box is None or given is None or node.get("Visible") == "false":
        return
    matrix = numbers(node.get("CTM") or "", 6) or _IDENTITY
    size, height = abs(given[0]), abs(given[0]) * (math.hypot(*matrix[2:4]) or 1.0)
    quarters = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
    turn = round(quarters)
    turn = -1 if abs(quarters - turn) * math.pi / 2 > _ASKEW else turn % 4
    room = box[3 if turn % 2 else 2] / (math.hypot(*matrix[:2]) or 1.0)
    for code in node:
        place = numbers(f"{code.get('X') or 0} {code.get('Y') or 0}", 2)
        if local(code) != "TextCode" or not (code.text or "").strip() or place is None:
            continue
        text = (code.text or "").replace("\n", "")
        if matrix == _IDENTITY and (wide := _closed(code, len(text), size, room)):
            left, top = box[0] + place[0], box[1] + place[1] - size
            yield 0, Glyph(text, left, top, left + wide, top + size, size)
            continue
        for char, x, y, wide in _advances(code, text, size, room):
            stands = mapped(place[0] + x, place[1] + y - size, wide, size, matrix)
            left, top, right, bottom = (v + box[i % 2] for i, v in enumerate(stands))
            yield turn, Glyph(char, left, top, right, bottom, height or size)


def _closed(code: etree._Element, count: int, size: float, room: float) -> float:
    """How wide a text stands whose letters follow each other on a line without gaps; 0 for others."""
    if code.get("DeltaY"):
        return 0.0
    steps = deltas(code.get("DeltaX") or "")[: count - 1]
    if not steps:
        return min(room, size * count) if room > 0 else size * count
    if max(steps) > _CLOSE * size or min(steps) <= 0:
        return 0.0
    return sum(steps) + steps[-1] * (count - len(steps))


def _advances(
    code: etree._Element, text: str, size: float, room: float
) -> Iterator[tuple[str, float, float, float]]:
    """The characters with their places from the first one, and their widths."""
    steps, falls = deltas(code.get("DeltaX") or ""), deltas(code.get("DeltaY") or "")
    usual = min(size, room / len(text)) if room > 0 else size
    x = y = 0.0
    for index, char in enumerate(text):
        fall = falls[index] if index < len(falls) else 0.0
        step = steps[min(index, len(steps) - 1)] if steps else 0.0 if falls else usual
        # The width of a letter isn't told: a step may hold a gap besides.
        yield char, x, y, min(abs(step) or size, size)
        x, y = x + step, y + fall


def mapped(x: float, y: float, wide: float, tall: float, matrix: tuple[float, ...]) -> Box:
    """The box around a rectangle after a matrix: left, top, right, bottom."""
    a, b, c, d, e, f = matrix
    corners = [(x, y), (x + wide, y), (x, y + tall), (x + wide, y + tall)]
    across = [a * u + c * v + e for u, v in corners]
    down = [b * u + d * v + f for u, v in corners]
    return min(across), min(down), max(across), max(down)


def deltas(text: str) -> list[float]:
    """Steps between characters; ``g 5 3.2`` repeats 3.2 five times."""
    steps: list[float] = []
    for match in _DELTA.finditer(text):
        try:
            steps.extend(
                [float(match[2])] * min(int(match[1]), 5000) if match[1] else [float(match[3])]
            )
        except ValueError:
            continue
        if len(steps) > 20_000:
            break
    return steps
