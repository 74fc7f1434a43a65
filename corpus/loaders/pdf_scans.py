"""Pages of a PDF, and pictures on them, whose text has to be recognised."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.loaders.base import Progress
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_lines import Box, Glyph, Page, PageTable
from corpus.loaders.page_notes import page_list
from corpus.loaders.pdf_page import Doubt, PageRead
from corpus.loaders.plausible import looks_garbled

if TYPE_CHECKING:
    import numpy as np
    import pypdfium2 as pdfium

_DPI = 200
_LONGEST = 6000  # pixels
_ALIKE = 0.4  # share of a layer's pairs of characters that are seen on the page: it is its text
_TRUSTED = 2  # pages found to be right after all; the others that look like them are not looked at
_MOST_PICTURES = 100  # on pages with text
_LEAST = 6  # letters of a picture that holds text
_LIGHT, _DARK = 200, 110  # grey values of paper and ink
_PAPER, _INK = 0.4, (0.005, 0.35)  # shares of a picture of text


@dataclass(slots=True)
class Scans:
    """Recognises what has to be, and remembers what to tell."""

    document: "pdfium.PdfDocument"
    pages: int
    scanned: list[int] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    _right: int = 0
    _pictures: int = 0

    def read(self, waiting: dict[int, PageRead], progress: Progress | None) -> dict[int, Page]:
        """The pages of these numbers (from 0); ``progress`` is told of those done."""
        found: dict[int, Page] = {}
        for done, (number, read) in enumerate(waiting.items()):
            if progress:
                progress(done, len(waiting))
            page = self.document[number]
            found[number] = self._page(number, read, page)
            page.close()
        if progress and waiting:
            progress(len(waiting), len(waiting))
        return found

    def notes(self) -> list[str]:
        """What was recognised, and what could not be."""
        said = [
            (self.replaced, "第{}页的文字层是乱码，已改用文字识别，请核对关键数字。"),
            (self.doubtful, "第{}页的文字可能是乱码，请核对。"),
            (self.pictured, "第{}页图片中的文字由识别得到，请核对关键数字。"),
            (self.unread, "第{}页的图片未导入：没有识别出文字。"),
        ]
        notes = [text.format(page_list([n + 1 for n in pages])) for pages, text in said if pages]
        if self.scanned and len(self.scanned) == self.pages:
            return [f"全部 {self.pages} 页都是扫描件，已用文字识别，请核对关键数字。", *notes]
        if self.scanned:
            listed = page_list([n + 1 for n in self.scanned])
            return [f"第{listed}页是扫描件，已用文字识别，请核对关键数字。", *notes]
        return notes

    def _page(self, number: int, read: PageRead, page: "pdfium.PdfPage") -> Page:
        layer = read.assembled(AlignedTables())
        if read.doubt is Doubt.NONE:
            more = [glyph for box in read.pictures for glyph in self._picture(page, box)]
            if read.pictures:
                (self.pictured if more else self.unread).append(number)
            return read.assembled(AlignedTables(), more) if more else layer
        if read.doubt is Doubt.GARBLED and self._right >= _TRUSTED:
            return layer
        seen = self._whole(page)
        mine, other = _pairs(layer), _pairs(seen)
        if read.doubt is Doubt.SCAN:
            if other.total() < mine.total():
                return layer
            if seen.items:
                self.scanned.append(number)
            return seen
        if not read.lost and (mine & other).total() >= _ALIKE * mine.total() > 0:
            self._right += 1
            return layer
        if 2 * other.total() < mine.total() + read.lost or looks_garbled(_text(seen)):
            self.doubtful.append(number)
            return layer
        self.replaced.append(number)
        return seen

    def _whole(self, page: "pdfium.PdfPage") -> Page:
        from corpus.loaders.ocr import recognise  # noqa: PLC0415  (models load only where a scan is read)

        width, height = page.get_size()
        return recognise(_drawn(page, min(_DPI / 72, _LONGEST / max(width, height, 1.0))))

    def _picture(self, page: "pdfium.PdfPage", box: Box) -> list[Glyph]:
        """The lines of a picture on a page with text, at their places on the page."""
        from corpus.loaders.ocr import read_boxes, widen  # noqa: PLC0415

        self._pictures += 1
        if self._pictures > _MOST_PICTURES or not _like_text(_drawn(page, 0.5, box)):
            return []
        scale = _DPI / 72
        lines, _ = read_boxes(_drawn(page, scale, box))
        if sum(len(line.text) for line in lines) < _LEAST:
            return []
        left, top = max(0.0, box[0]), max(0.0, box[1])
        return [
            Glyph(
                widen(g.text), left + g.left / scale, top + g.top / scale, left + g.right / scale,
                top + g.bottom / scale, g.size / scale,
            )
            for g in lines
        ]  # fmt: skip


def _drawn(page: "pdfium.PdfPage", scale: float, box: Box | None = None) -> "np.ndarray":
    """The page, or a box of it, as pixels."""
    width, height = page.get_size()
    crop = (0.0, 0.0, 0.0, 0.0)
    if box:
        left, top, right, bottom = box
        crop = (max(0.0, left), max(0.0, height - bottom), max(0.0, width - right), max(0.0, top))
    bitmap = page.render(scale=scale, grayscale=False, crop=crop)
    try:
        return bitmap.to_numpy().copy()
    finally:
        bitmap.close()


def _like_text(pixels: "np.ndarray") -> bool:
    """Whether a picture looks like ink on paper: mostly light, a little dark."""
    grey = pixels.mean(axis=2)
    dark = float((grey < _DARK).mean())
    return float((grey > _LIGHT).mean()) > _PAPER and _INK[0] < dark < _INK[1]


def _pairs(page: Page) -> Counter[str]:
    """The neighbouring characters of a page's lines."""
    lines = ("".join(line.split()) for line in _text(page).split("\n"))
    return Counter(a + b for line in lines for a, b in pairwise(line))


def _text(page: Page) -> str:
    lines: list[str] = []
    for item in page.items:
        lines += ["".join(row) for row in item.rows] if isinstance(item, PageTable) else [item.text]
    return "\n".join(lines)
