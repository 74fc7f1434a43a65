"""Slides (pptx): title, text, tables, diagrams and speaker's notes, slide after slide.

The package is read directly (zip and XML), as Word documents are. Slides are read rather than refused:
offices explain policies in them, and their words stand in plain order in the file.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.cells import FromAbove, FromLeft, cell_words
from corpus.loaders.page_notes import page_list
from corpus.loaders.slide_text import in_reading_order, lines_of, role_of
from corpus.loaders.zipped import Package, attribute, local

_MAX_SLIDES = 3000
_MAX_CELLS = 100_000
_FURNITURE = ("dt", "ftr", "hdr", "sldNum", "sldImg")  # date, foot, head, number, small picture
_TITLES = ("title", "ctrTitle")
SPOKEN = "［备注］"


def load_pptx(data: bytes, *, limit_mb: int) -> Extracted:
    """Return the text of slides in their order, hidden ones left out.

    Raises:
        DocumentError: broken, too large when unpacked, or without text.
    """
    package = Package(data, limit_mb)
    root = package.xml("ppt/presentation.xml")
    targets = _targets(package, "ppt/presentation.xml")
    ids = [link for node in root.iter("{*}sldId") if (link := _linked(node))]
    if len(ids) > _MAX_SLIDES:
        raise DocumentError(f"演示文稿有 {len(ids)} 页，超过 {_MAX_SLIDES} 页，请拆分后再导入。")
    reader = _Reader(package)
    for number, link in enumerate(ids, 1):
        reader.slide(number, targets.get(link, ""))
    if not len(reader.builder):
        raise DocumentError(
            "演示文稿里没有文字；如果内容是图片，请另存为 PDF 后导入，以便文字识别。"
        )
    return reader.builder.finish(notes=reader.notes(), kind="pptx")


def _linked(node: etree._Element) -> str:
    """The id of the part that an element stands for; it has an ``id`` of its own, too."""
    spaced = (str(key) for key in node.attrib if str(key).endswith("}id"))
    return next((node.get(key) or "" for key in spaced), "")


@dataclass(slots=True)
class _Reader:
    """Writes slides and remembers what was left out, by the numbers of the slides."""

    package: Package
    builder: TextBuilder = field(default_factory=TextBuilder)
    _title: str = ""
    _hidden: list[int] = field(default_factory=list)
    _broken: list[int] = field(default_factory=list)
    _pictures: list[int] = field(default_factory=list)
    _objects: list[int] = field(default_factory=list)
    _comments: list[int] = field(default_factory=list)

    def slide(self, number: int, path: str) -> None:
        """Write one slide; one that is damaged is left out."""
        root = self.package.helper(path) if path else None
        if root is None:
            self._broken.append(number)
            return
        if root.get("show") in ("0", "false"):
            self._hidden.append(number)
            return
        targets = _targets(self.package, path)
        shapes = list(_shapes(root))
        titles = [shape for shape in shapes if role_of(shape) in _TITLES]
        for shape in titles:
            self._write_title(shape)
        for shape in in_reading_order([shape for shape in shapes if shape not in titles]):
            self._shape(number, shape, targets)
        for target in targets.values():
            if "notesslides/" in target.lower():
                self._spoken(target)
            elif "comments/" in target.lower():
                self._comments.append(number)

    def notes(self) -> list[str]:
        """What was left out."""
        said = [
            (self._hidden, "第{}页是隐藏的幻灯片，未导入。"),
            (self._broken, "第{}页已损坏，未导入。"),
            (self._pictures, "第{}页含图片，图片中的文字未导入。"),
            (self._objects, "第{}页含图表或嵌入的文件，未导入。"),
            (self._comments, "第{}页有批注，未导入。"),
        ]
        return [text.format(page_list(sorted(set(numbers)))) for numbers, text in said if numbers]

    def _write_title(self, shape: etree._Element) -> None:
        """A title on one line; one that only goes on from the slide before is not said again."""
        title = " ".join(lines_of(shape))
        if title != self._title:
            self.builder.line(title)
        self._title = title

    def _shape(self, number: int, shape: etree._Element, targets: dict[str, str]) -> None:
        if local(shape) == "pic":
            self._pictures.append(number)
        elif local(shape) == "sp":
            if role_of(shape) not in _FURNITURE:
                for line in lines_of(shape):
                    self.builder.line(line)
        elif (table := next(shape.iter("{*}tbl"), None)) is not None:
            self._table(table)
        elif (diagram := next(shape.iter("{*}relIds"), None)) is not None:
            part = self.package.helper(targets.get(attribute(diagram, "dm"), ""))
            for point in part.iter("{*}pt") if part is not None else ():
                for line in lines_of(point):
                    self.builder.line(line)
        else:
            self._objects.append(number)

    def _table(self, table: etree._Element) -> None:
        grid: list[list[str]] = []
        cells = 0
        for row in table.iter("{*}tr"):
            line: list[str] = []
            for cell in row.iterchildren("{*}tc"):
                cells += 1
                if cell.get("hMerge") in ("1", "true") and line:
                    line.append(FromLeft(line[-1]))
                elif cell.get("vMerge") in ("1", "true") and grid and len(line) < len(grid[-1]):
                    line.append(FromAbove(grid[-1][len(line)]))
                else:
                    line.append(cell_words(list(lines_of(cell))))
            grid.append(line)
            if cells > _MAX_CELLS:
                break
        if grid:
            self.builder.table(grid, header_rows=int(_headed(table) and len(grid) > 1))

    def _spoken(self, path: str) -> None:
        """What the speaker says to a slide."""
        root = self.package.helper(path)
        for shape in _shapes(root) if root is not None else ():
            if local(shape) == "sp" and role_of(shape) not in (*_FURNITURE, *_TITLES):
                for line in lines_of(shape):
                    self.builder.line(f"{SPOKEN}{line}")


def _headed(table: etree._Element) -> bool:
    return any(node.get("firstRow") in ("1", "true") for node in table.iter("{*}tblPr"))


def _shapes(root: etree._Element) -> Iterator[etree._Element]:
    """The shapes of a slide in the order of the file, through groups; what is only there for older
    programs is left out."""
    stack = list(reversed(list(root.iter("{*}spTree"))[:1]))
    while stack:
        node = stack.pop()
        name = local(node)
        if name in ("sp", "pic", "graphicFrame"):
            yield node
        elif name in ("spTree", "grpSp", "AlternateContent", "Choice"):
            stack.extend(reversed(node))


def _targets(package: Package, path: str) -> dict[str, str]:
    """The parts that a part refers to, by id."""
    folder, name = posixpath.split(path)
    root = package.helper(f"{folder}/_rels/{name}.rels")
    found: dict[str, str] = {}
    for node in root if root is not None else ():
        if node.get("TargetMode") != "External":
            target = node.get("Target") or ""
            joined = (
                target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            )
            found[node.get("Id") or ""] = posixpath.normpath(joined)
    return found
