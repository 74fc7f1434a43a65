"""Samples made on the spot: the seed document as the formats offices send it in."""

import io

import docx
from docx.oxml.ns import qn

from corpus.settings import PROJECT_ROOT
from eval.formats import office_files
from eval.formats.office_files import FONT, convert, office_docx, paragraphs, scan

__all__ = ["convert", "ofd", "scan", "seed_docx", "seed_lines", "seed_text", "table_docx"]

SEED = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"
HEAD = "河南省人民政府办公厅文件"


def seed_text() -> str:
    """The seed document as it is stored."""
    return SEED.read_text(encoding="utf-8")


def seed_lines() -> list[str]:
    """Its paragraphs."""
    return paragraphs(seed_text())


def seed_docx(*, page_furniture: bool = True) -> bytes:
    """The seed as an office types it, with a running head and page numbers or without."""
    return office_docx(seed_text(), HEAD if page_furniture else "")


def table_docx() -> bytes:
    """A ruled table long enough to go on over a page, with merged cells."""
    document = docx.Document()
    document.add_paragraph("重点任务分工表")
    table = document.add_table(rows=1, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ("序号", "重点任务", "牵头部门"), strict=True):
        cell.text = text
    for number in range(1, 41):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = (
            str(number),
            f"第{number}项任务：加大企业技术改造支持力度，落实设备更新贴息政策，按季度调度。",
        )
        cells[2].text = "省财政厅"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "省工业和信息化厅"
    document.add_paragraph("以上任务请抓紧落实。")
    for paragraph in document.element.iter(qn("w:r")):
        properties = paragraph.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), FONT)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def ofd(lines: list[str], *, wide: int = 26, tall: int = 22) -> bytes:
    """An OFD of these lines, with a title of its own."""
    return office_files.ofd(lines, "技术改造意见全文", wide=wide, tall=tall)
