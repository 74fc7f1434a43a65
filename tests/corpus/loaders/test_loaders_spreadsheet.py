"""Catalogues in workbooks and csv files."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes


def one(data: bytes, name: str) -> Extracted:
    (found,) = extract_bytes(data, name, limit_mb=5)
    assert isinstance(found, Extracted)
    return found


def workbook() -> bytes:
    """A catalogue the way offices make them: title row, stacked header, merged cells, a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "事项目录"
    rows = [
        ["政务服务事项目录", None, None, None, None],
        ["序号", "事项名称", "办理", None, "更新日期"],
        [None, None, "时限（工作日）", "费用", None],
        [1, "技改项目备案", 3.0, "免费", datetime.date(2024, 1, 2)],
        [2, "节能审查", 15, None, datetime.datetime(2024, 3, 4)],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:E1", "A2:A3", "B2:B3", "C2:D2", "E2:E3"):
        sheet.merge_cells(area)
    other = book.create_sheet("部门电话")
    other.append(["部门", "电话"])
    other.append(["省财政厅", "0371-65808888"])
    hidden = book.create_sheet("草稿")
    hidden.append(["不要"])
    hidden.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_workbook() -> None:
    found = one(workbook(), "目录.xlsx")
    assert found.text.splitlines() == [
        "事项目录",
        "政务服务事项目录",
        "序号：1；事项名称：技改项目备案；办理-时限（工作日）：3；办理-费用：免费；更新日期：2024-01-02",
        "序号：2；事项名称：节能审查；办理-时限（工作日）：15；更新日期：2024-03-04",
        "部门电话",
        "部门：省财政厅；电话：0371-65808888",
    ]
    first, second = found.tables
    assert first.caption == "事项目录"
    assert first.header == ("序号", "事项名称", "办理-时限（工作日）", "办理-费用", "更新日期")
    assert first.rows[1] == ("2", "节能审查", "15", "", "2024-03-04")
    assert second.rows == (("省财政厅", "0371-65808888"),)
    for table in found.tables:
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            assert row[1] in found.text[start:end]
    assert found.notes == ("隐藏的工作表“草稿”未导入。",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv(encoding: str, separator: str) -> None:
    text = f'部门{separator}任务\r\n省财政厅{separator}"安排资金，\n监督使用"\r\n'
    found = one(text.encode(encoding), "a.csv")
    assert found.text == "部门：省财政厅；任务：安排资金， 监督使用\n"
    assert found.tables[0].rows == (("省财政厅", "安排资金， 监督使用"),)


def test_what_stands_beside_the_cells_is_told() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["部门", "电话"])
    sheet.append(["省财政厅", "0371"])
    sheet["B2"].comment = Comment("待核实", "甲")
    data = io.BytesIO()
    book.save(data)
    assert one(data.getvalue(), "a.xlsx").notes == ("工作簿有批注，未导入。",)


def test_page_named_xls() -> None:
    data = "<table><tr><td>部门</td><td>电话</td></tr><tr><td>省财政厅</td><td>0371</td></tr></table>".encode()
    assert one(data, "a.xls").text == "部门：省财政厅；电话：0371\n"


def test_no_header() -> None:
    assert one(b"1,2,3\n4,5,6\n", "a.csv").text == "1；2；3\n4；5；6\n"


def test_broken_and_empty() -> None:
    data = workbook()
    with pytest.raises(DocumentError, match="损坏"):
        one(data[:-200], "a.xlsx")
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    with pytest.raises(DocumentError, match="空"):
        one(buffer.getvalue(), "a.xlsx")
