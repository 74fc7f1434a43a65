"""The letters of OFD text objects one by one, where they stand on the page; millimetres."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml import etree

from corpus.loaders.ofd_text import deltas, numbers
from corpus.loaders.zipped import local

_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Code(NamedTuple):
    """A run of letters: the x of each and the baseline y of each within its object, their size."""

    text: str
    across: list[float]
    down: list[float]
    size: float


def codes_of(node: etree._Element) -> Iterator[Code]:
    """The runs of one text object."""
    given = numbers(node.get("Size") or node.get("size") or "4", 1)  # some writers spell it small
    if given is None or node.get("Visible") == "false":
        return
    size = abs(given[0])
    for code in node:
        place = numbers(f"{code.get('X') or 0} {code.get('Y') or 0}", 2)
        text = (code.text or "").replace("\n", "")
        if local(code) != "TextCode" or not text.strip() or place is None:
            continue
        steps = deltas(code.get("DeltaX") or ""), deltas(code.get("DeltaY") or "")
        natural = [size * (0.5 if c.isascii() else 1.0) for c in text]
        across = steps[0] if any(steps) else natural
        yield Code(text, _along(place[0], across, text), _along(place[1], steps[1], text), size)


def _along(start: float, steps: list[float], text: str) -> list[float]:
    places = [start]
    for at in range(len(text) - 1):
        places.append(places[-1] + (steps[at] if at < len(steps) else 0.0))
    return places


def page_letters(root: etree._Element) -> Iterator[tuple[str, float, float, float, float]]:
    """Every letter of a page with its box: left, top, right, bottom."""
    for node in root.iter("{*}TextObject"):
        box = numbers(node.get("Boundary") or "", 4)
        if box is None:
            continue
        matrix = numbers(node.get("CTM") or "", 6) or _IDENTITY
        for code in codes_of(node):
            # To the next letter: narrow ones may be set as far apart as wide ones.
            steps = [after - x for x, after in pairwise(code.across)] + [0.0]
            for letter, x, y, step in zip(code.text, code.across, code.down, steps, strict=True):
                natural = code.size * (0.5 if letter.isascii() else 1.0)
                wide = max(natural, min(step, code.size))
                yield (letter, *_mapped(x, y, wide, code.size, matrix, box))


def _mapped(
    x: float, y: float, wide: float, size: float, matrix: tuple[float, ...], box: tuple[float, ...]
) -> tuple[float, float, float, float]:
    """The box on the page of a letter whose baseline begins at x, y of its object."""
    a, b, c, d, e, f = matrix
    tops = (y - 0.88 * size, y + 0.12 * size)  # as Chinese fonts stand on their baseline
    corners = [(u, v) for u in (x, x + wide) for v in tops]
    across = [a * u + c * v + e + box[0] for u, v in corners]
    down = [b * u + d * v + f + box[1] for u, v in corners]
    return min(across), min(down), max(across), max(down)
