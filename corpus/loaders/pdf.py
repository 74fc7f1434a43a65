"""PDF: the text layer in reading order; pages without one are recognised as scans."""

import io
import logging
import re
import statistics
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, Progress, TextBuilder
from corpus.loaders.page_lines import Page, PageLine, PageTable, tidy_line, write_pages
from corpus.loaders.tables import join_cell
from corpus.loaders.zipped import BROKEN

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MAX_PAGES = 3000
_DPI = 200
_FEW = 12  # characters; a page with fewer has no text layer worth the name
_RULES = 6  # drawn lines and boxes on a page from which a table is looked for
# Some writers map 一 to its radical ⼀ (U+2F00) and the like.
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_DAMAGED = re.compile("[\ue000-\uf8ff\ufffd\ufffe\uffff\x00-\x08\x0e-\x1f]")
_TABLE_ERRORS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    RecursionError,
    OSError,
)


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
        return _read(document, data, progress)
    except pdfium.PdfiumError as error:
        raise DocumentError(BROKEN) from error
    finally:
        document.close()


def _read(document: "pdfium.PdfDocument", data: bytes, progress: Progress | None) -> Extracted:
    notes: list[str] = []
    count = len(document)
    if count > _MAX_PAGES:
        raise DocumentError(f"PDF 有 {count} 页，超过 {_MAX_PAGES} 页，请拆分后再导入。")
    pages: list[Page | None] = []
    ruled: list[int] = []
    for number in range(count):
        page, rules = _text_page(document, number)
        if page and rules >= _RULES:
            ruled.append(number)
        pages.append(page)
    _find_tables(data, pages, ruled)
    scanned = [number for number, page in enumerate(pages) if page is None]
    recognised = _recognise(document, scanned, progress) if scanned else {}
    builder = TextBuilder()
    write_pages([recognised[n] if page is None else page for n, page in enumerate(pages)], builder)
    if recognised:
        notes.append(_scan_note(sorted(n for n, page in recognised.items() if page.items), count))
    if not len(builder):
        raise DocumentError("PDF 里没有可读的文字，文字识别也没有结果。")
    title = _title(document)
    return builder.finish(fields={"file_title": title}, notes=[n for n in notes if n], kind="pdf")


def _scan_note(numbers: list[int], count: int) -> str:
    if not numbers:
        return ""
    if len(numbers) == count:
        return f"全部 {count} 页都是扫描件，已用文字识别，请核对关键数字。"
    pages = "、".join(str(number + 1) for number in numbers[:20]) + (
        "等" if len(numbers) > 20 else ""
    )
    return f"第{pages}页是扫描件，已用文字识别，请核对关键数字。"


def _title(document: "pdfium.PdfDocument") -> str:
    title = document.get_metadata_dict(skip_empty=True).get("Title", "")
    title = " ".join(title.split())
    return (
        title
        if len(title) > 5
        and not re.search(r"\.(?:docx?|wps|pdf|indd|cdr)$|Microsoft|^Untitled", title)
        else ""
    )


def _text_page(document: "pdfium.PdfDocument", number: int) -> tuple[Page | None, int]:
    """The page's lines and how many rules are drawn on it; None for a page to be recognised."""
    import pypdfium2 as pdfium  # noqa: PLC0415

    try:
        page = document[number]
        width, height = page.get_size()
        layer = page.get_textpage()
        glyphs = list(_glyphs(layer, height))
        words = sum(not g.char.isspace() for g in glyphs)
        damaged = sum(bool(_DAMAGED.match(g.char)) for g in glyphs)
        if words < _FEW or damaged > 0.3 * words:
            pictures = any(
                True for _ in page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
            )
            if pictures or damaged:
                return None, 0
        rules = sum(
            1 for _ in page.get_objects(filter=(pdfium.raw.FPDF_PAGEOBJ_PATH,), max_depth=2)
        )
        return Page(width, height, list(_lines(glyphs, width))), rules
    except pdfium.PdfiumError:
        return Page(1.0, 1.0), 0


@dataclass(frozen=True, slots=True)
class _Glyph:
    char: str
    left: float
    top: float
    right: float
    bottom: float


