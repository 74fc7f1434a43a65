"""Ruled tables of a PDF, put in the place of their lines."""

import io
import logging
from typing import Any

from corpus.loaders.page_lines import Page, PageLine, PageTable, tidy_line
from corpus.loaders.tables import join_cell

_TABLE_ERRORS = (
    ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError, OSError,
)  # fmt: skip


def put_tables(data: bytes, pages: list[Page | None], ruled: list[int]) -> None:
    """Put ruled tables in the place of their lines. A table that can't be read stays as lines."""
    if not ruled:
        return
    import pdfplumber  # noqa: PLC0415  (slow to load, needed for ruled pages only)
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    plumbing = pdfplumber.utils.exceptions.PdfminerException
    try:
        with pdfplumber.open(io.BytesIO(data)) as plumber:
            for number in ruled:
                page = pages[number]
                if page is None or number >= len(plumber.pages):
                    continue
                for table in plumber.pages[number].find_tables():
                    _place(page, table)
                plumber.pages[number].close()
    except (*_TABLE_ERRORS, PDFException, PSException, plumbing):
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
        and top - 1 <= item.middle <= bottom + 1
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
            line.append(_cell_text(text or ""))
        filled.append(line)
    return filled


def _cell_text(text: str) -> str:
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
