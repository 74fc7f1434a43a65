"""Catalogues: xlsx, xls and csv. Every sheet is a table, every row carries its header."""

import csv
import datetime
import io
import struct
import warnings
from collections.abc import Iterable
from typing import Any

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.cells import FromAbove, FromLeft, is_item
from corpus.loaders.text import decode
from corpus.loaders.zipped import BROKEN, ZIP_ERRORS, check_sizes, open_zip

_MAX_ROWS = 200_000
_MAX_COLUMNS = 300
_MAX_CELLS = 2_000_000
_EMPTY = "表格是空的，没有可导入的内容。"
# Readers raise what the XML or the records under them happen to raise: a broken file has no error
# of its own.
_ERRORS = (
    *ZIP_ERRORS, struct.error, TypeError, AttributeError, SyntaxError, AssertionError, LookupError, ArithmeticError,
)  # fmt: skip
# Parts of a workbook that are no cells, and what is told of them.
_BESIDES = (
    ("vbaproject.bin", "工作簿带有宏，只读取单元格，宏不会运行。"),
    ("xl/comments", "工作簿有批注，未导入。"),
    ("xl/media/", "工作簿含图片，图片中的文字未导入。"),
    ("xl/charts/", "工作簿含图表，未导入。"),
)
_TRUNCATED = "工作表“{}”超过 {} 行，多出的行未导入。"


def load_xlsx(data: bytes, *, limit_mb: int) -> Extracted:
    """Return the rows of every visible sheet (cached values of formulas).

    Raises:
        DocumentError: broken, too large when unpacked, or empty.
    """
    import openpyxl  # noqa: PLC0415  (loaded only where a workbook is read)
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    with open_zip(data) as archive:
        check_sizes(archive, limit_mb)
        parts = [name.lower() for name in archive.namelist()]
    sheets = _Sheets()
    try:
        with warnings.catch_warnings(action="ignore"):  # about parts that we don't read
            book = openpyxl.load_workbook(
                io.BytesIO(data), data_only=True, keep_vba=False, keep_links=False
            )
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                sheets.notes.append(f"隐藏的工作表“{sheet.title}”未导入。")
                continue
            rows = _bounded(
                sheet.iter_rows(max_col=min(sheet.max_column or 1, _MAX_COLUMNS), values_only=True)
            )
            for area in sheet.merged_cells.ranges:
                _fill(rows, area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
            sheets.add(sheet.title, rows)
    except (*_ERRORS, InvalidFileException) as error:
        raise DocumentError(BROKEN) from error
    sheets.notes += [note for part, note in _BESIDES if any(part in name for name in parts)]
    return sheets.finish("xlsx")


def load_xls(data: bytes) -> Extracted:
    """Return the rows of every visible sheet of an Excel 97-2003 workbook.

    Raises:
        DocumentError: encrypted, broken, or empty.
    """
    import xlrd  # noqa: PLC0415

    sheets = _Sheets()
    try:
        try:
            book = xlrd.open_workbook(
                file_contents=data, formatting_info=True, logfile=io.StringIO()
            )
        except NotImplementedError:
            book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        for sheet in book.sheets():
            if sheet.visibility:
                sheets.notes.append(f"隐藏的工作表“{sheet.name}”未导入。")
                continue
            rows = _bounded(
                [_xls_value(cell, book.datemode) for cell in sheet.row(r)]
                for r in range(sheet.nrows)
            )
            for top, bottom, left, right in sheet.merged_cells:
                _fill(rows, top, left, bottom - 1, right - 1)
            sheets.add(sheet.name, rows)
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise DocumentError("表格设有打开密码，请去掉密码后再导入。") from error
        raise DocumentError(BROKEN) from error
    except (*_ERRORS, xlrd.compdoc.CompDocError, xlrd.formula.FormulaError) as error:
        raise DocumentError(BROKEN) from error
    return sheets.finish("xls")


def load_csv(data: bytes) -> Extracted:
    """Return the rows of a csv or tsv file; separator and encoding are found out.

    Raises:
        DocumentError: empty, binary, or not a table.
    """
    text, notes = decode(data)
    first = text[:4000]
    separator = max(",\t;|", key=first.count)
    try:
        rows = _bounded(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error as error:
        raise DocumentError("CSV 格式无法解析，请用表格软件另存一次。") from error
    sheets = _Sheets()
    sheets.notes.extend(notes)
    sheets.add("", rows)
    return sheets.finish("csv")


class _Sheets:
    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.notes: list[str] = []
        self._count = 0

    def add(self, name: str, rows: list[list[str]]) -> None:
        if not any(any(row) for row in rows):
            return
        if len(rows) >= _MAX_ROWS:
            self.notes.append(_TRUNCATED.format(name, _MAX_ROWS))
        self._count += 1
        if name and not name.lower().startswith("sheet"):
            self.builder.line(name)
        self.builder.table(rows, caption=name)

    def finish(self, kind: str) -> Extracted:
        if not len(self.builder):
            raise DocumentError(_EMPTY)
        return self.builder.finish(notes=self.notes, kind=kind)


def _bounded(rows: Iterable[Iterable[Any]]) -> list[list[str]]:
    """The rows as text, no more than we take; trailing empty rows are left out."""
    kept: list[list[str]] = []
    filled = cells = 0
    for row in rows:
        values = [_text(value) for value in row][:_MAX_COLUMNS]
        while values and not values[-1]:
            values.pop()
        kept.append(values)
        cells += len(values)
        if values:
            filled = len(kept)
        if len(kept) >= _MAX_ROWS + 10_000 or filled >= _MAX_ROWS or cells > _MAX_CELLS:
            break
    return kept[:filled]


def _fill(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    """Write a merged cell's value into every place it covers, marked as such."""
    if top >= len(rows) or left >= len(rows[top]) or not (value := rows[top][left]):
        return
    right = min(right, _MAX_COLUMNS - 1)
    for below, row in enumerate(rows[top : bottom + 1]):
        row.extend([""] * (right + 1 - len(row)))
        if below:
            row[left] = FromAbove(value)
        for column in range(left + 1, right + 1):
            row[column] = FromLeft(value)


def _text(value: Any) -> str:
    """A cell as a reader sees it: 3.0 is 3, midnight has no time."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime.datetime):
        whole = value.time() == datetime.time()
        return value.date().isoformat() if whole else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    lines = [" ".join(line.split()) for line in str(value).splitlines()]
    # Lines that are numbered are a list; others were only broken to fit the column.
    listed = sum(map(is_item, lines)) > 1
    return ("\n" if listed else " ").join(line for line in lines if line)


def _xls_value(cell: Any, datemode: int) -> Any:
    import xlrd  # noqa: PLC0415

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, datemode)
        except (xlrd.XLDateError, ValueError, OverflowError):
            return cell.value
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    return cell.value
