"""Workbooks hold what they are given as text, whatever it looks like."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.tables.workbook import Sheet, workbook

_FORMULAS = (
    '=HYPERLINK("http://evil.example","点我")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1+1",
)
_HIDDEN = ("\t=1+1", "\r=1+1", "\x01=1+1", "\x00@SUM(A1)", "\x7f=1", " \x1f+1", "\n-1")


def read(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("words", _FORMULAS)
def test_what_looks_like_a_formula_stays_the_words_it_is(words: str) -> None:
    content = workbook([Sheet("表", ("任务",), [(words,)])])
    cell = read(content).active["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("words", _HIDDEN)
def test_a_control_character_hides_no_formula(words: str) -> None:
    cell = read(workbook([Sheet("表", ("任务",), [(words,)])])).active["A2"]
    assert cell.value[0] in "=+-@" and cell.data_type == "s" and cell.quotePrefix


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_any_text_can_be_kept(row: list[str]) -> None:
    sheet = read(workbook([Sheet("表", ["栏"] * len(row), [row])])).active
    assert sheet.max_row <= 2
    assert {c.data_type for line in sheet.iter_rows() for c in line} <= {"s", "n"}


def test_names_of_sheets_are_mended_and_differ() -> None:
    names = ["关于[2024]年/工作*的：通知：" * 5, "关于[2024]年/工作*的：通知：" * 5, "", "'='"]
    book = read(workbook(Sheet(name, ("栏",), []) for name in names))
    assert len(set(book.sheetnames)) == 4
    assert all(0 < len(name) <= 31 for name in book.sheetnames)


def test_a_text_longer_than_a_cell_says_that_it_was_cut() -> None:
    value = read(workbook([Sheet("表", ("栏",), [("甲" * 40_000,)])])).active["A2"].value
    assert len(value) == 32_767 and value.endswith("（过长，余下见原文）")
