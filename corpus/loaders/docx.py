"""Word documents (docx, docm): the text as shown, with automatic numbering written out.

The package is read directly (zip and XML): macro files, strict files and files of WPS open alike,
and text boxes, content controls and tracked changes are ours to decide on.
"""

from collections.abc import Iterator

from lxml import etree

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.cells import FromAbove, FromLeft, cell_words
from corpus.loaders.docx_numbering import Numbering
from corpus.loaders.zipped import (
    BROKEN,
    Package,
    attribute,
    below,
    local,
    value_below,
    whole_number,
)

# Elements around paragraphs, tables, rows and cells that say nothing themselves.
_THROUGH = frozenset("sdt sdtContent customXml smartTag ins moveTo AlternateContent Choice".split())
_DROPPED = frozenset(
    "instrText delText pPr rPr sectPr tblPr tblGrid trPr tcPr annotationRef Fallback rt pict".split()
)
_REVISED = "文档有未接受的修订：按接受修订后的文字导入，已删除的文字不导入。"
_NOTED = {
    **dict.fromkeys(("footnoteReference", "endnoteReference"), "文档有脚注或尾注，未导入。"),
    **dict.fromkeys(("drawing", "blip"), "文档含图片，图片中的文字未导入。"),
    **dict.fromkeys(("del", "moveFrom", "ins"), _REVISED),
    "commentReference": "文档有批注，未导入。",
    "object": "文档嵌有其他文件或公式，未导入。",
}
_MAX_ROWS = 20_000
_MAX_SPAN = 100  # columns of a merged cell; Word has 63


def load_docx(data: bytes, *, limit_mb: int) -> Extracted:
    """Return a Word document's paragraphs and tables in order, headers and footers left out.

    Raises:
        DocumentError: broken, too large when unpacked, or without text.
    """
    package = Package(data, limit_mb)
    body = package.xml("word/document.xml").find(".//{*}body")
    if body is None:
        raise DocumentError(BROKEN)
    lists, styles = package.helper("word/numbering.xml"), package.helper("word/styles.xml")
    reader = _Reader(Numbering(lists, styles))
    reader.read(body)
    if not len(reader.builder):
        raise DocumentError(
            "文档里没有文字；如果内容是图片，请另存为 PDF 或图片后导入，以便文字识别。"
        )
    notes = list(reader.notes)
    if any(name.endswith("vbaproject.bin") for name in package.names):
        notes.append("文档带有宏，只读取文字，宏不会运行。")
    return reader.builder.finish(fields=_properties(package), notes=notes, kind="docx")


class _Reader:
    def __init__(self, numbering: Numbering) -> None:
        self.builder = TextBuilder()
        self.notes: dict[str, None] = {}
        self._numbering = numbering

    def read(self, root: etree._Element, *, boxes: bool = True) -> None:
        """Write what stands below ``root``; text boxes follow the paragraph they are anchored in."""
        for block in _found(root, "p", "tbl"):
            if local(block) == "tbl":
                self._table(block)
                continue
            self.builder.lines(self._text(block))
            for box in block.iter("{*}txbxContent") if boxes else ():
                if next(box.iterancestors("{*}Fallback"), None) is None:
                    self.read(box, boxes=False)

    def _text(self, paragraph: etree._Element) -> str:
        """A paragraph's words with its number; line breaks inside it are ``\\n``."""
        words = "".join(self._words(paragraph)).strip(" \t\u3000")
        if not words and next(paragraph.iter("{*}del", "{*}moveFrom"), None) is not None:
            return ""
        label = self._numbering.label(
            below(paragraph, "pPr")
        )  # an empty numbered paragraph counts, too
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
            elif name in _NOTED:
                self.notes.setdefault(_NOTED[name])
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
        for row in _found(table, "tr"):
            if len(grid) >= _MAX_ROWS:
                break
            line: list[str] = []
            for cell in _found(row, "tc"):
                words, across, merged = self._cell(cell, nested)
                if merged and len(line) < len(above):
                    words = FromAbove(above[len(line)])
                line.append(words)
                line.extend(FromLeft(words) for _ in range(across - 1))
            if headers == len(grid) and next(row.iter("{*}tblHeader"), None) is not None:
                headers += 1
            grid.append(line)
            above = line
        if len(grid) == 1 or max((len(line) for line in grid), default=0) < 2:
            for row in _found(table, "tr"):
                for cell in _found(row, "tc"):
                    self.read(cell)
            return
        self.builder.table(grid, header_rows=headers if headers < len(grid) else 0)
        for inner in nested:
            self._table(inner)

    def _cell(self, cell: etree._Element, nested: list[etree._Element]) -> tuple[str, int, bool]:
        across = whole_number(value_below(cell, "tcPr/gridSpan"), 1)
        merge = below(cell, "tcPr/vMerge")
        merged = merge is not None and attribute(merge, "val") != "restart"
        words: list[str] = []
        for block in _found(cell, "p", "tbl"):
            if local(block) == "tbl":
                nested.append(block)
            else:
                words.extend(self._text(block).split("\n"))
        return cell_words(words), min(_MAX_SPAN, max(1, across)), merged


def _found(root: etree._Element, *names: str) -> Iterator[etree._Element]:
    """The elements of these names below ``root`` in order, through content controls."""
    stack = list(reversed(root))
    while stack:
        node = stack.pop()
        name = local(node)
        if name in names:
            yield node
        elif name in _THROUGH:
            stack.extend(reversed(node))


def _vanishes(run: etree._Element) -> bool:
    """Hidden text."""
    mark = below(run, "rPr/vanish")
    return mark is not None and attribute(mark, "val") not in ("0", "false")


def _properties(package: Package) -> dict[str, str]:
    """The title among the file's properties. Authors and dates there are the typist's: left alone."""
    title = below(package.helper("docprops/core.xml"), "title")
    words = "" if title is None else " ".join((title.text or "").split())
    return {"file_title": words} if len(words) > 5 else {}
