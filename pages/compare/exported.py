"""The comparison as a Word document: 新旧对照表 of two columns, as offices hand it round."""

from datetime import date
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.run import Run as WordRun

from corpus.compare.chain import dated
from corpus.compare.comparison import Line
from corpus.compare.pieces import Piece
from corpus.document import Document
from corpus.language.numerals import chinese_date
from pages.chat.exported_docx import clean
from pages.compare import texts
from pages.compare.found import Found
from pages.compare.marks import Span, runs

_SERIF, _SANS = "宋体", "黑体"
_RED, _BLUE = RGBColor(0xB0, 0x1E, 0x1E), RGBColor(0x17, 0x45, 0x7F)


def comparison_docx(found: Found) -> tuple[str, bytes]:
    """The file's name and its content: all articles, or those that changed."""
    made = found.comparison
    word = docx.Document()
    _set_page(word)
    title = made.new.title
    word.core_properties.title = clean(texts.TABLE_TITLE.format(title=title))[:200]
    head = word.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _typed(head.add_run(clean(texts.TABLE_TITLE.format(title=title))), _SANS, 16)
    table = word.add_table(1, 2, "Table Grid")
    names = (texts.TABLE_OLD, made.old), (texts.TABLE_NEW, made.new)
    alike = _name(made.old) == _name(made.new)
    for cell, (label, document) in zip(table.rows[0].cells, names, strict=True):
        name = _name(document) + (_day(document) if alike else "")
        written = cell.paragraphs[0].add_run(clean(label.format(name=name)))
        _typed(written, _SANS, 11)
    _repeat_head(table.rows[0]._tr)
    for line in found.lines:
        cells = table.add_row().cells
        _fill(cells[0], made.old, line.old, [h.old for h in line.hunks], line, old=True)
        _fill(cells[1], made.new, line.new, [h.new for h in line.hunks], line, old=False)
    for row in table.rows:
        for cell in row.cells:
            cell.width = Cm(12.4)
    if len(found.lines) < len(made.lines):
        word.add_paragraph(texts.TABLE_PART.format(shown=len(found.lines), all=len(made.lines)))
    word.add_paragraph(texts.TABLE_LINE)
    content = BytesIO()
    word.save(content)
    return texts.FILE.format(title=title), content.getvalue()


def _name(document: Document) -> str:
    number = document.metadata.number
    return f"{document.title}（{number}）" if number else document.title


def _day(document: Document) -> str:
    """The day of a document, in brackets: what tells two of one name apart."""
    day = dated(document.metadata)
    return f"（{chinese_date(day)}）" if day > date.min else ""


def _fill(
    cell: _Cell,
    document: Document,
    piece: Piece | None,
    marked: list[Span],
    line: Line,
    *,
    old: bool,
) -> None:
    """An article: its number bold, then its text, a paragraph for each line of it."""
    paragraph = cell.paragraphs[0]
    if piece is None:
        paragraph.add_run(texts.NONE_OLD if old else texts.NONE_NEW)
        return
    text = document.text
    start = piece.body
    while start < piece.end and text[start].isspace():
        start += 1
    paragraph.add_run(clean(f"{piece.label}　")).bold = True
    for run in runs(text, (start, piece.end), marked):
        for number, words in enumerate(run.words.split("\n")):
            if number:
                paragraph = cell.add_paragraph()
            if words:
                written = paragraph.add_run(clean(words))
                if run.marked or line.old is None or line.new is None:
                    _mark(written, old=old)


def _mark(run: WordRun, *, old: bool) -> None:
    run.font.color.rgb = _RED if old else _BLUE
    if old:
        run.font.strike = True
    else:
        run.font.underline = True


def _typed(run: WordRun, family: str, size: int) -> None:
    run.bold = True
    run.font.size = Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)


def _set_page(word: WordDocument) -> None:
    """A4 across, and Chinese type: the template knows western fonts only."""
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2.2)
    style = word.styles["Normal"]
    assert isinstance(style, ParagraphStyle)
    style.font.name, style.font.size = "Times New Roman", Pt(10.5)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), _SERIF)


def _repeat_head(row: object) -> None:
    """Let the names of the columns stand on every page."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))
