"""Tables as offices have them: without header, with two, as forms and cards, with groups and codes."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders.base import TextBuilder
from corpus.loaders.cells import FromAbove, FromLeft


def lines(*grids: list[list[str]]) -> list[str]:
    builder = TextBuilder()
    for grid in grids:
        builder.table(grid)
    return builder.finish().text.splitlines()


def test_a_series_is_no_header() -> None:
    rows = [["第1天", "报到，领取材料", "入住"], ["第2天", "开班仪式", "参观"]]
    assert lines(rows) == ["第1天；报到，领取材料；入住", "第2天；开班仪式；参观"]


def test_an_empty_form_keeps_its_words() -> None:
    header = ["序号", "姓名", "电话"]
    assert lines([header, header]) == ["序号；姓名；电话"]


def test_years_and_classes_may_head_columns() -> None:
    years = [["指标", "2024年", "2025年"], ["增加值", "8", "10"], ["投资", "5", "6"]]
    assert lines(years)[0] == "指标：增加值；2024年：8；2025年：10"
    classes = [["面积", "50人以下", "50人以上"], ["一楼", "1000元", "2000元"]]
    assert lines(classes) == ["面积：一楼；50人以下：1000元；50人以上：2000元"]
    assert lines([["甲区", "50万元"], ["乙区", "80万元"]])[0] == "甲区：50万元"


def test_two_header_rows_that_are_not_merged() -> None:
    grid = [
        ["代码", "", "名称", "说明"],
        ["大类", "小类", "", ""],
        ["13", "", "食品加工业", "以农产品为原料"],
        ["", "1310", "谷物磨制", "碾磨"],
        ["", "", "", "不包括饲料"],
        ["", "1320", "饲料加工", ""],
    ]
    assert lines(grid) == [
        "代码-大类：13；名称：食品加工业；说明：以农产品为原料",
        "代码-大类：13（食品加工业）；代码-小类：1310；名称：谷物磨制；说明：碾磨；不包括饲料",
        "代码-大类：13（食品加工业）；代码-小类：1320；名称：饲料加工",
    ]


def test_codes_in_one_column_know_what_they_lie_below() -> None:
    codes = [
        ["代码", "名称"],
        ["1", "甲"],
        ["11", "乙"],
        ["111", "丙"],
        ["112", "丁"],
        ["12", "戊"],
    ]
    assert lines(codes)[3] == "代码：112；名称：丁；上级：1（甲）、11（乙）"
    numbers = [["序号", "名称"], *([str(n), f"第{n}号企业"] for n in range(1, 24))]
    assert "上级" not in "".join(lines(numbers))


def test_a_group_written_once_stands_in_all_its_rows() -> None:
    grid = [["部门", "事项", "电话"], ["甲局", "登记", "1"], ["", "变更", "2"], ["", "注销", "3"]]
    assert lines(grid)[2] == "部门：甲局；事项：注销；电话：3"
    sparse = [["备案号", "企业", "电话"], ["A1", "甲", "1"], ["A2", "乙", "2"], ["", "丙", "3"]]
    assert lines(sparse)[2] == "企业：丙；电话：3"  # unknown, not the number of another


def test_merged_cells_stand_once() -> None:
    across = FromLeft("60元")
    grid = [
        ["病种", "限额", FromLeft("限额"), FromLeft("限额")],
        [FromAbove("病种"), "职工", "居民", FromLeft("居民")],
        ["高血压", "180元", "60元", across],
        ["糖尿病", "70元", FromLeft("70元"), FromLeft("70元")],
    ]
    assert lines(grid) == [
        "病种：高血压；限额-职工：180元；限额-居民：60元",
        "病种：糖尿病；限额-职工、居民：70元",
    ]


def test_fields_of_a_blank_form() -> None:
    grid = [["单位名称", "", "信用代码", "", "盖章"], ["联系人", "", "联系电话", "", ""]]
    assert lines(grid) == ["单位名称：；信用代码：；盖章", "联系人：；联系电话："]
    assert lines([["序号", "姓名", "身份证号"], ["", "", ""], ["", "", ""]]) == [
        "序号：；姓名：；身份证号："
    ]


def test_a_card_with_a_text_in_a_cell() -> None:
    text = "符合下列条件：\n1.注册满一年；\n2.纳税正常。"
    grid = [
        ["事项名称", "技改备案", "联系电话", "12345"],
        ["申请条件", text, FromLeft(text), FromLeft(text)],
    ]
    builder = TextBuilder()
    builder.line("办事指南")
    builder.table(grid)
    found = builder.finish()
    assert found.text == "办事指南\n事项名称：技改备案；联系电话：12345\n申请条件：\n" + text + "\n"
    (table,) = found.tables
    start, end = table.spans[1]
    assert found.text[start:end] == "申请条件：\n" + text
    assert table.caption == "办事指南"


def test_a_table_goes_on_over_pages() -> None:
    head, builder = ["序号", "任务", "单位"], TextBuilder()
    builder.line("任务分工表")
    builder.table([head, ["1", "编制规划", "甲局"]])
    builder.line("续表")
    builder.table([head, ["2", "下达计划", "乙局"]])
    builder.table([["3", "检查验收", "丙局"]])
    found = builder.finish()
    assert [table.header for table in found.tables] == [tuple(head)] * 3
    assert {table.caption for table in found.tables} == {"任务分工表"}
    assert found.text.splitlines()[-1] == "序号：3；任务：检查验收；单位：丙局"


def test_rows_know_the_line_above_them() -> None:
    section = "一、工业类"
    grid = [["事项", "部门"], [section, FromLeft(section)], ["技改", "工信局"], ["绿色", "生态局"]]
    builder = TextBuilder()
    builder.table(grid)
    (table,) = builder.finish().tables
    assert table.sections == (section, section)


CELLS = st.sampled_from(
    ["", "名称", "电话", "第1天", "12", "100万元", "甲，乙。", "一、甲\n二、乙\n三、丙", "A1"]
)
PLACES = st.one_of(CELLS, CELLS.map(FromLeft), CELLS.map(FromAbove))


@given(
    st.lists(st.lists(PLACES, min_size=1, max_size=5), min_size=1, max_size=6), st.integers(0, 2)
)
def test_nothing_is_lost(grid: list[list[str]], marked: int) -> None:
    builder = TextBuilder()
    builder.table(grid, header_rows=marked)
    found = builder.finish()
    heads = "".join(name for table in found.tables for name in table.header)
    told = (
        "".join(found.text.split()) + heads
    )  # of a column without any value only its name is known
    own = [cell for row in grid for cell in row if not isinstance(cell, FromLeft | FromAbove)]
    for line in (line for cell in own for line in cell.split("\n")):
        assert line.rstrip("。；") in told or not found.tables
    for table in found.tables:
        for start, end in table.spans:
            assert found.text[start:end].strip() == found.text[start:end] != ""
