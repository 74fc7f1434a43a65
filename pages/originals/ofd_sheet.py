"""A page of an OFD file as SVG: its text at the places its file gives, its lines and pictures.

Letters are drawn with a font of the reader's machine, one by one at their places; what it takes more
than that to draw (patterns, clips, embedded fonts) is left out. Lengths are millimetres.
"""

import base64
import posixpath
import re
from collections.abc import Iterator
from html import escape

from lxml import etree

from corpus.loaders.ofd import page_size
from corpus.loaders.ofd_letters import codes_of
from corpus.loaders.ofd_parts import named, resolve
from corpus.loaders.ofd_text import numbers
from corpus.loaders.zipped import Package, local

_A4 = (210.0, 297.0)
_MEDIA = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
_STEP = re.compile(r"([SMLQBAC])((?:\s+-?[\d.]+(?:[eE]-?\d+)?)*)")
# Of each command of OFD that of SVG, and how many numbers follow it.
_COMMANDS = {
    "S": ("M", 2),
    "M": ("M", 2),
    "L": ("L", 2),
    "Q": ("Q", 4),
    "B": ("C", 6),
    "A": ("A", 7),
    "C": ("Z", 0),
}
_LONGEST = 30_000_000  # characters of a page; a larger picture is left out


def ofd_sheet(data: bytes, number: int, limit_mb: int) -> tuple[str, float, float, int]:
    """The SVG of page ``number`` (from 1), its width and height, and how many pages there are.

    Raises:
        DocumentError: broken; LookupError: no such page.
    """
    package = Package(data, limit_mb)
    pages: list[tuple[_Sheet, str]] = []
    for body in named(package.xml("OFD.xml"), "DocRoot"):
        sheet = _Sheet(package, resolve("", body.text or ""))
        links = (page.get("BaseLoc") for page in named(sheet.document, "Page"))
        pages += [(sheet, link) for link in links if link]
    if not 1 <= number <= len(pages):
        raise LookupError(number)
    sheet, link = pages[number - 1]
    return *sheet.draw(link), len(pages)


class _Sheet:
    """Draws the pages of one document."""

    def __init__(self, package: Package, path: str) -> None:
        self.document = package.xml(path)
        self._package = package
        self._folder = posixpath.dirname(path)

    def draw(self, link: str) -> tuple[str, float, float]:
        """A page, its width and its height."""
        page = self._package.xml(resolve(self._folder, link))
        width, height = page_size(page) or page_size(self.document) or _A4
        drawn, left = [], _LONGEST
        for root in [*self._templates(page), page]:
            for piece in self._pieces(root):
                left -= len(piece)
                if left > 0:
                    drawn.append(piece)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
            f' width="{width:g}mm" height="{height:g}mm">'
            '<rect width="100%" height="100%" fill="#fff"/>'
            f'<g font-family="SimSun,Songti SC,Noto Serif CJK SC,serif">{"".join(drawn)}</g></svg>'
        )
        return svg, width, height

    def _templates(self, page: etree._Element) -> Iterator[etree._Element]:
        wanted = {node.get("TemplateID") for node in named(page, "Template")}
        for node in named(self.document, "TemplatePage"):
            link = node.get("BaseLoc")
            if link and node.get("ID") in wanted:
                root = self._package.helper(resolve(self._folder, link))
                if root is not None:
                    yield root

    def _pieces(self, root: etree._Element) -> Iterator[str]:
        draw = {"TextObject": _letters, "PathObject": _path, "ImageObject": self._image}
        for node in root.iter():
            box = numbers(node.get("Boundary") or "", 4)
            name = local(node)
            if name not in draw or box is None or node.get("Visible") == "false":
                continue
            made = draw[name](node)
            if made:
                matrix = _matrix(node, box) if name != "TextObject" else _own(node)
                yield f'<g transform="translate({box[0]:g} {box[1]:g}){matrix}">{made}</g>'

    def _image(self, node: etree._Element) -> str:
        wanted = node.get("ResourceID")
        for link in [*named(self.document, "PublicRes"), *named(self.document, "DocumentRes")]:
            path = resolve(self._folder, link.text or "")
            resources = self._package.helper(path)
            if resources is None:
                continue
            base = resolve(posixpath.dirname(path), resources.get("BaseLoc") or ".")
            for media in named(resources, "MultiMedia"):
                file = next(named(media, "MediaFile"), None)
                if media.get("ID") == wanted and file is not None:
                    return self._picture(resolve(base, file.text or ""))
        return ""

    def _picture(self, place: str) -> str:
        if place.lower() not in self._package.names:
            return ""
        data = self._package.part(place)
        kind = next((kind for mark, kind in _MEDIA.items() if data.startswith(mark)), "")
        if not kind:
            return ""
        source = f"data:{kind};base64,{base64.b64encode(data).decode()}"
        return f'<image href="{source}" width="1" height="1" preserveAspectRatio="none"/>'


def _own(node: etree._Element) -> str:
    found = numbers(node.get("CTM") or "", 6)
    return f" matrix({' '.join(f'{n:g}' for n in found)})" if found else ""


def _matrix(node: etree._Element, box: tuple[float, ...]) -> str:
    """How an object is laid onto the page; a picture is one by one before that."""
    unit = local(node) == "ImageObject"
    return _own(node) or (f" scale({box[2]:g} {box[3]:g})" if unit else "")


def _letters(node: etree._Element) -> str:
    colour = _colour(node, "FillColor")
    return "".join(
        f'<text x="{_list(code.across)}" y="{_list(code.down)}" font-size="{code.size:g}"'
        f' fill="{colour}" xml:space="preserve">{escape(code.text)}</text>'
        for code in codes_of(node)
    )


def _list(places: list[float]) -> str:
    return " ".join(f"{place:.4g}" for place in places)


def _path(node: etree._Element) -> str:
    data = next((child.text or "" for child in node if local(child) == "AbbreviatedData"), "")
    steps = []
    for match in _STEP.finditer(data):
        command, count = _COMMANDS[match[1]]
        found = numbers(match[2], count)
        if found is None:
            return ""
        steps.append(command + " ".join(f"{n:g}" for n in found))
    if not steps:
        return ""
    stroke = _colour(node, "StrokeColor") if node.get("Stroke") != "false" else "none"
    fill = _colour(node, "FillColor") if node.get("Fill") == "true" else "none"
    width = numbers(node.get("LineWidth") or "0.35", 1) or (0.35,)
    return (
        f'<path d="{" ".join(steps)}" stroke="{stroke}" fill="{fill}" stroke-width="{width[0]:g}"/>'
    )


def _colour(node: etree._Element, name: str) -> str:
    child = next((child for child in node if local(child) == name), None)
    parts = numbers((child.get("Value") or "") if child is not None else "", 3)
    if parts is None:
        return "#000"
    return f"rgb({' '.join(str(int(min(255, max(0, n)))) for n in parts)})"
