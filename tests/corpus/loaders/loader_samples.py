"""Samples made on the spot: the seed document as the formats offices send it in."""

import io
import subprocess
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from PIL import Image

from corpus.loaders.office import soffice
from corpus.settings import PROJECT_ROOT

SEED = PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt"
HEAD = "河南省人民政府办公厅文件"
FONT = "Noto Serif CJK SC"


def seed_text() -> str:
    """The seed document as it is stored."""
    return SEED.read_text(encoding="utf-8")


def seed_lines() -> list[str]:
    """Its paragraphs."""
    return [line.strip() for line in seed_text().splitlines() if line.strip()]


def seed_docx(*, page_furniture: bool = True) -> bytes:
    """The seed as an office types it: GB/T 9704 page, indented paragraphs, head and page number."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin, section.right_margin = Pt(79.4), Pt(73.7)
    section.top_margin, section.bottom_margin = Pt(104.9), Pt(99.2)
    if page_furniture:
        section.header.paragraphs[0].text = HEAD
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _page_number(footer)
    lines = seed_lines()
    for position, line in enumerate(lines):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        run.font.size = Pt(16)
        run.font.name = FONT
        run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        paragraph.paragraph_format.line_spacing = Pt(28)
        paragraph.paragraph_format.space_after = Pt(0)
        if position >= len(lines) - 2:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif position:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page_number(paragraph: Paragraph) -> None:
    paragraph.add_run("— ")
    field = paragraph._element.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})
    run = paragraph._element.makeelement(qn("w:r"), {})
    text = paragraph._element.makeelement(qn("w:t"), {})
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._element.append(field)
    paragraph.add_run(" —")


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
    """A text layer of OFD: lines broken after ``wide`` letters, the first indented by two."""
    rows: list[tuple[int, str]] = []
    for line in lines:
        rows.append((2, line[: wide - 2]))
        rows.extend((0, line[i : i + wide]) for i in range(wide - 2, len(line), wide))
    namespace = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    pages = [rows[i : i + tall] for i in range(0, len(rows), tall)]
    links = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {namespace}><ofd:DocBody><ofd:DocInfo><ofd:Title>技术改造意见全文</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {namespace}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{links}</ofd:Pages></ofd:Document>",
        )
        for number, page in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject Size="5.6" Boundary="{28 + 5.6 * indent} {37 + 10 * place} {5.6 * len(text)} 5.6">'
                f'<ofd:TextCode X="0" Y="5" DeltaX="g {max(0, len(text) - 1)} 5.6">{escape(text)}</ofd:TextCode></ofd:TextObject>'  # noqa: E501
                for place, (indent, text) in enumerate(page)
            )
            foot = (
                f'<ofd:TextObject Size="4" Boundary="100 280 20 4"><ofd:TextCode X="0" Y="4">— {number + 1} —</ofd:TextCode>'  # noqa: E501
                "</ofd:TextObject>"
            )
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {namespace}><ofd:Content><ofd:Layer>{objects}{foot}</ofd:Layer></ofd:Content></ofd:Page>",
            )
    return buffer.getvalue()


def convert(sources: list[Path], target: str, folder: Path) -> list[Path]:
    """Convert with LibreOffice (it must be installed: ``soffice()``); returns the new files."""
    program = soffice()
    assert program
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target, "--outdir",
         str(folder), *map(str, sources)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return [folder / f"{source.stem}.{target.split(':')[0]}" for source in sources]


def scan(pdf: Path, folder: Path, pages: int = 0, dpi: int = 200) -> Path:
    """Print a PDF to pictures and bind them again: a scan with no text layer. ``pages`` 0: all."""
    last = ["-l", str(pages)] if pages else []
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-png", *last, str(pdf), str(folder / "page")],
        check=True,
        timeout=120,
    )
    images = [Image.open(path) for path in sorted(folder.glob("page-*.png"))]
    target = folder / "scan.pdf"
    images[0].save(target, save_all=True, append_images=images[1:], resolution=dpi)
    for image in images:
        image.close()
    return target
