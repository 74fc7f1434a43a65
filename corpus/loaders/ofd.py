"""OFD (GB/T 33190-2016), China's fixed-layout format: the text layer; scanned pages are recognised.

A package is a zip of XML: OFD.xml names the document, Document.xml its pages, each page's TextObject
boxes hold TextCode with the characters. Coordinates are millimetres and grow downwards.
"""

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from zipfile import ZipFile

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.page_lines import Page, PageLine, tidy_line, write_pages
from corpus.loaders.zipped import BROKEN, check_sizes, local, open_zip, parse_xml, read_part

_MAX_PAGES = 3000
_A4 = (210.0, 297.0)
_DELTA = re.compile(r"g\s+(\d{1,5})\s+(-?[\d.]+)|(-?[\d.]+)")


def load_ofd(data: bytes, *, limit_mb: int) -> Extracted:
    """Return the text of an OFD file in reading order.

    Raises:
        DocumentError: broken, too large when unpacked, or without a text layer.
    """
    archive = open_zip(data)
    check_sizes(archive, limit_mb)
    package = _Package(archive, limit_mb * 8 * 1024 * 1024)
    root = package.xml("OFD.xml")
    builder = TextBuilder()
    fields: dict[str, str] = {}
    notes: list[str] = []
    for body in _named(root, "DocRoot"):
        document_path = _resolve("", body.text or "")
        document = package.xml(document_path)
        size = _box(next(_named(document, "PhysicalBox"), None)) or (0.0, 0.0, *_A4)
        folder = posixpath.dirname(document_path)
        links = [
            page.get("BaseLoc") or "" for page in _named(document, "Page") if page.get("BaseLoc")
        ]
        if len(links) > _MAX_PAGES:
            raise DocumentError(f"OFD 有 {len(links)} 页，超过 {_MAX_PAGES} 页，请拆分后再导入。")
        pages = []
        for number, link in enumerate(links, 1):
            try:
                content = package.xml(_resolve(folder, link))
                page = _page(content, size)
                if not page.items:
                    page = package.scan(content, document, folder) or page
                    if page.items:
                        notes.append(f"第{number}页是扫描件，已用文字识别，请核对关键数字。")
                pages.append(page)
            except DocumentError:
                notes.append(f"第{number}页已损坏，未导入。")
        write_pages(pages, builder)
    for node in _named(root, "Title"):
        if node.text and len(node.text.strip()) > 5:
            fields["file_title"] = " ".join(node.text.split())
    if not len(builder):
        raise DocumentError("OFD 里没有可读的文字，请导出为 PDF 或图片后再导入。")
    return builder.finish(fields=fields, notes=notes, kind="ofd")


class _Package:
    def __init__(self, archive: ZipFile, limit: int) -> None:
        self._archive = archive
        self._limit = limit
        self._names = {
            name.lower().replace("\\", "/").lstrip("/"): name for name in archive.namelist()
        }

    def xml(self, path: str) -> etree._Element:
        name = self._names.get(path.lower())
        if name is None:
            raise DocumentError(BROKEN)
        return parse_xml(read_part(self._archive, name, self._limit))

    def scan(self, page: etree._Element, document: etree._Element, folder: str) -> Page | None:
        """The recognised text of a page that is one picture, or None."""
        wanted = [node.get("ResourceID") for node in _named(page, "ImageObject")]
        if len(wanted) != 1:
            return None
        for link in [*_named(document, "PublicRes"), *_named(document, "DocumentRes")]:
            path = _resolve(folder, link.text or "")
            resources = self.xml(path)
            base = _resolve(posixpath.dirname(path), resources.get("BaseLoc") or ".")
            for media in _named(resources, "MultiMedia"):
                file = next(_named(media, "MediaFile"), None)
                if media.get("ID") == wanted[0] and file is not None:
                    return self._recognise(_resolve(base, file.text or ""))
        return None

    def _recognise(self, path: str) -> Page | None:
        from corpus.loaders.ocr import read_pictures

        name = self._names.get(path.lower())
        pages = read_pictures(read_part(self._archive, name, self._limit)) if name else []
        return pages[0] if pages else None


def _resolve(folder: str, link: str) -> str:
    link = link.strip().replace("\\", "/")
    return posixpath.normpath(
        link.lstrip("/") if link.startswith("/") else posixpath.join(folder, link)
    )


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (node for node in root.iter() if local(node) == name)


def _box(node: etree._Element | None) -> tuple[float, float, float, float] | None:
    return _four(node.text or "") if node is not None else None


def _four(text: str) -> tuple[float, float, float, float] | None:
    parts = text.split()
    try:
        left, top, width, height = (float(part) for part in parts)
    except ValueError:
        return None
    return (left, top, width, height) if max(map(abs, (left, top, width, height))) < 1e6 else None


def _page(root: etree._Element, size: tuple[float, float, float, float]) -> Page:
    size = _box(next(_named(root, "PhysicalBox"), None)) or size
    page = Page(size[2] or _A4[0], size[3] or _A4[1])
    pieces = [piece for node in _named(root, "TextObject") for piece in _pieces(node)]
    rows: list[list[PageLine]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom) / 2):
        middle = (piece.top + piece.bottom) / 2
        row = rows[-1] if rows else None
        if row and abs(middle - (row[0].top + row[0].bottom) / 2) < 0.5 * max(
            row[0].size, piece.size
        ):
            row.append(piece)
        else:
            rows.append([piece])
    page.items.extend(_line(sorted(row, key=lambda p: p.left)) for row in rows)
    return page


def _line(row: list[PageLine]) -> PageLine:
    text = row[0].text
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        latin = before.text[-1:].isascii() and piece.text[:1].isascii()
        text += (" " if gap > (0.25 if latin else 1.4) * piece.size else "") + piece.text
    return PageLine(
        tidy_line(text),
        row[0].left,
        min(p.top for p in row),
        max(p.right for p in row),
        max(p.bottom for p in row),
        max(p.size for p in row),
    )


def _pieces(node: etree._Element) -> Iterator[PageLine]:
    """The lines of one text object: a TextCode each."""
    box = _four(node.get("Boundary") or "")
    if box is None or node.get("Visible") == "false":
        return
    try:
        size = float(node.get("Size") or node.get("size") or 4)  # some writers spell it small
        scale = [float(part) for part in (node.get("CTM") or "1 0 0 1 0 0").split()]
    except ValueError:
        return
    a, d, e, f = (
        (scale[0], scale[3], scale[4], scale[5]) if len(scale) == 6 else (1.0, 1.0, 0.0, 0.0)
    )
    height = abs(size * d) or size
    for code in node:
        if local(code) != "TextCode" or not (code.text or "").strip():
            continue
        text = code.text or ""
        try:
            x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
        except ValueError:
            continue
        left = box[0] + x * a + e
        bottom = box[1] + y * d + f
        steps = _deltas(code.get("DeltaX") or "")
        width = (
            sum(steps[: len(text) - 1]) * abs(a) + height
            if steps
            else min(box[2], height * len(text)) or height
        )
        yield PageLine(text.replace("\n", ""), left, bottom - height, left + width, bottom, height)


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
