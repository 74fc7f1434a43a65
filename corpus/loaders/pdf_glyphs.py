"""The characters of a PDF page with their places, read upright however the page is stored.

Lengths are points; x grows to the right and y downwards.
"""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from corpus.loaders.page_lines import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# Some writers map 一 to its radical ⼀ (U+2F00) and the like.
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_ASKEW = 0.15  # radians off the upright from which text is a watermark; scans lie askew by less
_QUARTER = math.pi / 2


class Glyph(NamedTuple):
    """A character and its box; ``size`` is the height of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Layer:
    """A page's text layer, turned so that most of it reads upright.

    ``asides`` are runs of text that stand at a right angle to it, one box each; ``askew`` counts
    the characters drawn aslant (watermarks), which are left out; ``unmapped`` those whose font does
    not say what they are.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    asides: list[Glyph] = field(default_factory=list)
    askew: int = 0
    unmapped: int = 0


def read_layer(page: "pdfium.PdfPage") -> Layer:
    """Read the text layer; the page itself is turned upright for whoever draws it afterwards."""
    text = page.get_textpage()
    found = list(_characters(text))
    turns = Counter(turn for turn, *_ in found if turn >= 0)
    if turns:
        page.set_rotation(90 * turns.most_common(1)[0][0])
    upright = page.get_rotation() // 90
    area = page.get_bbox()
    width, height = page.get_size()
    layer = Layer(width, height)
    for turn, run in groupby(found, key=lambda item: item[0]):
        if turn < 0:
            layer.askew += sum(not item[1].isspace() for item in run)
            continue
        glyphs = [_glyph(char, shown_box(box, area, upright)) for _, char, box, _ in run]
        glyphs = [
            g for g in glyphs if -1 < g.middle < height + 1 and g.right > 0 and g.left < width
        ]
        if turn == upright:
            layer.glyphs.extend(glyphs)
        elif glyphs:
            layer.asides.append(_run(glyphs))
    layer.unmapped = sum(unmapped for *_, unmapped in found)
    return layer


def _characters(text: "pdfium.PdfTextPage") -> Iterator[tuple[int, str, Box, bool]]:
    """Of each character: its quarter turns (-1: aslant), itself, its box as the file has it (left,
    bottom, right, top), and whether its font lacks a map to characters."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    page = text.raw
    generated, unicode = raw.FPDFText_IsGenerated, raw.FPDFText_GetUnicode
    angle_of, box_of = raw.FPDFText_GetCharAngle, raw.FPDFText_GetLooseCharBox
    unmapped = raw.FPDFText_HasUnicodeMapError
    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    for index in range(text.count_chars()):
        if generated(page, index) == 1:
            continue
        code = unicode(page, index)
        if code in (0, 10, 13, 0xAD) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        if not box_of(page, index, reference):
            continue
        char = chr(code)
        if _RADICALS.match(char):
            char = unicodedata.normalize("NFKC", char)
        quarters = -angle_of(page, index) / _QUARTER  # pdfium counts them to the right
        turn = round(quarters)
        askew = abs(quarters - turn) * _QUARTER > _ASKEW
        box = (rect.left, rect.bottom, rect.right, rect.top)
        yield -1 if askew else turn % 4, char, box, unmapped(page, index) == 1


def _glyph(char: str, box: Box) -> Glyph:
    return Glyph(char, *box, box[3] - box[1])


def shown_box(box: Box, area: Box, turns: int) -> Box:
    """A box of the page as it is stored (left, bottom, right, top), on the page as it is shown (left,
    top, right, bottom). ``area`` is the page's box; ``turns`` the quarter turns to the right that
    show it."""
    (x0, y0, x1, y1), (left, bottom, right, top) = box, area
    if turns == 1:
        return y0 - bottom, x0 - left, y1 - bottom, x1 - left
    if turns == 2:
        return right - x1, y0 - bottom, right - x0, y1 - bottom
    if turns == 3:
        return top - y1, right - x1, top - y0, right - x0
    return x0 - left, top - y1, x1 - left, top - y0


def _run(glyphs: list[Glyph]) -> Glyph:
    """Characters one below the other as one box of text."""
    left, right = min(g.left for g in glyphs), max(g.right for g in glyphs)
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    words = "".join(g.text for g in glyphs)
    return Glyph(words, left, top, right, bottom, min(right - left, bottom - top))
