"""The lines drawn on an OFD page, millimetres, as the page is shown."""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from corpus.loaders.ofd_text import mapped, numbers, turned
from corpus.loaders.page_grid import MAX_RULES, Rules

_SLACK = 0.5  # a box as thin as this is a line
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_Point = tuple[float, float]


def drawn(roots: Iterable[etree._Element], size: tuple[float, float], turns: int) -> Rules:
    """The rules of a page and its templates; ``turns`` as in ``page_glyphs``. Too many: none."""
    rules = Rules([], [])
    seen = 0
    for root in roots:
        for node in root.iter("{*}PathObject"):
            if node.get("Visible") == "false":
                continue
            for start, end in _strokes(node):
                seen += 1
                if seen > MAX_RULES:
                    return Rules([], [])
                box = (
                    min(start[0], end[0]),
                    min(start[1], end[1]),
                    max(start[0], end[0]),
                    max(start[1], end[1]),
                )
                rules.add(*turned(box, size, turns), slack=_SLACK)
    return rules


def _strokes(node: etree._Element) -> Iterator[tuple[_Point, _Point]]:
    """The straight lines of a path; of one that is only filled, those of parts as thin as a line."""
    box = numbers(node.get("Boundary") or "", 4)
    data = node.find("{*}AbbreviatedData")
    if box is None or data is None:
        return
    matrix = numbers(node.get("CTM") or "", 6) or _IDENTITY
    drawn_ = node.get("Stroke") != "false"
    if not drawn_ and min(box[2], box[3]) > 2 * _SLACK:
        return
    start = here = (0.0, 0.0)
    for match in _STEP.finditer(data.text or ""):
        values = numbers(match[2], len(match[2].split())) or ()
        if match[1] == "C":
            yield _placed(here, box, matrix), _placed(start, box, matrix)
            here = start
            continue
        if len(values) < 2:
            continue
        point = (values[-2], values[-1])
        if match[1] in "SM":
            start = point
        elif match[1] == "L":
            yield _placed(here, box, matrix), _placed(point, box, matrix)
        here = point


def _placed(point: _Point, box: tuple[float, ...], matrix: tuple[float, ...]) -> _Point:
    left, top, _, _ = mapped(*point, 0.0, 0.0, matrix)
    return left + box[0], top + box[1]