def _glyphs(layer: "pdfium.PdfTextPage", height: float) -> Iterator[_Glyph]:
    """The characters of a text layer that have a place; y is turned to grow downwards."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    for index in range(layer.count_chars()):
        if raw.FPDFText_IsGenerated(layer.raw, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(layer.raw, index)
        if code in (0, 10, 13, 0xAD) or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            continue
        left, bottom, right, top = layer.get_charbox(index, loose=True)
        char = chr(code)
        if _RADICALS.match(char):
            char = unicodedata.normalize("NFKC", char)
        yield _Glyph(char, left, height - top, right, height - bottom)


def _lines(glyphs: list[_Glyph], width: float) -> Iterator[PageLine]:
    """Glyphs on one baseline form a line; lines go from top to bottom, columns one after the other."""
    rows: list[list[_Glyph]] = []
    for glyph in glyphs:
        if rows and _same_row(rows[-1][-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    rows = _merge(rows)
    for row in _columns(rows, width):
        row = sorted(row, key=lambda g: g.left)
        text = tidy_line(_row_text(row))
        if text:
            solid = [g for g in row if not g.char.isspace()] or row
            size = statistics.median(g.bottom - g.top for g in solid)
            yield PageLine(
                text,
                min(g.left for g in solid),
                min(g.top for g in solid),
                max(g.right for g in solid),
                max(g.bottom for g in solid),
                size,
            )


def _same_row(a: _Glyph, b: _Glyph) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * max(0.1, min(a.bottom - a.top, b.bottom - b.top))


def _merge(rows: list[list[_Glyph]]) -> list[list[_Glyph]]:
    """Put pieces of one line together that the file draws apart."""
    merged: list[list[_Glyph]] = []
    for row in sorted(rows, key=lambda r: (r[0].top + r[0].bottom) / 2):
        for other in merged[-3:]:
            if _same_row(other[0], row[0]):
                other.extend(row)
                break
        else:
            merged.append(list(row))
    return merged


def _columns(rows: list[list[_Glyph]], width: float) -> list[list[_Glyph]]:
    """Rows of a two-column page, left column first; other pages stay as they are."""
    middle = [
        any(g.left < 0.5 * width < g.right for g in row if not g.char.isspace())
        for row in rows
        if row
        and min(g.left for g in row) < 0.4 * width
        and max(g.right for g in row) > 0.6 * width
    ]
    gutter = [_gutter(row, width) for row in rows]
    if len(middle) < 8 or sum(gutter) < 0.75 * len(rows) or sum(middle) > 0.15 * len(middle):
        return rows
    left = [[g for g in row if g.right <= 0.51 * width] for row in rows]
    right = [[g for g in row if g.right > 0.51 * width] for row in rows]
    return [row for row in [*left, *right] if row]


def _gutter(row: list[_Glyph], width: float) -> bool:
    """Whether nothing stands in the middle strip of the page while both sides are filled."""
    solid = [g for g in row if not g.char.isspace()]
    free = not any(g.left < 0.515 * width and g.right > 0.485 * width for g in solid)
    return free and len(solid) > 12


def _row_text(row: list[_Glyph]) -> str:
    text = ""
    before: _Glyph | None = None
    for glyph in row:
        if before is not None:
            if glyph.char == before.char and abs(glyph.left - before.left) < 0.2 * max(
                0.1, glyph.right - glyph.left
            ):
                continue  # bold by printing twice
            gap = glyph.left - before.right
            size = max(0.1, glyph.bottom - glyph.top)
            latin = glyph.char.isascii() and before.char.isascii()
            if gap > (0.22 if latin else 1.4) * size and not text.endswith(" "):
                text += " "
        text += " " if glyph.char.isspace() else glyph.char
        before = glyph
    return text


def _find_tables(data: bytes, pages: list[Page | None], ruled: list[int]) -> None:
    """Put ruled tables in the place of their lines. A table that can't be read stays as lines."""
    if not ruled:
        return
    import pdfplumber  # noqa: PLC0415  (slow to load, needed for ruled pages only)
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    errors = (
        *_TABLE_ERRORS,
        PDFException,
        PSException,
        pdfplumber.utils.exceptions.PdfminerException,
    )
    try:
        with pdfplumber.open(io.BytesIO(data)) as plumber:
            for number in ruled:
                page = pages[number]
                if page is None or number >= len(plumber.pages):
                    continue
                for table in plumber.pages[number].find_tables():
                    _place(page, table)
                plumber.pages[number].close()
    except errors:
        return


def _place(page: Page, table: Any) -> None:
    left, top, right, bottom = table.bbox
    rows = _filled(table)
    if len(rows) < 2 or len(rows[0]) < 2:
        return
    inside = [
        item
        for item in page.items
        if isinstance(item, PageLine)
        and top - 1 <= (item.top + item.bottom) / 2 <= bottom + 1
        and item.left >= left - 4
        and item.right <= right + 4
    ]
    if not inside:
        return
    position = page.items.index(inside[0])
    page.items[position] = PageTable(tuple(map(tuple, rows)), top)
    page.items[:] = [item for item in page.items if item not in inside]


def _filled(table: Any) -> list[list[str]]:
    """Cell texts; a place without a cell of its own takes the text of the cell that covers it."""
    texts = table.extract()
    boxes = [
        (cell, text)
        for row, words in zip(table.rows, texts, strict=True)
        for cell, text in zip(row.cells, words, strict=True)
        if cell
    ]
    columns = sorted({cell[0] for cell, _ in boxes})
    filled = []
    for row in table.rows:
        middle = (row.bbox[1] + min(row.bbox[3], row.bbox[1] + 8)) / 2
        line = []
        for column in columns:
            text = next(
                (t for c, t in boxes if c[0] <= column + 0.5 < c[2] and c[1] <= middle < c[3]), ""
            )
            line.append(join_cell_text(text or ""))
        filled.append(line)
    return filled


def join_cell_text(text: str) -> str:
    """A cell's wrapped lines as one; Chinese words are not set apart."""
    words = ""
    for line in text.split("\n"):
        piece = tidy_line(line)
        latin = (
            words[-1:].isascii()
            and words[-1:].isalpha()
            and piece[:1].isascii()
            and piece[:1].isalpha()
        )
        words += (" " if latin else "") + piece
    return join_cell([words])


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
