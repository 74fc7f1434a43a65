"""Departments by any of their names, and what they are called today."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.departments import department_table
from corpus.settings import PROJECT_ROOT

TABLE = department_table()


def _key(name: str) -> str:
    department = TABLE.resolve(name)
    assert department is not None, f"{name} is unknown"
    return department.key


def _today(name: str, task: str = "") -> str:
    department = TABLE.resolve(name)
    assert department is not None, f"{name} is unknown"
    return TABLE.today(name, department, task)


@pytest.mark.parametrize(
    ("written", "today"),
    [
        ("国土资源厅", "自然资源厅"),
        ("国土资源部门", "自然资源部门"),
        ("省国土资源厅", "省自然资源厅"),
        ("环保厅", "生态环境厅"),
        ("环保部门", "生态环境部门"),
        ("环境保护部门", "生态环境部门"),
        ("安全监管部门", "应急管理部门"),
        ("市安全监管局", "市应急管理局"),
    ],
)
def test_renamed_departments(written: str, today: str) -> None:
    assert _today(written) == today


@pytest.mark.parametrize(
    "written",
    [
        "工业和信息化厅",
        "省工业和信息化厅",
        "财政厅",
        "科技厅",
        "发展改革委",
        "自然资源厅",
        "生态环境局",
    ],
)
def test_unchanged_departments_get_no_other_name(written: str) -> None:
    assert _today(written) == ""


def test_only_planning_moved_from_the_construction_department() -> None:
    assert _today("住房城乡建设部门", "依法对技术改造项目进行规划认定") == "自然资源部门"
    assert _today("住房城乡建设部门", "依法办理施工许可") == ""
    assert _today("住房城乡建设部门") == ""


def test_only_design_review_moved_from_the_fire_department() -> None:
    assert _today("消防部门", "建设工程消防设计审查") == "住房城乡建设部门"
    assert _today("消防部门", "消防监督检查") == ""


def test_finance_has_no_single_successor() -> None:
    """Three offices took over: all are listed, none is chosen."""
    department = TABLE.resolve("金融部门")
    assert department is not None
    assert department.today == ""
    assert len(department.successors) == 3
    today = _today("金融部门")
    assert all(name in today for name in department.successors)
    for part in ("金融", "人民银行", "金融监督管理"):
        assert part in today


@pytest.mark.parametrize(
    ("key", "names"),
    [
        ("工业和信息化", "工信局 工信厅 经信委 工信委 工业和信息化局 省工业和信息化厅 工信部门"),
        ("发展改革", "发改委 发改局 发展改革部门 发展改革委 省发展改革委 国家发展改革委"),
        ("生态环境", "环保局 环保厅 生态环境局 生态环境厅 环保部门 市生态环境局"),
        ("自然资源", "国土局 自然资源局 规划和自然资源局 自规局 国土资源厅 自然资源部门"),
        ("住房城乡建设", "住建局 住建厅 住房城乡建设部门 住房和城乡建设厅"),
        ("应急管理", "安监局 应急局 应急管理局 安全监管部门"),
        ("消防", "消防队 消防救援支队 消防部门 消防 消防救援机构"),
        ("财政", "财政局 财政厅 省财政厅 财政部门"),
        ("科技", "科技局 科技厅 科学技术厅"),
        ("金融", "金融部门 金融办 金融局 金融监管局 人民银行"),
    ],
)
def test_names_people_type(key: str, names: str) -> None:
    assert {name: _key(name) for name in names.split()} == dict.fromkeys(names.split(), key)


@pytest.mark.parametrize(
    "name", ["郑州市生态环境局", "洛阳市工业和信息化局", "河南省财政厅", "中牟县自然资源局"]
)
def test_a_place_in_front_changes_nothing(name: str) -> None:
    assert _key(name) == _key(name[3:])


@pytest.mark.parametrize("name", ["", "不存在局", "水泥厂", "企业", "领导小组", "张三"])
def test_what_is_no_department(name: str) -> None:
    assert TABLE.resolve(name) is None


def _keys(text: str) -> list[str]:
    return [m.department.key for m in TABLE.find(text)]


def test_members_of_a_list_share_the_last_suffix() -> None:
    text = "工业和信息化部门与发展改革、国土资源、环保、金融、住房城乡建设、安全监管、消防等部门要建立协作共商机制。"
    assert _keys(text) == [
        "工业和信息化", "发展改革", "自然资源", "生态环境", "金融", "住房城乡建设", "应急管理", "消防",
    ]  # fmt: skip


def test_members_of_the_leading_group() -> None:
    text = "省工业和信息化厅、发展改革委、科技厅、财政厅、国土资源厅、环保厅等部门为成员单位。"
    assert [m.name for m in TABLE.find(text)] == [
        "省工业和信息化厅", "发展改革委", "科技厅", "财政厅", "国土资源厅", "环保厅",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "加强节能环保技术应用和科技创新，发展交通运输业和文化旅游业。",
        "引导金融机构加大信贷支持力度。",
        "加快建设产业集聚区，工业和信息化融合取得进展。",
        "推动教育、卫生事业发展。",
    ],
)
def test_fields_of_work_are_no_departments(text: str) -> None:
    assert _keys(text) == []


_pieces = st.sampled_from(
    [
        "省",
        "市",
        "各级",
        "国土资源",
        "环保",
        "财政",
        "消防",
        "金融",
        "厅",
        "局",
        "部门",
        "等部门",
        "、",
        "和",
        "。",
        "企业",
    ]
)


@given(st.lists(_pieces, max_size=25).map("".join) | st.text(max_size=60))
def test_mentions_are_exact_in_order_and_apart(text: str) -> None:
    position = 0
    for mention in TABLE.find(text):
        assert position <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.name
        position = mention.end


@pytest.mark.parametrize("department", TABLE.departments.values(), ids=lambda d: d.key)
def test_every_known_name_leads_back(department) -> None:  # type: ignore[no-untyped-def]
    for name in TABLE.known_names(department):
        assert TABLE.resolve(name) is department, name


@pytest.mark.parametrize("department", TABLE.departments.values(), ids=lambda d: d.key)
def test_todays_name_is_known_and_changes_have_a_source(department) -> None:  # type: ignore[no-untyped-def]
    if department.today:
        assert TABLE.resolve(f"{department.today}部门") is department
    if department.scoped_today:
        assert TABLE.resolve(f"{department.scoped_today}部门") is not None
        assert department.scope
    if department.successors or department.scoped_today:
        assert department.change and department.source


def test_names_in_the_seed_document_are_all_known() -> None:
    text = (PROJECT_ROOT / "corpus" / "documents" / "豫政办〔2011〕75号.txt").read_text(
        encoding="utf-8"
    )
    assert {
        "工业和信息化", "发展改革", "科技", "财政", "自然资源", "生态环境", "金融", "住房城乡建设", "应急管理", "消防",
    } <= set(_keys(text))  # fmt: skip
