"""Catalogues of any shape become records whose every line is addressed."""

import io
import json
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Provision, ProvisionKind
from corpus.errors import MetadataError
from corpus.loaders import Extracted, extract_bytes
from corpus.loaders.base import TextBuilder
from corpus.structure.catalog import CatalogText, lay_out


def load(data: bytes, name: str) -> Extracted:
    (found,) = extract_bytes(data, name, limit_mb=20)
    assert isinstance(found, Extracted)
    return found


def catalog(found: Extracted, mapping: dict[str, Any] | None = None) -> CatalogText:
    laid = lay_out(found, mapping)
    assert laid is not None
    check(laid)
    return laid


def check(laid: CatalogText) -> None:
    """Every character that is not blank lies in exactly one provision, and each is one whole line."""
    place = 0
    for provision in laid.provisions:
        assert not laid.text[place : provision.start].strip()
        line = laid.text[provision.start : provision.end]
        assert line.strip() and len(line.split("\n")) == 1
        assert provision.start == 0 or laid.text[provision.start - 1] == "\n"
        assert laid.text[provision.end] == "\n"
        if provision.kind is ProvisionKind.CELL and provision.topic:
            assert line.startswith(f"{provision.topic}：")
            assert provision.topic in laid.columns
        place = provision.end
    assert not laid.text[place:].strip()


