"""OFD (GB/T 33190-2016), China's fixed-layout format: the text layer; scanned pages are recognised.

A package is a zip of XML: OFD.xml names the document, Document.xml its pages, each page's TextObject
boxes hold TextCode with the characters. Coordinates are millimetres and grow downwards.
"""

import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.page_lines import Page, PageLine, around, in_rows, tidy_line, write_pages
from corpus.loaders.zipped import Package, local

_MAX_PAGES = 3000
_A4 = (210.0, 297.0)
_DELTA = re.compile(r"g\s+(\d{1,5})\s+(-?[\d.]+)|(-?[\d.]+)")


def load_ofd(data: bytes, *, limit_mb: int) -> Extracted:
    """Return the text of an OFD file in reading order.

    Raises:
        DocumentError: broken, too large when unpacked, or without a text layer.
    """
    package = Package(data, limit_mb)
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
                    page = _scan(package, content, document, folder) or page
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


def _scan(
    package: Package, page: etree._Element, document: etree._Element, folder: str
) -> Page | None:
    """The recognised text of a page that is one picture, or None."""
    wanted = [node.get("ResourceID") for node in _named(page, "ImageObject")]
    if len(wanted) != 1:
        return None
    for link in [*_named(document, "PublicRes"), *_named(document, "DocumentRes")]:
        path = _resolve(folder, link.text or "")
        resources = package.xml(path)
        base = _resolve(posixpath.dirname(path), resources.get("BaseLoc") or ".")
        for media in _named(resources, "MultiMedia"):
            file = next(_named(media, "MediaFile"), None)
            if media.get("ID") == wanted[0] and file is not None:
                return _recognised(package, _resolve(base, file.text or ""))
    return None


def _recognised(package: Package, path: str) -> Page | None:
    from corpus.loaders.ocr import read_pictures

    pages = read_pictures(package.part(path)) if path.lower() in package.names else []
    return pages[0] if pages else None


def _resolve(folder: str, link: str) -> str:
    link = link.strip().replace("\\", "/")
    return posixpath.normpath(
        link.lstrip("/") if link.startswith("/") else posixpath.join(folder, link)
    )


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")


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
    page.items.extend(_line(row) for row in in_rows(pieces, _beside))
    return page


def _beside(first: PageLine, piece: PageLine) -> bool:
    return abs(piece.middle - first.middle) < 0.5 * max(first.size, piece.size)


def _line(row: list[PageLine]) -> PageLine:
    text = row[0].text
    for before, piece in pairwise(row):
        gap = piece.left - before.right
        latin = before.text[-1:].isascii() and piece.text[:1].isascii()
        text += (" " if gap > (0.25 if latin else 1.4) * piece.size else "") + piece.text
    return around(row, tidy_line(text), max(p.size for p in row))


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
