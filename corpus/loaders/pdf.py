"""PDF: the text layer in reading order; pages without one are recognised as scans."""

import re
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, Progress, TextBuilder
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_lines import Page
from corpus.loaders.page_notes import ASKEW, page_list
from corpus.loaders.page_paragraphs import write_pages
from corpus.loaders.page_pieces import cell_lines, page_items, pieces_of
from corpus.loaders.page_tables import take_ruled
from corpus.loaders.pdf_glyphs import read_layer
from corpus.loaders.pdf_rules import drawn
from corpus.loaders.zipped import BROKEN

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MAX_PAGES = 3000
_DPI = 200
_FEW = 12  # characters; a page with fewer has no text layer worth the name
_TOUCH = 3.0  # points that lines may be apart and still meet
_DAMAGED = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f]")


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
    notes: list[str] = []
    count = len(document)
    if count > _MAX_PAGES:
        raise DocumentError(f"PDF 有 {count} 页，超过 {_MAX_PAGES} 页，请拆分后再导入。")
    pages: list[Page | None] = []
    aligned = AlignedTables()
    askew = 0
    for number in range(count):
        page, aslant = _text_page(document, number, aligned)
        askew += aslant
        pages.append(page)
    scanned = [number for number, page in enumerate(pages) if page is None]
    recognised = _recognise(document, scanned, progress) if scanned else {}
    builder = TextBuilder()
    notes += write_pages(
        [recognised[n] if page is None else page for n, page in enumerate(pages)], builder
    )
    if recognised:
        notes.append(_scan_note(sorted(n for n, page in recognised.items() if page.items), count))
    if askew:
        notes.append(ASKEW)
    if not len(builder):
        raise DocumentError("PDF 里没有可读的文字，文字识别也没有结果。")
    title = _title(document)
    return builder.finish(fields={"file_title": title}, notes=[n for n in notes if n], kind="pdf")


def _scan_note(numbers: list[int], count: int) -> str:
    if not numbers:
        return ""
    if len(numbers) == count:
        return f"全部 {count} 页都是扫描件，已用文字识别，请核对关键数字。"
    return f"第{page_list([n + 1 for n in numbers])}页是扫描件，已用文字识别，请核对关键数字。"


def _title(document: "pdfium.PdfDocument") -> str:
    title = document.get_metadata_dict(skip_empty=True).get("Title", "")
    title = " ".join(title.split())
    made_up = re.search(r"\.(?:docx?|wps|pdf|indd|cdr)$|Microsoft|^Untitled", title)
    return title if len(title) > 5 and not made_up else ""


def _text_page(
    document: "pdfium.PdfDocument", number: int, aligned: AlignedTables
) -> tuple[Page | None, int]:
    """The page's lines and tables and how many characters are drawn aslant; None for a page to be
    recognised."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        page = document[number]
        layer = read_layer(page)
        words = sum(not g.text.isspace() for g in layer.glyphs)
        damaged = sum(bool(_DAMAGED.match(g.text)) for g in layer.glyphs)
        rules, pictures = drawn(page)
    except pdfium.PdfiumError:
        return Page(1.0, 1.0), 0
    if (words < _FEW or damaged > 0.3 * words) and (damaged or pictures):
        return None, 0
    glyphs = [*layer.glyphs, *layer.asides]
    tables, rest = take_ruled(rules, glyphs, _TOUCH, cell_lines)
    items = page_items(pieces_of(rest), tables, aligned)
    return Page(layer.width, layer.height, [*items]), layer.askew


def _recognise(
    document: "pdfium.PdfDocument", numbers: list[int], progress: Progress | None
) -> dict[int, Page]:
    from corpus.loaders.ocr import recognise  # noqa: PLC0415  (models load only where a scan is read)

    found: dict[int, Page] = {}
    for done, number in enumerate(numbers):
        if progress:
            progress(done, len(numbers))
        page = document[number]
        width, height = page.get_size()
        scale = min(_DPI / 72, 6000 / max(width, height, 1.0))
        bitmap = page.render(scale=scale, grayscale=False)
        found[number] = recognise(bitmap.to_numpy())
        bitmap.close()
        page.close()
    if progress:
        progress(len(numbers), len(numbers))
    return found
