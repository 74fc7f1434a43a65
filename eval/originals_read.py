"""What stands in boxes of a page and between marks, read by other means than the program's own."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path

from lxml import etree

from corpus.loaders.places import UNIT, Box

_MARK = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)
_STEPS = re.compile(r"g (\d+) ([\d.]+)")

Letter = tuple[str, float, float]  # and its middle, in shares of the page


_SHEET = re.compile(r'<svg class="sheet" viewBox="0 0 ([0-9.]+) ([0-9.]+)".*?</svg>', re.DOTALL)
_PICTURE = re.compile(r'<image href="([^"]+/pages/([0-9]+)[^"]*)"')
_RECT = re.compile(r"<rect\b[^>]*>")
_GROWN = 0.12 / 1.24  # of a box's height, by which the page draws it larger on every side


def pictures_shown(page: str) -> list[str]:
    """The addresses of the pictures on a page that shows an original."""
    return [unescape(found[1]) for found in _PICTURE.finditer(page)]


def boxes_shown(page: str) -> list[Box]:
    """The boxes that a page draws over its pictures, as large as they were meant."""
    boxes = []
    for sheet in _SHEET.finditer(page):
        wide, tall = float(sheet[1]), float(sheet[2])
        picture = _PICTURE.search(sheet[0])
        assert picture is not None
        for rect in _RECT.findall(sheet[0]):
            x, y, width, height = (
                float(found[1])
                for name in ("x", "y", "width", "height")
                if (found := re.search(rf' {name}="([0-9.-]+)"', rect))
            )
            more = _GROWN * height
            edges = (x + more) / wide, (y + more) / tall
            ends = (x + width - more) / wide, (y + height - more) / tall
            boxes.append(Box(int(picture[2]), *(round(UNIT * e) for e in (*edges, *ends))))
    return boxes


def marked_words(html: str) -> str:
    """The words between marks."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", words)) for words in _MARK.findall(html))


def letters_in(path: Path, boxes: Sequence[Box]) -> str:
    """The letters of a PDF or OFD file whose middles are in the boxes, line by line."""
    read = _pdf if path.suffix == ".pdf" else _ofd
    found = []
    for page in sorted({box.page for box in boxes}):
        areas = [box for box in boxes if box.page == page]
        found += [
            (page, at, x, letter)
            for letter, x, y in read(path, page)
            for at, box in enumerate(areas)
            if box.left <= UNIT * x <= box.right and box.top <= UNIT * y <= box.bottom
        ]
    return "".join(letter for *_, letter in sorted(found, key=lambda f: f[:3]))


def _pdf(path: Path, number: int) -> Iterator[Letter]:
    import pdfplumber  # noqa: PLC0415  (the program itself reads PDF by PDFium)

    with pdfplumber.open(io.BytesIO(path.read_bytes())) as document:
        page = document.pages[number - 1]
        for char in page.chars:
            if char["text"].strip():
                x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
                yield char["text"], x / float(page.width), y / float(page.height)


def _ofd(path: Path, number: int) -> Iterator[Letter]:
    """As ``eval.formats.office_files.ofd`` writes them: even letters of A4 pages."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read(f"Doc_0/Pages/Page_{number - 1}/Content.xml"))
    for node in _named(root, "TextObject"):
        left, top, _, tall = map(float, node.get("Boundary", "").split())
        for code in _named(node, "TextCode"):
            step = _STEPS.match(code.get("DeltaX") or "")
            width = float(step[2]) if step else tall
            for at, letter in enumerate(code.text or ""):
                drawn = tall * (0.25 if letter.isascii() else 0.5)
                yield letter, (left + width * at + drawn) / 210, (top + tall / 2) / 297


def _named(root: etree._Element, name: str) -> Iterable[etree._Element]:
    return root.iter(f"{{*}}{name}")
