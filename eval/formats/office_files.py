"""One document as the files offices send it in: Word, OpenDocument, web page, PDF, scan, OFD, GB18030.

``FORMATS`` makes each from the plain text. LibreOffice, poppler's ``pdftoppm`` and python-docx do
the work where a format needs them; where one is missing, ``MakerMissingError`` names it.
"""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from corpus.document import ProvisionKind
from corpus.errors import PolicyError
from corpus.loaders.office import soffice
from corpus.structure.provisions import parse

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from PIL.Image import Image

FONT = "Noto Serif CJK SC"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TIMEOUT = 180  # seconds; LibreOffice takes ten at its first start
_RIGHT = (ProvisionKind.SIGNATURE, ProvisionKind.DATE)
_FLUSH = (*_RIGHT, ProvisionKind.TITLE, ProvisionKind.NUMBER, ProvisionKind.ADDRESSEE)


class MakerMissingError(PolicyError):
    """A program or package that makes a format isn't installed."""


def paragraphs(text: str) -> list[str]:
    """The lines of a text that hold words, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def office_docx(text: str, head: str = "") -> bytes:
    """A text as an office types it: GB/T 9704 page, indented paragraphs, page numbers.

    ``head`` is the running head; empty for none, and then the pages carry no numbers either.

    Raises:
        MakerMissingError: python-docx isn't installed.
    """
    try:
        import docx  # noqa: PLC0415  (the evaluation runs without it, formats other than this one too)
    except ImportError as error:
        raise MakerMissingError("没有安装 python-docx") from error
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Pt(595.3), Pt(841.9)
    section.left_margin, section.right_margin = Pt(79.4), Pt(73.7)
    section.top_margin, section.bottom_margin = Pt(104.9), Pt(99.2)
    if head:
        section.header.paragraphs[0].text = head
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _page_number(footer)
    plain = "\n".join(paragraphs(text))
    kinds = {provision.start: provision.kind for provision in parse(plain)}
    start = 0
    for line in plain.split("\n"):
        kind = kinds.get(start, ProvisionKind.PARAGRAPH)
        start += len(line) + 1
        paragraph = document.add_paragraph()
        run = paragraph.add_run(line)
        run.font.size = Pt(16)
        run.font.name = FONT
        run._element.get_or_add_rPr().get_or_add_rFonts().set(f"{_WORD}eastAsia", FONT)
        paragraph.paragraph_format.line_spacing = Pt(28)
        paragraph.paragraph_format.space_after = Pt(0)
        if kind in _RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif kind not in _FLUSH:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _page_number(paragraph: "Paragraph") -> None:
    """Add ``— 1 —`` with the number as a field."""
    paragraph.add_run("— ")
    field = paragraph._element.makeelement(f"{_WORD}fldSimple", {f"{_WORD}instr": "PAGE"})
    run = paragraph._element.makeelement(f"{_WORD}r", {})
    number = paragraph._element.makeelement(f"{_WORD}t", {})
    number.text = "1"
    run.append(number)
    field.append(run)
    paragraph._element.append(field)
    paragraph.add_run(" —")


def ofd(lines: list[str], title: str = "", *, wide: int = 26, tall: int = 22) -> bytes:
    """A text layer of OFD: lines broken after ``wide`` letters, the first indented by two."""
    rows: list[tuple[int, str]] = []
    for line in lines:
        rows.append((2, line[: wide - 2]))
        rows.extend((0, line[i : i + wide]) for i in range(wide - 2, len(line), wide))
    pages = [rows[i : i + tall] for i in range(0, len(rows), tall)]
    links = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages))
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocInfo><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
            f"</ofd:PageArea></ofd:CommonData><ofd:Pages>{links}</ofd:Pages></ofd:Document>",
        )
        for number, page in enumerate(pages):
            archive.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", _ofd_page(page, number + 1))
    return buffer.getvalue()


def _ofd_page(rows: list[tuple[int, str]], number: int) -> str:
    objects = "".join(
        f'<ofd:TextObject Size="5.6" Boundary="{28 + 5.6 * indent} {37 + 10 * place} {5.6 * len(text)} 5.6">'
        f'<ofd:TextCode X="0" Y="5" DeltaX="g {max(0, len(text) - 1)} 5.6">{escape(text)}</ofd:TextCode>'
        "</ofd:TextObject>"
        for place, (indent, text) in enumerate(rows)
    )
    foot = (
        f'<ofd:TextObject Size="4" Boundary="100 280 20 4"><ofd:TextCode X="0" Y="4">— {number} —</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    return f"<ofd:Page {_OFD}><ofd:Content><ofd:Layer>{objects}{foot}</ofd:Layer></ofd:Content></ofd:Page>"


def convert(sources: list[Path], target: str, folder: Path) -> list[Path]:
    """Convert with LibreOffice; return the new files, in ``folder``.

    Raises:
        MakerMissingError: LibreOffice isn't installed.
    """
    program = soffice()
    if program is None:
        raise MakerMissingError("没有安装 LibreOffice")
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target, "--outdir",
         str(folder), *map(str, sources)],
        check=True, capture_output=True, timeout=_TIMEOUT,
    )  # fmt: skip
    return [folder / f"{source.stem}.{target.split(':')[0]}" for source in sources]


def scan(pdf: Path, folder: Path, pages: int = 0, dpi: int = 200, *, rough: bool = False) -> Path:
    """Print a PDF to pictures and bind them again: a scan with no text layer. ``pages`` 0: all.

    ``rough`` pages lie askew, are grey and grainy, and saved at a low quality.

    Raises:
        MakerMissingError: ``pdftoppm`` isn't installed.
    """
    from PIL import Image  # noqa: PLC0415

    if shutil.which("pdftoppm") is None:
        raise MakerMissingError("没有安装 pdftoppm（poppler-utils）")
    last = ["-l", str(pages)] if pages else []
    subprocess.run(
        ["pdftoppm", "-r", str(dpi), "-gray", "-png", *last, str(pdf), str(folder / "page")],
        check=True,
        timeout=_TIMEOUT,
    )
    images = [Image.open(path).convert("L") for path in sorted(folder.glob("page-*.png"))]
    if rough:
        images = [_worn(image, number) for number, image in enumerate(images)]
    target = folder / "scan.pdf"
    quality = 45 if rough else 75
    images[0].save(target, save_all=True, append_images=images[1:], resolution=dpi, quality=quality)
    return target


def _worn(page: "Image", number: int) -> "Image":
    """A page turned by one degree, pale, and with grain; the same every time."""
    import numpy as np  # noqa: PLC0415
    from PIL import Image  # noqa: PLC0415

    turned = page.rotate(1 if number % 2 else -1, Image.Resampling.BICUBIC, fillcolor=245)
    grain = np.random.default_rng(number).normal(0, 14, (page.height, page.width))
    pale = 0.85 * np.asarray(turned, dtype=np.float32) + 25 + grain
    return Image.fromarray(pale.clip(0, 255).astype(np.uint8))


class Maker:
    """Makes one text in every format; what another format is made from is made once."""

    def __init__(self, text: str, name: str, folder: Path) -> None:
        """``name`` is the stem of every file; each format has its own folder below ``folder``."""
        self._text = text
        self._name = name
        self._folder = folder
        self._made: dict[str, Path] = {}

    def make(self, name: str) -> Path:
        """The file of one of ``FORMATS``.

        Raises:
            MakerMissingError: what makes it isn't installed.
        """
        if name not in self._made:
            (self._folder / name).mkdir(parents=True)
            self._made[name] = FORMATS[name](self, name)
        return self._made[name]

    def _write(self, name: str, suffix: str, data: bytes) -> Path:
        path = self._folder / name / f"{self._name}.{suffix}"
        path.write_bytes(data)
        return path

    def _docx(self, name: str) -> Path:
        return self._write(name, "docx", office_docx(self._text, head=self._name))

    def _gb18030(self, name: str) -> Path:
        return self._write(name, "txt", self._text.encode("gb18030"))

    def _ofd(self, name: str) -> Path:
        return self._write(name, "ofd", ofd(paragraphs(self._text), self._name))

    def _by_office(self, name: str) -> Path:
        (path,) = convert([self.make("docx")], name, self._folder / name)
        return path

    def _scan(self, name: str) -> Path:
        pictures = self._folder / name / "pictures"
        pictures.mkdir()
        path = self._folder / name / f"{self._name}.pdf"
        return scan(self.make("pdf"), pictures, rough=name == "scan-rough").replace(path)


FORMATS: dict[str, Callable[[Maker, str], Path]] = {
    "gb18030": Maker._gb18030,
    "docx": Maker._docx,
    "doc": Maker._by_office,
    "odt": Maker._by_office,
    "html": Maker._by_office,
    "pdf": Maker._by_office,
    "ofd": Maker._ofd,
    "scan": Maker._scan,
    "scan-rough": Maker._scan,
}
