"""The text objects of an OFD page as lines with their places, millimetres, read upright."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree

from corpus.loaders.page_lines import PageLine, around, in_rows, tidy_line
from corpus.loaders.zipped import local

_DELTA = re.compile(r"g\s+(\d{1,5})\s+(-?[\d.]+)|(-?[\d.]+)")
_ASKEW = 0.15  # radians off the upright from which text is a watermark
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def numbers(text: str, count: int) -> tuple[float, ...] | None:
    """``count`` numbers of an attribute, or None where it holds something else or absurd ones."""
    try:
        found = tuple(float(part) for part in text.split())
    except ValueError:
        return None
    sane = len(found) == count and all(abs(number) < 1e6 for number in found)
    return found if sane else None


def text_lines(
    roots: Iterable[etree._Element], size: tuple[float, float]
) -> tuple[list[PageLine], tuple[float, float], int]:
    """The lines of a page and its templates, the size of the page as it is read, and how many
    characters stand aslant (watermarks: left out)."""
    pieces = [p for root in roots for node in root.iter("{*}TextObject") for p in _pieces(node)]
    turns = Counter[int]()
    for turn, piece in pieces:
        turns[turn] += len(piece.text)
    askew = turns.pop(-1, 0)
    upright = turns.most_common(1)[0][0] if turns else 0
    shown = dict.fromkeys(_turned(piece, size, upright) for turn, piece in pieces if turn >= 0)
    lines = [_line(row) for row in in_rows(_once(list(shown)), _beside)]
    return lines, (size[1], size[0]) if upright % 2 else size, askew


def _once(pieces: list[PageLine]) -> list[PageLine]:
    """Without text drawn twice on one place (bold, or on the template as well as on the page)."""
    seen: dict[tuple[str, int, int], None] = {}
    kept = []
    for piece in pieces:
        key = (piece.text, round(piece.left), round(piece.middle))
        if key not in seen:
            seen[key] = None
            kept.append(piece)
    return kept


def _turned(piece: PageLine, size: tuple[float, float], turns: int) -> PageLine:
    """A piece on the page turned so that ``turns`` quarters to the right read upright."""
    left, top, right, bottom = piece.left, piece.top, piece.right, piece.bottom
    if turns == 1:
        left, top, right, bottom = top, size[0] - right, bottom, size[0] - left
    elif turns == 2:
        left, top, right, bottom = size[0] - right, size[1] - bottom, size[0] - left, size[1] - top
    elif turns == 3:
        left, top, right, bottom = size[1] - bottom, left, size[1] - top, right
    return PageLine(piece.text, left, top, right, bottom, piece.size)


def _beside(first: PageLine, piece: PageLine) -> bool:
    return abs(piece.middle - first.middle) < 0.5 * max(first.size, piece.size)


def _line(row: list[PageLine]) -> PageLine:
    text = row[0].text
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        latin = before.text[-1:].isascii() and piece.text[:1].isascii()
        text += (" " if gap > (0.25 if latin else 1.4) * piece.size else "") + piece.text
    return around(row, tidy_line(text), max(p.size for p in row))


def _pieces(node: etree._Element) -> Iterator[tuple[int, PageLine]]:
    """The lines of one text object, a TextCode each, with the quarters they are turned to the right
    (-1: aslant)."""
    box = numbers(node.get("Boundary") or "", 4)
    given = numbers(node.get("Size") or node.get("size") or "4", 1)  # some writers spell it small
    if box is None or given is None or node.get("Visible") == "false":
        return
    matrix = numbers(node.get("CTM") or "", 6) or _IDENTITY
    size, height = abs(given[0]), abs(given[0]) * (math.hypot(*matrix[2:4]) or 1.0)
    quarters = math.atan2(matrix[1], matrix[0]) / (math.pi / 2)
    turn = round(quarters)
    aslant = abs(quarters - turn) * math.pi / 2 > _ASKEW
    room = box[3 if turn % 2 else 2] / (math.hypot(*matrix[:2]) or 1.0)
    for code in node:
        place = numbers(f"{code.get('X') or 0} {code.get('Y') or 0}", 2)
        if local(code) != "TextCode" or not (code.text or "").strip() or place is None:
            continue
        text = (code.text or "").replace("\n", "")
        wide, tall = _extent(code, len(text), size, room)
        left, top, right, bottom = _mapped(place[0], place[1] - size, wide, tall, matrix)
        x, y = box[:2]
        piece = PageLine(text, left + x, top + y, right + x, bottom + y, height or size)
        yield -1 if aslant else turn % 4, piece


def _extent(code: etree._Element, count: int, size: float, room: float) -> tuple[float, float]:
    """How wide and how tall ``count`` letters stand, before they are turned."""
    across = sum(_deltas(code.get("DeltaX") or "")[: count - 1])
    down = sum(_deltas(code.get("DeltaY") or "")[: count - 1])
    if down > abs(across):
        return size, down + size  # one letter below the other
    return (across + size if across else min(room, size * count) or size), size


def _mapped(
    x: float, y: float, wide: float, tall: float, matrix: tuple[float, ...]
) -> tuple[float, float, float, float]:
    """The box around a rectangle after a matrix: left, top, right, bottom."""
    a, b, c, d, e, f = matrix
    corners = [(x, y), (x + wide, y), (x, y + tall), (x + wide, y + tall)]
    across = [a * u + c * v + e for u, v in corners]
    down = [b * u + d * v + f for u, v in corners]
    return min(across), min(down), max(across), max(down)


def _deltas(text: str) -> list[float]:
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
