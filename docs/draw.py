"""Draws the Mermaid flowcharts of a Markdown page as SVG, to be read without a network: ``make docs``.

Only what our pages use: ``flowchart TD``, ``%% file: NAME.svg``, ``id["line<br/>line"]``
and ``a --> b``. Boxes stand in rows, each below all that lead to it.
"""

import re
import sys
import unicodedata
from dataclasses import dataclass
from html import escape
from pathlib import Path

_CHART = re.compile(r"^```mermaid\nflowchart TD\n%% file: (\S+\.svg)\n(.*?)^```", re.DOTALL | re.M)
_BOX = re.compile(r'^\s*(\w+)\["(.*)"\]$', re.MULTILINE)
_ARROW = re.compile(r"^\s*(\w+) --> (\w+)$", re.MULTILINE)
_LINE, _MARGIN, _GAP, _ROW = 20, 12, 24, 44  # pixels: height of a line, in a box, between boxes
_HALF = 7.2  # pixels: a Latin letter; a Chinese character is two of them
_STYLE = (
    "text{font:14px 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;text-anchor:middle;fill:#1f2937}"
    ".path{font-weight:bold}rect{fill:#f8fafc;stroke:#64748b}line{stroke:#64748b}"
)
_ARROWHEAD = (
    '<marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"'
    ' orient="auto"><path d="M0 0 8 4 0 8z" fill="#64748b"/></marker>'
)


@dataclass
class Box:
    """A box: its lines, and where its middle and its top are."""

    lines: list[str]
    middle: float = 0
    top: float = 0

    @property
    def width(self) -> float:
        """In pixels, as wide as the longest line."""
        return max(map(_width, self.lines)) + 2 * _MARGIN

    @property
    def height(self) -> float:
        """In pixels."""
        return len(self.lines) * _LINE + _MARGIN


def charts(page: str) -> dict[str, str]:
    """The SVG of every flowchart of a page, by file name."""
    return {name: _svg(text) for name, text in _CHART.findall(page)}


def _svg(text: str) -> str:
    boxes = {key: Box(words.split("<br/>")) for key, words in _BOX.findall(text)}
    arrows = _ARROW.findall(text)
    width, height = _place(boxes, arrows)
    drawn = [_arrow(boxes[one], boxes[other]) for one, other in arrows]
    drawn += [_box(box) for box in boxes.values()]
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    body = "\n".join(drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>\n<style>{_STYLE}</style>'
        f'<rect width="100%" height="100%" style="fill:#fff;stroke:none"/>{_ARROWHEAD}\n{body}\n</svg>\n'
    )


def _place(boxes: dict[str, Box], arrows: list[tuple[str, str]]) -> tuple[float, float]:
    """Set the boxes in rows; the width and height of the whole."""
    rank = dict.fromkeys(boxes, 0)
    for _ in boxes:  # as often as the longest way can be long
        for one, other in arrows:
            rank[other] = max(rank[other], rank[one] + 1)
    rows = [
        [b for key, b in boxes.items() if rank[key] == r] for r in range(max(rank.values()) + 1)
    ]
    widths = [sum(box.width + _GAP for box in row) for row in rows]
    top = float(_MARGIN)
    for row, wide in zip(rows, widths, strict=True):
        left = (max(widths) - wide) / 2
        for box in row:
            box.middle, box.top = left + (box.width + _GAP) / 2, top
            left += box.width + _GAP
        top += max(box.height for box in row) + _ROW
    return max(widths), top - _ROW + _MARGIN


def _box(box: Box) -> str:
    left = box.middle - box.width / 2
    parts = [
        f'<rect x="{left:.1f}" y="{box.top:.1f}" width="{box.width:.1f}" height="{box.height:.1f}" rx="6"/>'
    ]
    for number, line in enumerate(box.lines):
        named = ' class="path"' if len(box.lines) > 1 and number == 0 else ""
        y = box.top + _MARGIN / 2 + _LINE * (number + 0.75)
        parts.append(f'<text x="{box.middle:.1f}" y="{y:.1f}"{named}>{escape(line)}</text>')
    return "".join(parts)


def _arrow(one: Box, other: Box) -> str:
    return (
        f'<line x1="{one.middle:.1f}" y1="{one.top + one.height:.1f}" x2="{other.middle:.1f}"'
        f' y2="{other.top:.1f}" marker-end="url(#head)"/>'
    )


def _width(line: str) -> float:
    return sum(_HALF * (1 + (unicodedata.east_asian_width(c) in "WF")) for c in line)


def main() -> None:
    """Write the pictures of the pages that are named to ``docs/images``."""
    for name in sys.argv[1:]:
        for file, svg in charts(Path(name).read_text("utf-8")).items():
            (Path(__file__).parent / "images" / file).write_text(svg, "utf-8")


if __name__ == "__main__":
    main()
