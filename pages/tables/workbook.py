"""Tables as an xlsx file. Whatever a cell holds, a spreadsheet program shows it and runs nothing.

Text stays text, also where it begins like a formula (= + - @): it is stored as a string and carries
the mark that keeps it one when it is edited. So a quote is the document's words, not altered by a
sign in front. Control characters, which a workbook can't hold and which hide a formula's beginning,
are taken out.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST = 32_767  # characters that a cell of the format can hold
_CUT = "……（过长，余下见原文）"
_ROWS = 1_048_575  # below the header
_NAME = 31  # characters of a sheet's name
_NOT_IN_NAMES = re.compile(r"[\\/?*\[\]:]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_WIDTHS = (8, 60)  # of a column, in characters of a digit's width
_HEADER = PatternFill("solid", fgColor="DDE8F5")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, the header, and rows as long as the header."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[str | int]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The xlsx file of the sheets, in order; rows are written as they come."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        page = book.create_sheet(_name(sheet.name, taken))
        page.freeze_panes = "A2"
        rows = [[_plain(value) for value in row] for row in islice(sheet.rows, _ROWS)]
        header = [_plain(title) for title in sheet.header]
        for place, title in enumerate(header):
            longest = max((_width(row[place]) for row in rows[:200]), default=0)
            letter = get_column_letter(place + 1)
            width = min(max(longest, _width(title), _WIDTHS[0]), _WIDTHS[1])
            page.column_dimensions[letter].width = width + 2
        page.append([_cell(page, title, header=True) for title in header])
        for row in rows:
            page.append([_cell(page, value) for value in row])
        page.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _plain(value: str | int) -> str | int:
    """The value without what a workbook can't hold; a line that begins with white space or a control
    character begins with its first letter."""
    if isinstance(value, int):
        return value
    text = _CONTROL.sub("", value).strip()
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT


def _cell(page: object, value: str | int, *, header: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(page, value if value != "" else None)
    if isinstance(value, str) and value:
        cell.data_type = "s"  # openpyxl would take "=…" for a formula
        if value.startswith(_FORMULA):
            cell.quotePrefix = True
    if header:
        cell.font, cell.fill = Font(bold=True), _HEADER
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _width(value: str | int) -> int:
    return sum(2 if ord(c) > 0x2E7F else 1 for c in str(value)[: _WIDTHS[1]])


def _name(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may bear, and that no other bears."""
    plain = _CONTROL.sub("", _NOT_IN_NAMES.sub(" ", wanted)).strip(" '")[:_NAME] or "表"
    name, n = plain, 1
    while name.lower() in taken:
        n += 1
        name = f"{plain[: _NAME - len(str(n)) - 1]} {n}"
    taken.add(name.lower())
    return name