def jsonl(*rows: Mapping[str, object]) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def workbook() -> bytes:
    """Two catalogues with a title row and merged cells, and a sheet that is no catalogue."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "惠企政策清单"
    for row in (
        ["某市惠企政策清单（2024年版）", None, None, None, None],
        ["序号", "政策名称", "扶持内容", "兑现部门", "联系电话"],
        [1, "首台套奖励", "按售价10%奖励，\n最高100万元", "市工信局", "0371-1234567"],
        [2, "技改贴息", "贴息50%", "市工信局", "/"],
        ["填表说明：以正式文件为准", None, None, None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A5:E5")
    sheet.merge_cells("D3:D4")
    other = book.create_sheet("淘汰目录")
    for row in (
        ["行业", "落后装备名称", "淘汰期限"],
        ["水泥", "直径2.5米及以下水泥干法中空窑", "立即"],
        ["水泥", "-", "2025年"],
    ):
        other.append(row)
    words = book.create_sheet("名词")
    for row in (["名词内容", "解释说明"], ["技改", "技术改造"]):
        words.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_workbook() -> None:
    laid = catalog(load(workbook(), "a.xlsx"))
    assert laid.text == (
        "惠企政策清单\n某市惠企政策清单（2024年版）\n\n"
        "首台套奖励\n序号：1\n扶持内容：按售价10%奖励， 最高100万元\n兑现部门：市工信局\n联系电话：0371-1234567\n\n"
        "技改贴息\n序号：2\n扶持内容：贴息50%\n兑现部门：市工信局\n\n"
        "填表说明：以正式文件为准\n淘汰目录\n\n"
        "直径2.5米及以下水泥干法中空窑\n行业：水泥\n淘汰期限：立即\n\n"
        "水泥\n行业：水泥\n淘汰期限：2025年\n\n"
        "名词\n名词内容：技改；解释说明：技术改造\n"
    )
    sections = [p.section for p in laid.provisions]
    assert "惠企政策清单 › 第1行 首台套奖励 › 扶持内容" in sections
    assert "淘汰目录 › 第2行 水泥 › 淘汰期限" in sections
    assert "名词 › 表格第1行" in sections
    start = laid.text.index("首台套奖励\n序号")
    path = ("惠企政策清单", "首台套奖励")
    assert Provision(ProvisionKind.HEADING, start, start + 5, path, 1) in laid.provisions
    assert Provision(ProvisionKind.CELL, start + 6, start + 10, path, 1, "序号") in laid.provisions
    assert laid.columns == {
        "序号": "其他", "政策名称": "名称", "扶持内容": "支持标准", "兑现部门": "主管部门", "联系电话": "电话",
        "行业": "主题", "落后装备名称": "名称", "淘汰期限": "日期",
    }  # fmt: skip


def test_csv_with_other_spellings() -> None:
    text = (
        "权力编码,职权名称,责任单位,会同部门,职权依据,法定期限\n"
        "A1,节能审查,市发改委,无,《节约能源法》第十五条,15个工作日\n"
        "A2,,市发改委,--,null,None\n"
    )
    laid = catalog(load(text.encode("gb18030"), "权责清单.csv"))
    assert laid.text == (
        "节能审查\n权力编码：A1\n责任单位：市发改委\n会同部门：无\n职权依据：《节约能源法》第十五条\n法定期限：15个工作日\n\n"
        "A2\n权力编码：A2\n责任单位：市发改委\n"
    )
    assert list(laid.columns.values()) == [
        "编码",
        "名称",
        "主管部门",
        "配合部门",
        "依据",
        "法定时限",
    ]


def test_jsonl_with_keys_nobody_has_seen() -> None:
    rows = [
        {
            "alpha": f"第{n}号事项办理",
            "beta": f"020-8765432{n}",
            "gamma": ["表一（原件、复印件）", "表二"],
            "handle_location": f"办理地点：{n}号窗口",
        }
        for n in range(5)
    ]
    laid = catalog(load(jsonl(*rows), "a.jsonl"))
    assert laid.text.startswith(
        "第0号事项办理\n联系电话：020-87654320\ngamma：表一（原件、复印件）；表二\n办理地点：0号窗口\n\n"
    )
    assert laid.columns == {
        "alpha": "名称",
        "联系电话": "电话",
        "gamma": "其他",
        "办理地点": "地点",
    }
    mapped = catalog(load(jsonl(*rows), "a.jsonl"), {"gamma": "申请材料", "beta": None})
    assert mapped.text.startswith("第0号事项办理\n申请材料：表一（原件、复印件）；表二\n办理地点：")
    assert mapped.columns == {"alpha": "名称", "申请材料": "材料", "办理地点": "地点"}


def test_what_is_no_catalogue() -> None:
    assert lay_out(load("名称、部门、电话".encode(), "a.txt"), None) is None
    assert lay_out(load(b"1,2,3\n4,5,6\n", "a.csv"), None) is None
    two = load("部门,电话\n省财政厅,0371-65808888\n省教育厅,0371-65800000\n".encode(), "a.csv")
    assert lay_out(two, None) is None
    assert catalog(two, {"电话": "值班电话"}).text == (
        "省财政厅\n值班电话：0371-65808888\n\n省教育厅\n值班电话：0371-65800000\n"
    )
    page = "<table><tr><th>名称</th><th>部门</th><th>电话</th></tr><tr><td>甲</td><td>乙</td><td>1</td></tr></table>"
    assert lay_out(load(page.encode(), "a.html"), None) is None


def test_mapping_must_fit_some_table() -> None:
    found = load(workbook(), "a.xlsx")
    laid = catalog(found, {"行业": {"label": "所属行业", "role": "类型"}})
    assert laid.columns["所属行业"] == "类型"
    with pytest.raises(
        MetadataError, match=r"“没有”不是这份目录的列；现有的列：序号、政策名称.*行业"
    ):
        lay_out(found, {"没有": "甲"})


def test_leaving_the_name_column_out() -> None:
    rows: list[Mapping[str, object]] = [
        {"事项名称": f"事{n}", "情形说明": "长" * 80, "数量": n} for n in range(3)
    ]
    laid = catalog(load(jsonl(*rows), "a.jsonl"), {"事项名称": None})
    assert laid.text.startswith(f"第1行\n情形说明：{'长' * 80}\n数量：0\n\n第2行\n")


def test_huge_cells_and_lists() -> None:
    rows: list[Mapping[str, object]] = [
        {
            "事项名称": "长" * 5000,
            "申请材料": [f"材料{n}、附件" for n in range(2000)],
            "受理条件": "条\n" * 20_000,
        },
        {"事项名称": "短", **{f"栏{n}": "值" for n in range(250)}},
    ]
    laid = catalog(load(jsonl(*rows), "a.jsonl"))
    heading, materials, conditions = laid.provisions[:3]
    assert heading.end - heading.start == 5000
    assert len(heading.path[-1]) == 200
    assert laid.text[materials.start : materials.end].count("；") == 1999
    assert conditions.end - conditions.start > 39_000
    assert sum(p.paragraph == 2 and p.kind is ProvisionKind.CELL for p in laid.provisions) == 250


CELL = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
    st.sampled_from(
        ["", "无", "/", "-", "null", "市财政局", "电话：", "a\nb", "20个工作日", "\u2028", "\u3000"]
    ),
)


@settings(max_examples=200)
@given(
    header=st.lists(
        st.sampled_from(["名称", "name", "部门", "电话", "材料", "x", "备注", "：", ""]),
        min_size=3,
        max_size=5,
        unique=True,
    ),
    rows=st.lists(st.lists(CELL, min_size=5, max_size=5), min_size=1, max_size=8),
    name=st.sampled_from(["目录", "Sheet1", ""]),
    note=st.text(max_size=20),
)
def test_any_table_keeps_offsets_and_values(
    header: list[str], rows: list[list[str]], name: str, note: str
) -> None:
    builder = TextBuilder()
    builder.lines(note)
    builder.table([header, *(row[: len(header)] for row in rows)], header_rows=1, caption=name)
    builder.lines(note)
    laid = lay_out(builder.finish(kind="xlsx"), None)
    if laid is None:
        return
    check(laid)
    for row in rows:
        for value in row[: len(header)]:
            if "市财政局" in value or "工作日" in value:
                assert value in laid.text


@settings(max_examples=100)
@given(
    rows=st.lists(
        st.dictionaries(
            st.sampled_from(["事项名称", "dept", "电话", "其 他", "a-b"]),
            CELL | st.lists(CELL, max_size=3),
            max_size=5,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_records_keep_offsets(rows: list[dict[str, Any]]) -> None:
    rows.append({"事项名称": "甲", "dept": "市财政局", "电话": "12345"})
    catalog(load(jsonl(*rows), "a.jsonl"))
