"""Columns of catalogues: labels and roles from headers and values, and an administrator's mapping."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import MetadataError
from corpus.language import column_headers
from corpus.language.column_headers import ColumnRole, standard_label
from corpus.structure.column_mapping import apply_mapping
from corpus.structure.columns import Column, guess_columns, with_name

HEADERS = {
    "名称": "重点任务 事项名称 *事项名称（必填） 1.事项名称 职权名称 落后产品名称",
    "编码": "实施编码 权力编码 统一社会信用代码",
    "主管部门": "实施主体 牵头单位 部门名称 资金兑现部门 发文机关",
    "配合部门": "配合单位 联办机构 会同部门",
    "条件": "受理条件 支持条件 企业申报条件及标准",
    "材料": "申请材料目录 所需材料 材料名称",
    "流程": "办理流程 申报方式",
    "法定时限": "法定办结时限（工作日） 法定期限",
    "承诺时限": "承诺办结时限（工作日） 办理-时限（工作日）",
    "收费": "收费标准 是否收费",
    "地点": "办理地点 受理窗口",
    "办理时间": "办公时间 窗口办理时间",
    "电话": "咨询电话 部门联系电话",
    "投诉电话": "监督投诉电话 监督投诉方式",
    "网址": "网上办理地址 原文链接",
    "依据": "设定依据 职权依据",
    "对象": "服务对象 适用范围",
    "类型": "办件类型 权力类别",
    "层级": "行使层级",
    "主题": "面向法人事项主题分类",
    "支持标准": "奖补标准 补贴金额（万元）",
    "日期": "发布日期 淘汰时间",
    "原文": "政策原文",
    "文号": "发文字号",
    "条款": "对应条款",
    "其他": "序号 备注 联系人 材料份数 法定办结时限单位 是否进驻大厅",
}


@pytest.mark.parametrize(
    ("header", "role"), [(word, role) for role, words in HEADERS.items() for word in words.split()]
)
def test_chinese_headers_keep_their_words(header: str, role: str) -> None:
    (column,) = guess_columns([header], [])
    assert column.role.value == role
    assert column.source == header
    assert column.label == header.strip("*")


KEYS = """
matter_name 事项名称 名称 | itemName 事项名称 名称 | SXMC 事项名称 名称 | properties-matter_name 事项名称 名称
DEPT_NAME 主管部门 主管部门 | dept-name 主管部门 主管部门 | co_department 配合部门 配合部门
accept_condition 受理条件 条件 | sltj 受理条件 条件 | materials 申请材料 材料 | legalTimeLimit 法定时限 法定时限
statutory_days 法定时限 法定时限 | promise_time 承诺时限 承诺时限 | consult.phone 咨询电话 电话 | is_charge 收费 收费
complaint_hotline 投诉电话 投诉电话 | apply_url 网址 网址 | URL 网址 网址 | policy_file_number 文号 文号
updated_at 更新日期 日期 | id 编码 编码 | foo_bar foo_bar 其他
"""


@pytest.mark.parametrize(
    ("key", "label", "role"),
    [row.split() for row in KEYS.replace("\n", "|").split("|") if row.strip()],
)
def test_known_keys_get_a_chinese_label(key: str, label: str, role: str) -> None:
    (column,) = guess_columns([key], [])
    assert (column.label, column.role.value) == (label, role)


def test_values_speak_where_the_header_does_not() -> None:
    header = ["a", "b", "c", "d", "e", "栏六", "", "名称"]
    row = [
        "0371-65808888",
        "http://a.gov.cn/x",
        "2024-01-02",
        "20个工作日",
        "周一至周五 9:00-17:00",
        "13800001111",
        "文字",
        "甲",
    ]
    found = guess_columns(header, [row] * 5)
    assert [f"{c.source} {c.label} {c.role.value}" for c in found] == [
        "a 联系电话 电话",
        "b 网址 网址",
        "c 日期 日期",
        "d 办理时限 承诺时限",
        "e 办理时间 办理时间",
        "栏六 栏六 电话",
        "第7列  其他",
        "名称 名称 名称",
    ]


def test_a_time_column_is_a_limit_or_hours_by_its_values() -> None:
    limit = guess_columns(["名称", "办理时间"], [["甲", "5个工作日"], ["乙", "无"], ["丙", "即办"]])
    hours = guess_columns(["名称", "办理时限"], [["甲", "工作日 8:30-12:00"], ["乙", "周一至周五"]])
    assert [c.role for c in (limit[1], hours[1])] == [ColumnRole.PROMISED_LIMIT, ColumnRole.HOURS]
    assert [limit[1].label, hours[1].label] == ["办理时间", "办理时限"]


def test_of_two_unnamed_limits_the_longer_is_statutory() -> None:
    days = [
        ("20(工作日)", "5(工作日)"),
        ("30(工作日)", "30(工作日)"),
        ("45(工作日)", "7(工作日)"),
        ("无", "1(工作日)"),
        ("60(工作日)", "9(工作日)"),
    ]
    rows = [["甲", a, b] for a, b in days]
    labels = {c.source: c.label for c in guess_columns(["name", "handle_time", "time_limit"], rows)}
    assert labels == {"name": "名称", "handle_time": "法定时限", "time_limit": "承诺时限"}
    unclear = guess_columns(
        ["name", "handle_time", "time_limit"], [*rows, ["乙", "1(工作日)", "9(工作日)"]]
    )
    assert [c.label for c in unclear[1:]] == ["办理时限", "办理时限2"]
    beside = guess_columns(["名称", "办理时限", "承诺时限"], rows)
    assert [c.role for c in beside[1:]] == [ColumnRole.LEGAL_LIMIT, ColumnRole.PROMISED_LIMIT]


def test_department_or_unit_of_measure() -> None:
    rows = [["甲", "元"], ["乙", "吨"]]
    assert guess_columns(["名称", "单位"], rows)[1].role is ColumnRole.OTHER
    rows = [["甲", "市财政局"], ["乙", "经开区管委会"]]
    assert guess_columns(["名称", "单位"], rows)[1].role is ColumnRole.DEPARTMENT


def test_the_name_column() -> None:
    rows = [["纾困政策", "房租减免"], ["纾困政策", "贷款贴息"], ["纾困政策", "社保缓缴"]]
    assert [c.role.value for c in guess_columns(["政策名称", "事项名称"], rows)] == ["依据", "名称"]
    rows = [["备案", f"结果{n}"] for n in range(5)]
    assert [c.role.value for c in guess_columns(["事项名称", "审批结果名称"], rows)] == [
        "名称",
        "其他",
    ]
    rows = [[str(n), f"水泥窑{n}号线", "长" * 100] for n in range(5)]
    assert [c.role.value for c in guess_columns(["序号", "装备", "描述"], rows)] == [
        "其他",
        "名称",
        "其他",
    ]
    rows = [["市财政局", "0371-65808888"], ["市发改委", "0371-65800000"]]
    assert [c.role.value for c in guess_columns(["部门", "电话"], rows)] == ["名称", "电话"]
    rows = [["推进技改", "市工信局", "2025年12月底"], ["压减产能", "市发改委", "2024年6月"]]
    found = guess_columns(["重点任务", "牵头部门", "完成时限"], rows)
    assert [c.role.value for c in found] == ["名称", "主管部门", "日期"]
    rows = [["市工信局", "长" * 90], ["市发改委", "短" * 90]]
    assert [c.role.value for c in guess_columns(["部门", "任务"], rows)] == ["名称", "其他"]
    assert [c.role.value for c in guess_columns(["序号", "任务"], rows)] == ["其他", "名称"]
    rows = [["1", "甲" * 100], ["2", "乙" * 100]]
    assert ColumnRole.NAME not in [c.role for c in guess_columns(["序号", "描述"], rows)]


def test_labels_and_sources_are_unique() -> None:
    found = guess_columns(["电话", "电话", "phone", "contact_phone", "电话2", "", ""], [])
    assert len({c.label for c in found if c.label}) == 5
    assert len({c.source for c in found}) == 7


@given(
    header=st.lists(
        st.text(max_size=12)
        | st.sampled_from(["电话", "name", "名称", "", "办理-时限", "：", "-"]),
        max_size=8,
    ),
    rows=st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6),
)
def test_any_table(header: list[str], rows: list[list[str]]) -> None:
    found = guess_columns(header, rows)
    assert len(found) == len(header)
    labels = [c.label for c in found if c.label]
    assert len(set(labels)) == len(labels)
    assert len({c.source for c in found}) == len(header)
    assert all(c.label == c.label.strip() and len(c.label.splitlines()) < 2 for c in found)
    assert sum(c.role is ColumnRole.NAME for c in found) <= 1


GUESSED = guess_columns(["item_name", "foo", "phone", "备注"], [])


def test_mapping() -> None:
    mapping = {"foo": {"label": "所需材料", "role": "材料"}, "phone": "咨询电话", "备注": None}
    assert apply_mapping(GUESSED, mapping) == [
        Column("item_name", "事项名称", ColumnRole.NAME),
        Column("foo", "所需材料", ColumnRole.MATERIALS),
        Column("phone", "咨询电话", ColumnRole.PHONE),
    ]
    assert apply_mapping(GUESSED, {"foo": "办理地点"})[1].role is ColumnRole.PLACE
    assert apply_mapping(GUESSED, {"foo": "我们的叫法"})[1].role is ColumnRole.OTHER
    assert apply_mapping(GUESSED, {"foo": {"role": "条件"}})[1] == Column(
        "foo", "foo", ColumnRole.CONDITION
    )


def test_mapping_wins_over_guessed_names_and_labels() -> None:
    found = apply_mapping(GUESSED, {"foo": {"label": "事项名称", "role": "名称"}})
    assert [(c.label, c.role.value) for c in found[:2]] == [
        ("事项名称2", "其他"),
        ("事项名称", "名称"),
    ]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (
            {"没有": "甲"},
            "“没有”不是这份目录的列；现有的列：item_name（事项名称）、foo、phone（联系电话）、备注",
        ),
        (
            {"foo": {"label": "甲", "role": "部门"}},
            "role 不能是“部门”，只能是：名称、编码、主管部门",
        ),
        ({"foo": {"label": "甲", "角色": "材料"}}, "不认识的字段：角色"),
        ({"foo": ["甲"]}, "应写成"),
        ({"foo": ""}, "应写成"),
        ({"foo": "甲", "备注": "甲"}, "有两列都叫“甲”"),
        ({"foo": {"role": "名称"}, "备注": {"role": "名称"}}, "名称列只能有一列"),
        (["foo"], "应写成“列名: 标签”的列表"),
    ],
)
def test_bad_mapping(mapping: dict[str, object], words: str) -> None:
    with pytest.raises(MetadataError) as caught:
        apply_mapping(GUESSED, mapping)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_with_name_takes_the_next_best_column() -> None:
    left = apply_mapping(guess_columns(["事项名称", "情形", "电话"], []), {"事项名称": None})
    found = with_name(left, [["首次申请", "1"], ["延续申请", "2"]])
    assert [c.role.value for c in found] == ["名称", "电话"]


def test_standard_label() -> None:
    assert [standard_label(key) for key in ("copies", "材料名称", "xyz")] == [
        "份数",
        "材料名称",
        "xyz",
    ]


def test_no_spelling_stands_under_two_rules() -> None:
    rules = yaml.safe_load(column_headers._TABLE.read_text(encoding="utf-8"))
    words = [word.replace("_", "") for rule in rules for word in rule.get("exact", ())]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert {rule["role"] for rule in rules} == set(ColumnRole)
