"""A Word document as HTML: the paragraphs and tables that the loader reads, with their numbers, and
as much of their look as tells a title from a clause."""

from collections.abc import Iterator
from html import escape

from lxml import etree

from corpus.loaders.docx_numbering import Numbering
from corpus.loaders.zipped import Package, attribute, below, local, value_below, whole_number

_THROUGH = frozenset("sdt sdtContent customXml smartTag ins moveTo AlternateContent Choice".split())
_DROPPED = frozenset(
    "instrText delText del moveFrom pPr rPr sectPr tblPr tblGrid trPr tcPr commentReference annotationRef Fallback rt"
    " object pict footnoteReference endnoteReference txbxContent".split()
)
_SIDES = {"center": "center", "right": "right", "end": "right"}
_BIG = 40  # half points: from 20 pt on it is a title
_MOST = 20_000  # rows of a table


def docx_html(data: bytes, limit_mb: int) -> str:
    """The document's HTML.

    Raises:
        DocumentError: broken, or too large when unpacked.
    """
    package = Package(data, limit_mb)
    body = package.xml("word/document.xml").find(".//{*}body")
    styles = package.helper("word/styles.xml")
    writer = _Writer(Numbering(package.helper("word/numbering.xml"), styles), _Styles(styles))
    if body is not None:
        writer.blocks(body)
    return "".join(writer.html)


class _Styles:
    """What paragraph styles say of side, size and weight, by way of those they are based on."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iterfind("{*}style")
        self._styles = {attribute(style, "styleId"): style for style in found}

    def value(self, paragraph: etree._Element, path: str) -> str:
        """The value at ``path`` of the paragraph itself, or of the nearest style that has one."""
        if own := value_below(paragraph, path):
            return own
        name, seen = value_below(paragraph, "pPr/pStyle"), set[str]()
        while name in self._styles and name not in seen:
            seen.add(name)
            if given := value_below(self._styles[name], path):
                return given
            name = value_below(self._styles[name], "basedOn")
        return ""


class _Writer:
    def __init__(self, numbering: Numbering, styles: _Styles) -> None:
        self.html: list[str] = []
        self._numbering = numbering
        self._styles = styles

    def blocks(self, root: etree._Element, *, boxes: bool = True) -> None:
        """Write what stands below ``root``; text boxes follow the paragraph they are anchored in."""
        for block in _found(root, "p", "tbl"):
            if local(block) == "tbl":
                self._table(block)
                continue
            self._paragraph(block)
            for box in block.iter("{*}txbxContent") if boxes else ():
                if next(box.iterancestors("{*}Fallback"), None) is None:
                    self.blocks(box, boxes=False)

    def _paragraph(self, paragraph: etree._Element) -> None:
        words = "".join(self._runs(paragraph))
        plain = words.replace("<br>", "").replace("<b>", "").replace("</b>", "").strip()
        if not plain and next(paragraph.iter("{*}del", "{*}moveFrom"), None) is not None:
            return
        label = self._numbering.label(below(paragraph, "pPr"))  # counts where empty, too
        if not plain:
            return
        names = " ".join(self._look(paragraph))
        self.html.append(f'<p class="{names}">{escape(label)}{words}</p>')

    def _look(self, paragraph: etree._Element) -> Iterator[str]:
        side = _SIDES.get(self._styles.value(paragraph, "pPr/jc"), "")
        if side:
            yield side
        first = below(paragraph, "pPr/ind")
        if not side and first is not None:
            kinds = ("firstLine", "firstLineChars")
            if any(attribute(first, kind) not in ("", "0") for kind in kinds):
                yield "indent"
        sizes = [whole_number(value_below(run, "rPr/sz")) for run in paragraph.iter("{*}r")]
        size = max(sizes, default=0) or whole_number(self._styles.value(paragraph, "rPr/sz"))
        if size >= _BIG:
            yield "big"
        elif self._styles.value(paragraph, "pPr/outlineLvl"):
            yield "heading"

    def _runs(self, root: etree._Element, bold: bool = False) -> Iterator[str]:
        for node in root:
            name = local(node)
            if name == "r":
                if not _is_on(node, "rPr/vanish"):
                    yield from self._runs(node, _is_on(node, "rPr/b"))
            elif name == "t":
                words = escape((node.text or "").replace("\n", " ").replace("\xa0", " "))
                yield f"<b>{words}</b>" if bold and words.strip() else words
            elif name in ("tab", "ptab"):
                yield " "
            elif name in ("br", "cr"):
                if attribute(node, "type") not in ("page", "column"):
                    yield "<br>"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "blip":
                yield '<span class="figure"></span>'
            elif name not in _DROPPED:
                yield from self._runs(node, bold)

    def _table(self, table: etree._Element) -> None:
        rows = [
            [(cell, *_reach(cell)) for cell in _found(row, "tc")]
            for row in list(_found(table, "tr"))[:_MOST]
        ]
        self.html.append("<table>")
        for number, row in enumerate(rows):
            self.html.append("<tr>")
            column = 0
            for cell, across, merged in row:
                if not merged:
                    down = _down(rows[number + 1 :], column)
                    self.html.append(f'<td colspan="{across}" rowspan="{down}">')
                    self.blocks(cell)
                    self.html.append("</td>")
                column += across
            self.html.append("</tr>")
        self.html.append("</table>")


_Cells = list[tuple[etree._Element, int, bool]]


def _reach(cell: etree._Element) -> tuple[int, bool]:
    """How many columns a cell takes, and whether it only continues the one above."""
    merge = below(cell, "tcPr/vMerge")
    across = whole_number(value_below(cell, "tcPr/gridSpan"), 1)
    return min(100, max(1, across)), merge is not None and attribute(merge, "val") != "restart"


def _down(below_it: list[_Cells], column: int) -> int:
    """How many rows the cell above takes: those right below that continue it, and its own."""
    down = 1
    for row in below_it:
        at = 0
        for _, across, merged in row:
            if at == column:
                if not merged:
                    return down
                break
            at += across
        else:
            return down
        down += 1
    return down


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


def _is_on(run: etree._Element, path: str) -> bool:
    mark = below(run, path)
    return mark is not None and attribute(mark, "val") not in ("0", "false", "none")
