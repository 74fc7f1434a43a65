"""Tables of PDF pages: ruled, open at the sides, without rules, over pages; and what is none."""

from collections.abc import Sequence

import pytest

from corpus.loaders import Extracted, extract_bytes
from tests.corpus.loaders.drawn import Sheet, pdf, width

HEAD = ("序号", "项目名称", "奖补标准", "主管部门")
XS = (85, 140, 290, 400, 510)


def read(*sheets: Sheet) -> Extracted:
    (found,) = extract_bytes(pdf(sheets), "a.pdf", limit_mb=5)
    assert isinstance(found, Extracted)
    for table in found.tables:
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            assert all(cell in found.text[start:end] for cell in row)
    return found


def items(first: int, last: int) -> list[tuple[str, ...]]:
    return [(str(n), f"第{n}类奖励", f"{n}0万元", "市工信局") for n in range(first, last + 1)]


def plain(rows: Sequence[Sequence[str]], xs: Sequence[float] = XS, y: float = 120) -> Sheet:
    sheet = Sheet()
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x, y + 22 * number, text)
    return sheet


def ruled(rows: Sequence[Sequence[str]], y: float = 120, *, sides: bool = True) -> Sheet:
    sheet = plain(rows, y=y)
    ys = [y - 16 + 22 * number for number in range(len(rows) + 1)]
    if sides:
        sheet.grid([x - 4 for x in XS], ys)
        return sheet
    for place in ys:
        sheet.rule(XS[0] - 4, place, XS[-1], place)
    for x in XS[1:-1]:
        sheet.rule(x - 4, ys[0], x - 4, ys[-1])
    return sheet


@pytest.mark.parametrize("how", ["ruled", "open", "plain"])
def test_a_table(how: str) -> None:
    rows = [HEAD, *items(1, 3)]
    sheet = plain(rows) if how == "plain" else ruled(rows, sides=how == "ruled")
    sheet.text(109, 260, "以上奖励不重复享受。")
    found = read(sheet)
    (table,) = found.tables
    assert (table.header, list(table.rows)) == (HEAD, items(1, 3))
    assert found.text.endswith("\n以上奖励不重复享受。\n")


@pytest.mark.parametrize("draw", [ruled, plain])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_over_pages(draw: type[Sheet], again: bool) -> None:
    first = draw([HEAD, *items(1, 24)])
    second = draw([*([HEAD] if again else []), *items(25, 30)])
    for number, sheet in enumerate((first, second), 1):
        sheet.text(250, 60, "临江市惠企政策汇编", size=9)
        sheet.text(290, 810, f"— {number} —")
    second.text(85, 100, "续表")
    second.text(109, 300, "以上项目由市财政局安排资金。")
    found = read(first, second)
    (table,) = found.tables
    assert list(table.rows) == items(1, 30)
    assert found.text.endswith("\n以上项目由市财政局安排资金。\n")
    assert "续表" not in found.text
    assert "汇编" not in found.text


def test_a_row_over_a_page() -> None:
    first = ruled([HEAD, *items(1, 1), ("2", "上云补助", "2万元，分两次", "市工信局")], y=700)
    second = ruled([("", "的补充", "按年度兑现", ""), *items(3, 4)])
    (table,) = read(first, second).tables
    assert table.rows[1] == ("2", "上云补助的补充", "2万元，分两次按年度兑现", "市工信局")
    assert list(table.rows[2:]) == items(3, 4)


def test_two_tables_with_nothing_between() -> None:
    sheet = ruled([HEAD, *items(1, 2)])
    other = ("编号", "窗口名称", "办公地址", "联系电话")
    for x, a, b in zip(XS, other, ("A", "综合窗口", "一楼大厅", "0371-1"), strict=False):
        sheet.text(x, 320, a)
        sheet.text(x, 342, b)
    sheet.grid([x - 4 for x in XS], [304, 326, 348])
    assert [table.header for table in read(sheet).tables] == [HEAD, other]


def test_merged_cells_are_filled() -> None:
    sheet = plain(
        [("类别", "项目", "标准"), ("", "首次上规", "10万元"), ("补助", "上云", "2万元")], XS
    )
    sheet.text(85, 131, "奖励")
    for x in XS[:4]:
        sheet.rule(x - 4, 104, x - 4, 170)
    for y, left in ((104, 81), (126, 81), (148, 136), (170, 81)):
        sheet.rule(left, y, XS[3] - 4, y)
    sheet.text(85, 153, "　")
    (table,) = read(sheet).tables
    assert table.header == ("类别", "项目", "标准")
    assert {row[0] for row in table.rows} == {"奖励补助"}


def test_numbers_at_the_right_margin_of_their_column() -> None:
    sheet = Sheet()
    rows = [
        ("指标", "2023年", "2024年"),
        ("工业增加值（亿元）", "1,234.5", "12.6"),
        ("固定资产投资", "9.1", "912.3"),
    ]
    for number, (name, *figures) in enumerate(rows):
        sheet.text(85, 100 + 22 * number, name)
        for right, figure in zip((330, 430), figures, strict=True):
            sheet.text(right - width(figure, 12), 100 + 22 * number, figure)
    (table,) = read(sheet).tables
    assert (table.header, table.rows) == (rows[0], tuple(rows[1:]))


def test_cells_that_wrap() -> None:
    rows = [
        ("序号", "政策内容", "支持标准"), ("1", "对新认定的国家级小巨人", "一次性奖励50万元"), ("", "企业给予奖励", ""),
        ("2", "上云补助", "按合同额20%"),
    ]  # fmt: skip
    (table,) = read(plain(rows, (85, 140, 360))).tables
    assert table.rows[0] == ("1", "对新认定的国家级小巨人企业给予奖励", "一次性奖励50万元")


def test_what_stands_apart_is_no_table_and_no_sentence() -> None:
    sheet = Sheet()
    sheet.text(60, 80, "评审专家名单")
    names = [
        "张伟",
        "王芳",
        "李娜",
        "刘洋",
        "陈静",
        "杨帆",
        "赵磊",
        "黄敏",
        "周杰",
        "吴倩",
        "徐强",
        "孙丽",
    ]
    for number, name in enumerate(names):
        sheet.text(60 + 120 * (number % 4), 110 + 20 * (number // 4), name)
    for number, (a, b) in enumerate(
        [("联系人：张三", "电话：0371-65509876"), ("地址：中山路", "邮编：450000")]
    ):
        sheet.text(60, 200 + 20 * number, a)
        sheet.text(320, 200 + 20 * number, b)
    found = read(sheet)
    assert not found.tables
    assert found.text.splitlines() == [
        "评审专家名单", "张伟　王芳　李娜　刘洋", "陈静　杨帆　赵磊　黄敏", "周杰　吴倩　徐强　孙丽",
        "联系人：张三　电话：0371-65509876", "地址：中山路　邮编：450000",
    ]  # fmt: skip


def test_a_frame_around_text_is_no_table() -> None:
    sheet = Sheet()
    sheet.grid([60, 535], [60, 100, 780])
    sheet.lines(85, 90, ["临江市政府办公室"])
    sheet.lines(
        85,
        130,
        ["对新认定的小巨人企业给予一次性奖励五十万元，对省级专精特新中小企业", "给予奖励。"],
    )
    found = read(sheet)
    assert not found.tables
    assert found.text.count("\n") == 2
