"""Rows of tables among the provisions: their headings, and the texts that stand in cells."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import ProvisionKind
from corpus.loaders.base import TextBuilder
from corpus.structure.table_rows import parse_with_tables
from tests.corpus.structure.test_provisions import _assert_covered


def test_items_of_a_cell_are_provisions_under_its_label() -> None:
    builder = TextBuilder()
    builder.line("一、办理须知")
    builder.table(
        [
            ["事项名称", "技改备案"],
            ["申请条件", "1.注册满一年；\n2.纳税正常；\n3.守信。"],
            ["联系电话", "12345"],
        ]
    )
    builder.line("二、其他事项")
    found = builder.finish()
    provisions = parse_with_tables(found.text, found.tables)
    _assert_covered(found.text, provisions)
    named = {found.text[p.start : p.end]: p for p in provisions}
    assert named["申请条件："].kind is ProvisionKind.HEADING
    assert named["2.纳税正常；"].path == ("一、办理须知", "申请条件", "2.")
    assert named["联系电话：12345"].section == "一、办理须知 › 表格第3行"
    assert named["二、其他事项"].path == ("二、其他事项",)


def test_rows_stand_under_the_title_of_their_table_and_the_line_above_them() -> None:
    builder = TextBuilder()
    builder.line("一、奖励标准")
    builder.line("附表：奖励标准表")
    builder.table(
        [["事项", "金额"], ["科技类", ""], ["高企认定", "20万元"], ["中试平台", "50万元"]]
    )
    found = builder.finish()
    rows = [p for p in parse_with_tables(found.text, found.tables) if p.kind is ProvisionKind.ROW]
    assert {p.path[:2] for p in rows} == {("一、奖励标准", "附表：奖励标准表")}


LINES = st.sampled_from(
    ["一、总则", "（一）目的", "1.条件", "附件1", "申报表", "关于印发办法的通知", "2024年1月1日"]
)
CELLS = st.sampled_from(
    [
        "",
        "名称",
        "条件",
        "12",
        "一、甲。\n（一）乙\n1.丙",
        "1.甲\n2.乙\n3.丙",
        "附件2\n附件3\n2024年1月1日",
    ]
)
GRIDS = st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4)


@given(st.lists(st.one_of(LINES, GRIDS), max_size=8))
def test_any_document_with_tables_is_covered_exactly_once(
    parts: list[str | list[list[str]]],
) -> None:
    builder = TextBuilder()
    for part in parts:
        if isinstance(part, str):
            builder.line(part)
        else:
            builder.table(part)
    found = builder.finish()
    _assert_covered(found.text, parse_with_tables(found.text, found.tables))
