"""A conversation as a Word document."""

import re
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from assistant import blocks as kinds
from assistant.blocks import Block, Mark, Text
from assistant.rendering.markdown import AROUND, prose_lines, quote_line, sources_line
from pages import texts
from pages.chat.exported import Exported, ExportedQuote, ExportedTurn

_SERIF, _SANS = "宋体", "黑体"
_BLUE = RGBColor(0x17, 0x45, 0x7F)
_BLACK = RGBColor(0, 0, 0)
# XML holds no control characters, and no halves of characters.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_docx(conversation: Exported) -> bytes:
    """The whole conversation as the bytes of a ``.docx``."""
    word = Document()
    set_styles(word)
    word.core_properties.title = clean(conversation.title)
    word.core_properties.author = texts.APP_NAME
    word.add_heading(clean(conversation.title), 0)
    word.add_paragraph(conversation.line)
    for turn in conversation.turns:
        _add_turn(word, turn)
    word.add_paragraph(texts.DISCLAIMER)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def _add_turn(word: WordDocument, turn: ExportedTurn) -> None:
    word.add_heading(clean(turn.question), 1)
    word.add_paragraph(f"{texts.ASKED_AT}：{turn.asked}")
    for block in turn.answer:
        _add_block(word, block)
    if turn.notice:
        word.add_paragraph(clean(turn.notice))
    if turn.quotes:
        word.add_heading(texts.SOURCE_LABEL, 2)
    for quote in turn.quotes:
        _add_quote(word, quote)


def _add_block(word: WordDocument, block: Block) -> None:
    match block:
        case kinds.Lead(text) | kinds.Paragraph(text) | kinds.Notice(text, _):
            _add(word, text)
        case kinds.Quote():
            _add(word, quote_line(block))
            if block.around:
                _add(word, (AROUND.format(words=block.around),))
        case kinds.Listing(items, lead):
            _add(word, lead)
            for item in items:
                _add(word, item, "List Bullet")
        case kinds.Fields(lead, values):
            _add(word, lead)
            for name, told in values:
                _add(word, (f"{name}：", *told), "List Bullet")
        case kinds.Table(columns, rows):
            table = word.add_table(0, len(columns), "Table Grid")
            for row in [tuple((name,) for name in columns), *rows]:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = _plain(text)
        case kinds.Sources():
            _add(word, (sources_line(block),))
        case kinds.Part(question, blocks):
            word.add_paragraph().add_run(clean(question)).bold = True
            for inside in blocks:
                _add_block(word, inside)
        case kinds.Prose():
            for line in prose_lines(block):
                _add(word, line)


def _add(word: WordDocument, text: Text, style: str | None = None) -> None:
    if text:
        word.add_paragraph(_plain(text), style)


def _plain(text: Text) -> str:
    return clean("".join(f"[{p.n}]" if isinstance(p, Mark) else p for p in text))


def _add_quote(word: WordDocument, quote: ExportedQuote) -> None:
    title = word.add_paragraph()
    title.add_run(clean(f"[{quote.n}] 《{quote.title}》")).bold = True
    title.paragraph_format.keep_with_next = True
    word.add_paragraph(clean(quote.words), "Quote")
    table = word.add_table(0, 2, "Table Grid")
    for name, value in quote.facts:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = name, clean(value)
        cells[0].width, cells[1].width = Cm(3.2), Cm(12.4)
    word.add_paragraph()


def set_styles(word: WordDocument) -> None:
    """Chinese type for every style in use; the template knows western fonts only."""
    sizes = {"Normal": 11, "Title": 20, "Heading 1": 14, "Heading 2": 12, "Quote": 11}
    for name, size in sizes.items():
        style = word.styles[name]
        assert isinstance(style, ParagraphStyle)
        heading = name not in ("Normal", "Quote")
        font = _SANS if heading else _SERIF
        style.font.name, style.font.size = "Times New Roman", Pt(size)
        style.font.italic = False
        style.font.color.rgb = _BLUE if heading else _BLACK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:eastAsia"), font)
    quote = word.styles["Quote"]
    assert isinstance(quote, ParagraphStyle)
    quote.paragraph_format.left_indent = Cm(0.8)


def clean(text: str) -> str:
    """Text as a Word document can hold it."""
    return _NOT_XML.sub("", text)
