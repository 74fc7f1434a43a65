"""Pictures on OFD pages: scans, and pictures of text on pages that have text."""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.ofd_parts import named, resolve
from corpus.loaders.ofd_text import numbers, turned
from corpus.loaders.page_lines import Box, Glyph, Page
from corpus.loaders.zipped import Package

_LARGE = 0.12  # share of a page from which a picture may hold text of the document
_FEW = 12  # characters over a picture; more are its text already
_MOST = 300  # pictures of a document that are looked at
_LEAST = 6  # letters of a picture that holds text


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's part in the package and its place on the page as it is read."""

    path: str
    box: Box


def largest(pictures: Sequence[Picture]) -> Picture:
    """The largest of the pictures of a page."""
    return max(pictures, key=lambda picture: _area(picture.box))


class Pictures:
    """The pictures of a document."""

    def __init__(self, package: Package, document: etree._Element, folder: str) -> None:
        self._package = package
        self._paths = _media(package, document, folder)
        self._seen = 0

    def on_page(
        self,
        roots: Iterable[etree._Element],
        size: tuple[float, float],
        turns: int,
        glyphs: Sequence[Glyph],
    ) -> list[Picture]:
        """The large pictures of a page that no text stands over."""
        found = []
        for root in roots:
            for node in named(root, "ImageObject"):
                place = numbers(node.get("Boundary") or "", 4)
                path = self._paths.get(node.get("ResourceID") or "", "")
                if place is None or path.lower() not in self._package.names:
                    continue
                x, y, wide, tall = place
                box = turned((x, y, x + wide, y + tall), size, turns)
                if wide * tall >= _LARGE * size[0] * size[1] and not _covered(box, glyphs):
                    found.append(Picture(path, box))
        return found

    def scan(self, pictures: Sequence[Picture]) -> Page:
        """The page of a scan: what is recognised in its largest picture, with its tables."""
        pages = self._pages(largest(pictures))
        return pages[0] if pages else Page(1.0, 1.0)

    def read(self, picture: Picture) -> list[Glyph]:
        """The lines of a picture at their places on the page."""
        left, top, right, bottom = picture.box
        pages = self._pages(picture)
        lines = pages[0].lines if pages else []
        if sum(len(line.text) for line in lines) < _LEAST:
            return []
        across, down = (right - left) / pages[0].width, (bottom - top) / pages[0].height
        return [
            Glyph(
                line.text, left + line.left * across, top + line.top * down, left + line.right * across,
                top + line.bottom * down, line.size * down,
            )
            for line in lines
        ]  # fmt: skip

    def _pages(self, picture: Picture) -> list[Page]:
        from corpus.loaders.ocr import read_pictures  # noqa: PLC0415  (models load only for a scan)

        self._seen += 1
        if self._seen > _MOST:
            return []
        try:
            return read_pictures(self._package.part(picture.path))
        except DocumentError:
            return []


def _media(package: Package, document: etree._Element, folder: str) -> dict[str, str]:
    """The paths of pictures by their ids."""
    paths: dict[str, str] = {}
    for link in [*named(document, "PublicRes"), *named(document, "DocumentRes")]:
        path = resolve(folder, link.text or "")
        resources = package.helper(path)
        if resources is None:
            continue
        base = resolve(posixpath.dirname(path), resources.get("BaseLoc") or ".")
        for media in named(resources, "MultiMedia"):
            file = next(named(media, "MediaFile"), None)
            if file is not None:
                paths[media.get("ID") or ""] = resolve(base, file.text or "")
    return paths


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _covered(box: Box, glyphs: Sequence[Glyph]) -> bool:
    left, top, right, bottom = box
    return sum(left < g.left < right and top < g.middle < bottom for g in glyphs) >= _FEW
