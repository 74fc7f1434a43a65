"""PDF: the text layer in reading order; what has none, or a wrong one, is recognised."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, Progress, TextBuilder
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_lines import Page
from corpus.loaders.page_notes import ASKEW, page_list
from corpus.loaders.page_paragraphs import write_pages
from corpus.loaders.pdf_annotations import flattened, noted
from corpus.loaders.pdf_page import PageRead, read_page
from corpus.loaders.pdf_scans import Scans
from corpus.loaders.zipped import BROKEN

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MAX_PAGES = 3000


def load_pdf(data: bytes, *, progress: Progress | None = None) -> Extracted:
    """Return the text of a PDF; scanned pages are recognised one by one (``progress`` is told).

    Raises:
        DocumentError: encrypted, broken, or without anything readable.
    """
    import pypdfium2 as pdfium  # noqa: PLC0415  (loaded only where a PDF is read)

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise DocumentError("PDF 设有打开密码，请去掉密码后再导入。") from error
        raise DocumentError(BROKEN) from error
    try:
        return _read(document, progress)
    except pdfium.PdfiumError as error:
        raise DocumentError(BROKEN) from error
    finally:
        document.close()


def _read(document: "pdfium.PdfDocument", progress: Progress | None) -> Extracted:
    count = len(document)
    if count > _MAX_PAGES:
        raise DocumentError(f"PDF 有 {count} 页，超过 {_MAX_PAGES} 页，请拆分后再导入。")
    told = _Told()
    pages: dict[int, Page] = {}
    waiting: dict[int, PageRead] = {}
    aligned = AlignedTables()
    for number in range(count):
        read = _page(document, number, told)
        if read is None:
            continue
        if read.doubt or read.pictures:
            waiting[number] = read
        else:
            pages[number] = read.assembled(aligned)
    scans = Scans(document, count)
    pages |= scans.read(waiting, progress)
    builder = TextBuilder()
    left_out = write_pages([pages.get(n, Page(1.0, 1.0)) for n in range(count)], builder)
    if not len(builder):
        raise DocumentError("PDF 里没有可读的文字，文字识别也没有结果。")
    notes = [*scans.notes(), *told.notes(document), *left_out]
    return builder.finish(fields={"file_title": _title(document)}, notes=notes, kind="pdf")


def _title(document: "pdfium.PdfDocument") -> str:
    title = document.get_metadata_dict(skip_empty=True).get("Title", "")
    title = " ".join(title.split())
    made_up = re.search(r"\.(?:docx?|wps|pdf|indd|cdr)$|Microsoft|^Untitled", title)
    return title if len(title) > 5 and not made_up else ""


@dataclass(slots=True)
class _Told:
    """What is found on the pages that the administrator should know."""

    broken: list[int] = field(default_factory=list)
    unseen: list[int] = field(default_factory=list)
    commented: list[int] = field(default_factory=list)
    askew: bool = False

    def notes(self, document: "pdfium.PdfDocument") -> list[str]:
        """One line for each kind."""
        said = [
            (self.broken, "第{}页已损坏，未导入。"),
            (self.unseen, "第{}页的文字层来自扫描时的识别，请核对关键数字。"),
            (self.commented, "第{}页有批注，未导入。"),
        ]
        notes = [text.format(page_list([n + 1 for n in pages])) for pages, text in said if pages]
        if self.askew:
            notes.append(ASKEW)
        attached = document.count_attachments()
        if attached:
            notes.append(f"PDF 带有 {attached} 个附件，未导入。")
        return notes


def _page(document: "pdfium.PdfDocument", number: int, told: _Told) -> PageRead | None:
    """A page, with what was filled into its forms; None for one that can't be read."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        page = document[number]
        commented, filled = noted(page)
        if filled:
            page = flattened(document, number, page)
        read = read_page(page)
    except pdfium.PdfiumError:
        told.broken.append(number)
        return None
    if commented:
        told.commented.append(number)
    if read.unseen:
        told.unseen.append(number)
    told.askew |= read.layer.askew > 0
    return read
