"""Word documents (docx, docm): the text as shown, with automatic numbering written out.

The package is read directly (zip and XML): macro files, strict files and files of WPS open alike,
and text boxes, content controls and tracked changes are ours to decide on.
"""

from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.docx_numbering import Numbering
from corpus.loaders.tables import join_cell
from corpus.loaders.zipped import (
    BROKEN,
    attribute,
    check_sizes,
    local,
    open_zip,
    parse_xml,
    read_part,
)

_DROPPED = frozenset(
    "del moveFrom instrText delText pPr rPr sectPr tblPr tblGrid trPr tcPr footnoteReference endnoteReference "
    "commentReference annotationRef Fallback rt object pict".split()
)
_MAX_ROWS = 20_000


def load_docx(data: bytes, *, limit_mb: int) -> Extracted:
    """Return a Word document's paragraphs and tables in order, headers and footers left out.

    Raises:
        DocumentError: broken, too large when unpacked, or without text.
    """
    archive = open_zip(data)
    check_sizes(archive, limit_mb)
    names = {name.lower().lstrip("/").replace("\\", "/"): name for name in archive.namelist()}
    limit = limit_mb * 8 * 1024 * 1024
    if "word/document.xml" not in names:
        raise DocumentError(BROKEN)
    document = parse_xml(read_part(archive, names["word/document.xml"], limit))
    reader = _Reader(
        Numbering(
            _part(archive, names, "word/numbering.xml", limit),
            _part(archive, names, "word/styles.xml", limit),
        )
    )
    body = next((node for node in document.iter() if local(node) == "body"), None)
    if body is None:
        raise DocumentError(BROKEN)
    reader.read(body)
    if not len(reader.builder):
        raise DocumentError(
            "文档里没有文字；如果内容是图片，请另存为 PDF 或图片后导入，以便文字识别。"
        )
    notes = list(reader.notes)
    if any(name.endswith("vbaproject.bin") for name in names):
        notes.append("文档带有宏，只读取文字，宏不会运行。")
    return reader.builder.finish(
        fields=_properties(archive, names, limit), notes=notes, kind="docx"
    )


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.builder = TextBuilder()
        self.notes: dict[str, None] = {}
        self._numbering = numbering

    def read(self, body: etree._Element) -> None:
        for block in _blocks(body):
            if local(block) == "tbl":
                self._table(block)
            else:
                self._paragraph(block)

    def _paragraph(self, paragraph: etree._Element) -> None:
        boxes = [
            box
            for box in paragraph.iter()
            if local(box) == "txbxContent" and not _within_fallback(box)
        ]
        self.builder.lines(self._text(paragraph))
        for box in boxes:
            for inner in _blocks(box):
                if local(inner) == "tbl":
                    self._table(inner)
                else:
                    self.builder.lines(self._text(inner))

    def _text(self, paragraph: etree._Element) -> str:
        """A paragraph's words with its number; line breaks inside it are ``\\n``."""
        properties = next((child for child in paragraph if local(child) == "pPr"), None)
        words = "".join(self._words(paragraph)).strip(" \t\u3000")
        if not words and any(local(node) in ("del", "moveFrom") for node in paragraph.iter()):
            return ""
        label = self._numbering.label(properties)  # an empty numbered paragraph counts, too
        return label + words if words else ""

    def _words(self, root: etree._Element) -> Iterator[str]:
        stack = list(reversed(root))
        while stack:
            node = stack.pop()
            name = local(node)
            if name == "t":
                yield (node.text or "").replace("\n", " ").replace("\xa0", " ")
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                if attribute(node, "type") not in ("page", "column"):
                    yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.setdefault("文档有脚注或尾注，未导入。")
            elif name in ("drawing", "blip"):
                self.notes.setdefault("文档含图片，图片中的文字未导入。")
            elif name in ("del", "moveFrom", "ins"):
                self.notes.setdefault(
                    "文档有未接受的修订：按接受修订后的文字导入，已删除的文字不导入。"
                )
                if name == "ins":
                    stack.extend(reversed(node))
            elif name in _DROPPED or (name == "r" and _vanishes(node)):
                continue
            else:
                stack.extend(reversed(node))

    def _table(self, table: etree._Element) -> None:
        grid: list[list[str]] = []
        headers = 0
        nested: list[etree._Element] = []
        above: list[str] = []
        for row in _children(table, "tr"):
            if len(grid) >= _MAX_ROWS:
                break
            line: list[str] = []
            for cell in _children(row, "tc"):
                words, across, merged = self._cell(cell, nested)
                for _ in range(across):
                    line.append(above[len(line)] if merged and len(line) < len(above) else words)
            if headers == len(grid) and any(local(n) == "tblHeader" for n in row.iter()):
                headers += 1
            grid.append(line)
            above = line
        if len(grid) == 1 or max((len(line) for line in grid), default=0) < 2:
            for row in _children(table, "tr"):
                for cell in _children(row, "tc"):
                    self.read(cell)
            return
        self.builder.table(grid, header_rows=headers if headers < len(grid) else 0)
        for inner in nested:
            self._table(inner)

    def _cell(self, cell: etree._Element, nested: list[etree._Element]) -> tuple[str, int, bool]:
        across, merged = 1, False
        for properties in cell:
            if local(properties) != "tcPr":
                continue
            for node in properties:
                if local(node) == "gridSpan":
                    value = attribute(node, "val")
                    across = (
                        min(100, int(value))
                        if value.isascii() and value.isdigit() and len(value) < 4
                        else 1
                    )
                elif local(node) == "vMerge":
                    merged = attribute(node, "val") != "restart"
        words: list[str] = []
        for block in _blocks(cell):
            if local(block) == "tbl":
                nested.append(block)
            else:
                words.extend(self._text(block).split("\n"))
        return join_cell(words), max(1, across), merged


def _blocks(root: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables below ``root`` in order, through content controls."""
    stack = list(reversed(root))
    while stack:
        node = stack.pop()
        name = local(node)
        if name in ("p", "tbl"):
            yield node
        elif name in (
            "sdt",
            "sdtContent",
            "customXml",
            "smartTag",
            "ins",
            "moveTo",
            "AlternateContent",
            "Choice",
        ):
            stack.extend(reversed(node))


def _children(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, through content controls."""
    stack = list(reversed(root))
    while stack:
        node = stack.pop()
        found = local(node)
        if found == name:
            yield node
        elif found in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            stack.extend(reversed(node))


def _vanishes(run: etree._Element) -> bool:
    """Hidden text."""
    for properties in run:
        if local(properties) == "rPr":
            return any(
                local(n) == "vanish" and attribute(n, "val") not in ("0", "false")
                for n in properties
            )
    return False


def _within_fallback(node: etree._Element) -> bool:
    return any(local(above) == "Fallback" for above in node.iterancestors())


def _part(archive: ZipFile, names: dict[str, str], name: str, limit: int) -> etree._Element | None:
    """A helper part, or None where it is missing or broken: the text stays readable without it."""
    if name not in names:
        return None
    try:
        return parse_xml(read_part(archive, names[name], limit))
    except DocumentError:
        return None


def _properties(archive: ZipFile, names: dict[str, str], limit: int) -> dict[str, str]:
    """The title among the file's properties. Authors and dates there are the typist's: left alone."""
    core = _part(archive, names, "docprops/core.xml", limit)
    for node in core if core is not None else ():
        if local(node) == "title" and node.text and len(node.text.strip()) > 5:
            return {"file_title": " ".join(node.text.split())}
    return {}
