"""One page of a PDF: its text layer, and what of it has to be recognised instead."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.loaders.ink import ink_of
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_grid import Rules
from corpus.loaders.page_items import BULLET
from corpus.loaders.page_lines import Box, Glyph, Page
from corpus.loaders.page_pieces import cell_lines, page_items, pieces_of
from corpus.loaders.page_tables import take_ruled
from corpus.loaders.pdf_glyphs import Layer, read_layer
from corpus.loaders.pdf_rules import drawn
from corpus.loaders.plausible import looks_garbled

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_TOUCH = 3.0  # points that lines may be apart and still meet
_FEW = 12  # characters; a page with fewer has no text layer worth the name
_SPARSE = (
    60  # characters; a page with fewer over a picture that fills it is a scan with a stamp on it
)
_WHOLE = 0.6  # share of a page that a picture of the page covers
_LARGE = 0.12  # share of a page from which a picture may hold text of the document
_UNREAD = 0.1  # share of characters that a font doesn't name from which the page is looked at
_DAMAGED = re.compile("[\ue000-\uefff\uf100-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f]")
# Symbol fonts put their signs at U+F000: boxes to tick are kept, bullets and arrows say nothing.
_SIGNS = {"\uf0a8": "□", "\uf06f": "□", "\uf071": "□", "\uf0fe": "☑", "\uf052": "☑", "\uf053": "☒"}
_BLANKS = " \t\xa0\u3000"
_SIGN = re.compile("[\uf000-\uf0ff]")


class Doubt(StrEnum):
    """Why a page's text layer may not be its text."""

    NONE = ""
    SCAN = "扫描件"
    GARBLED = "乱码"


@dataclass(slots=True)
class PageRead:
    """What a page's layer gives. ``pictures`` are those that may hold text and have none over them;
    ``lost`` counts characters that the file doesn't name; ``unseen`` tells that the text is an
    invisible layer over a scan."""

    layer: Layer
    rules: Rules
    doubt: Doubt = Doubt.NONE
    pictures: list[Box] = field(default_factory=list)
    lost: int = 0
    unseen: bool = False

    @property
    def text(self) -> str:
        """Its characters in the order of the file."""
        return "".join(glyph.text for glyph in self.layer.glyphs)

    def assembled(self, aligned: AlignedTables, more: list[Glyph] | None = None) -> Page:
        """Its lines and tables; ``more`` are characters that the layer lacks."""
        glyphs = [*self.layer.glyphs, *self.layer.asides, *(more or ())]
        tables, rest = take_ruled(self.rules, glyphs, _TOUCH, cell_lines)
        items = page_items(pieces_of(rest), tables, aligned)
        size = self.layer.width, self.layer.height
        return Page(*size, [*items], ink_of((g[:5] for g in glyphs), *size))


def read_page(page: "pdfium.PdfPage") -> PageRead:
    """Read a page's text layer and judge it."""
    layer = read_layer(page)
    rules, pictures = drawn(page)
    read = PageRead(layer, rules)
    text = read.text
    words = len(text) - sum(map(text.count, _BLANKS))
    damaged = len(_DAMAGED.findall(text))
    whole = any(_share(box, layer) > _WHOLE for box in pictures)
    if words < _FEW:
        read.doubt = Doubt.SCAN if pictures or damaged else Doubt.NONE
    elif whole and words < _SPARSE:
        read.doubt = Doubt.SCAN
    elif damaged + layer.unmapped > _UNREAD * words or looks_garbled(text):
        read.doubt, read.lost = Doubt.GARBLED, damaged + layer.unmapped
    else:
        read.unseen = whole and layer.unseen
        read.pictures = [box for box in pictures if _may_hold_text(box, layer)]
    if damaged or _SIGN.search(text):
        layer.glyphs = [_sign(glyph) for glyph in layer.glyphs if not _DAMAGED.match(glyph.text)]
    return read


def _share(box: Box, layer: Layer) -> float:
    left, top, right, bottom = box
    wide = max(0.0, min(right, layer.width) - max(left, 0.0))
    tall = max(0.0, min(bottom, layer.height) - max(top, 0.0))
    return wide * tall / max(1.0, layer.width * layer.height)


def _may_hold_text(box: Box, layer: Layer) -> bool:
    """Whether a picture is large and no text stands over it."""
    if _share(box, layer) < _LARGE:
        return False
    left, top, right, bottom = box
    over = sum(left < g.left < right and top < g.middle < bottom for g in layer.glyphs)
    return over < _FEW


def _sign(glyph: Glyph) -> Glyph:
    if not _SIGN.match(glyph.text):
        return glyph
    return glyph._replace(text=_SIGNS.get(glyph.text, BULLET))
