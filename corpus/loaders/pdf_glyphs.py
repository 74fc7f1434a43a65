"""The characters of a PDF page with their places, read upright however the page is stored.

Lengths are points; x grows to the right and y downwards.
"""

import ctypes
import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from corpus.loaders.page_lines import Box, Glyph

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# Some writers map 一 to its radical ⼀ (U+2F00) and the like.
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_SAMPLE = 8  # of so many characters one is asked whether its font names it
_NONE = (0, 10, 13, 0xAD)
_ASKEW = 0.15  # radians off the upright from which text is a watermark; scans lie askew by less
_QUARTER = math.pi / 2


@dataclass(slots=True)
class Layer:
    """A page's text layer, turned so that most of it reads upright.

    ``asides`` are runs of text that stand at a right angle to it, one box each; ``askew`` counts
    the characters drawn aslant (watermarks), which are left out; ``unmapped`` those whose font does
    not say what they are. ``unseen``: the text is not drawn (a recogniser put it over a scan).
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    asides: list[Glyph] = field(default_factory=list)
    askew: int = 0
    unmapped: int = 0
    unseen: bool = False


def read_layer(page: "pdfium.PdfPage") -> Layer:
    """Read the text layer; the page itself is turned upright for whoever draws it afterwards."""
    text = page.get_textpage()
    found, unmapped = _characters(text)
    turns = Counter(turn for turn, _, _ in found if turn >= 0)
    if turns:
        page.set_rotation(90 * turns.most_common(1)[0][0])
    upright = page.get_rotation() // 90
    area = page.get_bbox()
    x0, _, _, y1 = area
    width, height = page.get_size()
    layer = Layer(width, height, unmapped=unmapped, unseen=_unseen(text))
    for turn, run in groupby(found, key=itemgetter(0)):
        if turn < 0:
            layer.askew += sum(not char.isspace() for _, char, _ in run)
            continue
        glyphs = []
        for _, char, stored in run:
            left, top, right, bottom = (
                shown_box(stored, area, upright)
                if upright
                else (stored[0] - x0, y1 - stored[3], stored[2] - x0, y1 - stored[1])
            )
            if right > 0 and left < width and bottom > 0 and top < height:
                glyphs.append(Glyph(char, left, top, right, bottom, bottom - top))
        if turn == upright:
            layer.glyphs.extend(glyphs)
        elif glyphs:
            layer.asides.append(_run(glyphs))
    return layer


def _unseen(text: "pdfium.PdfTextPage") -> bool:
    """Whether the character in the middle of the page is invisible."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    middle = raw.FPDFText_GetTextObject(text.raw, max(0, text.count_chars() // 2))
    mode = raw.FPDFTextObj_GetTextRenderMode(middle) if middle else -1
    return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _characters(text: "pdfium.PdfTextPage") -> tuple[list[tuple[int, str, Box]], int]:
    """Of each character: its quarter turns (-1: aslant), itself, and its box as the file has it (left,
    bottom, right, top); and of how many the font doesn't say what they are."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    page = text.raw
    generated, unicode = raw.FPDFText_IsGenerated, raw.FPDFText_GetUnicode
    angle_of, box_of = raw.FPDFText_GetCharAngle, raw.FPDFText_GetLooseCharBox
    lacks_map = raw.FPDFText_HasUnicodeMapError
    rect = raw.FS_RECTF()
    reference = ctypes.byref(rect)
    found: list[tuple[int, str, Box]] = []
    unmapped = turn = 0
    line = math.nan
    for index in range(text.count_chars()):
        if generated(page, index) == 1:
            continue
        code = unicode(page, index)
        if code in _NONE or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
            continue
        if not box_of(page, index, reference):
            continue
        char = chr(code)
        if 0x2E80 <= code <= 0x2FDF or code >= 0xF900:
            char = unicodedata.normalize("NFKC", char) if _RADICALS.match(char) else char
        bottom = rect.bottom
        if bottom != line:  # characters of one line stand on one height and have one angle
            line, turn = bottom, _turns(angle_of(page, index))
        if not index % _SAMPLE:
            unmapped += lacks_map(page, index) == 1
        found.append((turn, char, (rect.left, bottom, rect.right, rect.top)))
    return found, unmapped * _SAMPLE


def _turns(angle: float) -> int:
    """The quarter turns of an angle in radians, -1 for one between; pdfium counts to the right."""
    quarters = -angle / _QUARTER
    turn = round(quarters)
    return -1 if abs(quarters - turn) * _QUARTER > _ASKEW else turn % 4


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
