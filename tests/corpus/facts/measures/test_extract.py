"""Measures of prose, lists, tables and cards: what one gets, for what, until when and from whom."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.facts.measures.measure import Part
from tests.corpus.facts.measures.samples import assert_exact, brief, document_of, measures_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对首次上规的企业，给予一次性奖励20万元。", [("奖励", "一次性20万元")]),
        (
            "购置机器人的，按设备投资额的8%给予补助，最高不超过100万元。",
            [("补助", "设备投资额的8%、最高100万元")],
        ),
        (
            "给予不超过研发总投入30%、最高300万元的经费支持。",
            [("补助", "最高研发总投入的30%、最高300万元")],
        ),
        (
            "对租用厂房的企业，按每平方米10元给予租金补贴，期限3年。",
            [("补助", "每平方米10元、3年")],
        ),
        ("每件发明专利资助5千元。", [("补助", "每件发明专利5000元")]),
        (
            "按固定资产投资的5%—20%给予奖励。",
            [("奖励", "不低于固定资产投资的5%、最高固定资产投资的20%")],
        ),
        ("对新获中国质量奖的单位，奖励壹百万元，即100万元。", [("奖励", "100万元")]),
        ("对贷款按百分之三给予贴息。", [("贴息", "3%")]),
        ("安排不低于20万元的科研经费支持。", [("补助", "不低于20万元")]),
        ("补助标准由60万元提高至80万元。", [("补助", "80万元")]),
        ("对小微企业免征登记费。", [("减免", "")]),
        ("对重大项目给予“一事一议”支持。", [("补助", "")]),
        ("对迁入企业给予落户支持。", [("人才", "")]),
    ],
)
def test_what_one_gets(text: str, expected: list[tuple[str, str]]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "大力支持企业创新，鼓励金融机构加大支持力度。",
        "对弄虚作假骗取奖励资金的，追回奖励资金10万元，并取消申报资格。",
        "设立规模不低于1亿元的产业发展引导资金，列入财政预算。",
        "截至6月底，全市累计发放补贴3亿元。",
        "同一项目符合多项奖励条件的，按最高额奖励，不重复享受。",
        "违反前款规定的，处5万元以下罚款。",
        "换领证件收取工本费15元。",
        "网上可办率不低于90%。",
        "已获得市级财政资金支持的项目不予受理。",
        "奖励资金由市、区财政分担：市财政承担60%、区财政承担40%。",
        "补贴分三年发放，每年发放比例为40%、30%、30%。",
    ],
)
def test_what_is_no_measure(text: str) -> None:
    assert brief(text) == []


def test_tiers_told_in_one_breath_are_measures_each() -> None:
    text = "对认定为国家级、省级、市级企业技术中心的，分别给予100万元、50万元、20万元奖励。"
    found = measures_in(text)
    assert [(m.tier.text if m.tier else "", int(m.amounts[0].value)) for m in found] == [
        ("国家级", 1_000_000),
        ("省级", 500_000),
        ("市级", 200_000),
    ]
    assert len({(m.start, m.end) for m in found}) == 1


def test_tiers_by_bounds_share_their_cap() -> None:
    text = "设备投资500万元以上至1000万元以下、1000万元以上的，分别按投资额的6%、8%给予补助，最高不超过90万元。"
    found = measures_in(text)
    assert [m.tier.text if m.tier else "" for m in found] == [
        "500万元以上至1000万元以下",
        "1000万元以上",
    ]
    assert brief(text) == [
        ("补助", "投资额的6%、最高90万元"),
        ("补助", "投资额的8%、最高90万元"),
    ]


def test_tiers_with_a_name_before_each_sum() -> None:
    found = measures_in("复评通过的，市级奖励3万元、省级奖励6万元。")
    assert [m.tier.text if m.tier else "" for m in found] == ["市级", "省级"]


def test_stages_are_one_measure() -> None:
    assert brief(
        "对新上规企业，给予10万元奖励（第一年奖励5万元，第二年奖励3万元，第三年奖励2万元）。"
    ) == [("奖励", "10万元、第一年5万元、第二年3万元、第三年2万元")]
    assert len(measures_in("前三年按地方贡献的80%给予奖励，后两年按50%给予奖励。")) == 1


def test_what_brackets_give_beside_is_a_measure_of_its_own() -> None:
    text = "发明专利每件资助3000元（费用减缓的，职务发明每件资助1000元，非职务发明每件资助500元）。"
    assert brief(text) == [("补助", "每件3000元"), ("补助", "每件1000元"), ("补助", "每件500元")]


def test_clauses_of_a_sentence_go_on_from_the_first() -> None:
    text = "引进的综合型总部，按注册资本的1%给予奖励，最高1000万元；职能型总部按0.8%，最高500万元。"
    assert [amounts for _, amounts in brief(text)] == [
        "注册资本的1%、最高1000万元",
        "0.8%、最高500万元",
    ]


def test_a_bound_in_a_sentence_of_its_own_holds_for_the_paragraph() -> None:
    first, second = measures_in(
        "参加境外展会的，按展位费的70%补助；参加境内展会的，按展位费的50%补助。每家企业每年最高10万元。"
    )
    assert all(any(a.cap and a.value == 100_000 for a in m.amounts) for m in (first, second))
    assert first.end < second.start


def test_limits_are_kept_beside() -> None:
    (measure,) = measures_in("获得金奖的，奖励10万元。同一项目不重复享受。")
    assert [c.text for c in measure.limits] == ["同一项目不重复享受"]
    assert [c.text for c in measure.conditions] == ["获得金奖"]


def test_who_gets_it_and_what_must_hold() -> None:
    (measure,) = measures_in(
        "对年销售额达到1亿元以上、增速超过10%的软件企业，经认定，给予50万元奖励。"
    )
    assert measure.target == "软件企业"
    assert [c.text for c in measure.conditions] == ["年销售额达到1亿元以上、增速超过10%的软件企业"]
    assert [int(a.value) for a in measure.amounts] == [500_000]


def test_conditions_before_dui_hold_for_all_that_follows() -> None:
    first, second = measures_in(
        "受表彰的龙头企业，自受表彰之年起5年内，对于特级企业，给予100万元奖励；对于一级企业，给予50万元奖励。"
    )
    assert "自受表彰之年起5年内" in [c.text for c in first.conditions]
    assert "自受表彰之年起5年内" in [c.text for c in second.conditions]


def test_items_of_a_list_whose_lead_gives() -> None:
    text = "二、奖励标准\n对绿色工厂给予一次性奖励，标准如下：\n（一）国家级，100万元；\n（二）省级，50万元。\n"
    found = measures_in(text)
    assert [int(m.amounts[0].value) for m in found] == [1_000_000, 500_000]
    assert {m.benefit.value for m in found} == {"奖励"}


def test_a_document_says_once_for_whom_when_and_where() -> None:
    text = (
        "一、申报对象\n在我市注册的制造业企业。\n二、支持标准\n购置设备的，按投资额的10%给予补助。\n"
        "三、申报条件\n1.未列入失信名单；\n2.近三年无重大安全事故。\n"
        "四、申报时间\n2024年4月1日至4月30日。\n五、联系方式\n市工业和信息化局，电话：0371-12345678。\n"
    )
    (measure,) = measures_in(text)
    assert measure.target == "在我市注册的制造业企业"
    assert [c.text for c in measure.conditions][-2:] == ["未列入失信名单", "近三年无重大安全事故"]
    assert measure.deadline and measure.deadline.text == "2024年4月1日至4月30日"
    assert [(b.name, b.part) for b in measure.bodies] == [("市工业和信息化局", Part.LEAD)]


def test_rows_of_a_table_in_a_text_file() -> None:
    text = "三、补贴标准\n学历 | 租房补贴（元/月） | 购房补贴（万元）\n本科 | 600 | —\n博士 | 2000 | 15\n"
    assert brief(text) == [("补助", "每月600元"), ("补助", "每月2000元"), ("人才", "15万元")]
    assert [m.tier.text if m.tier else "" for m in measures_in(text)] == ["本科", "博士", "博士"]


def test_a_ceiling_column_belongs_to_the_rate_beside_it() -> None:
    text = "四、抵扣比例\n类别 | 抵扣比例 | 单笔上限（万元）\n检验检测 | 50% | 5\n"
    (measure,) = measures_in(text)
    assert [(int(a.value), a.cap) for a in measure.amounts] == [(50, False), (50_000, True)]


def test_a_row_names_whom_it_is_for_and_who_handles_it() -> None:
    text = "补贴标准\n项目 | 补贴对象 | 补贴标准（元/人） | 责任部门\n以工代训 | 规上企业 | 500 | 市财政局\n"
    (measure,) = measures_in(text)
    assert (measure.target, [b.name for b in measure.bodies]) == ("规上企业", ["市财政局"])
    assert brief(text) == [("补助", "每人500元")]


def test_tables_of_prices_and_projects_give_nothing() -> None:
    assert brief("项目 | 总投资（万元） | 单位\n冷链园 | 8450 | 物流公司\n") == []
    assert brief("一、价格标准\n用水类别 | 到户价（元）\n居民 | 3.05\n") == []


_PIECES = st.sampled_from(
    "对 企业 国家级、省级 （ ） ， ； 。 一、 （一） 给予 奖励 按投资额的 10% 20万元 5、3、1万元 5%—20% 最高 不超过 "
    "分别 每件 第一年 不予 ： | 3年 100万元以上 的 《 》 2024年4月30日前 申报 条件： 1,000元 免费 百分之".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES | st.sampled_from([" ", "\n"]), max_size=40).map("".join))
def test_spans_are_exact_whatever_the_words(text: str) -> None:
    from corpus.facts.measures.extract import extract_measures

    found = extract_measures(document_of(text))
    for measure in found:
        assert_exact(measure, text)
        assert all(a.value >= 0 for a in measure.amounts)
    assert [m.start for m in found] == sorted(m.start for m in found)


@pytest.mark.parametrize(
    "text",
    [
        "给予奖励" + "9" * 20_000 + "万元。",
        "对" + "（" * 5_000 + "给予奖励10万元。",
        "给予" * 10_000 + "10万元奖励。",
        "、".join(["10万元"] * 3_000) + "分别给予奖励。",
        "对企业，给予奖励10万元；" * 3_000,
        "每" * 1_400 + "给予奖励10万元。",
        "由市" * 700 + "给予奖励10万元。",
        "最高" * 700 + "10万元奖励。",
        ("10%" * 450 + "给予奖励10万元。") * 20,
        "|".join(["补贴"] * 5_000) + "\n" + "|".join(["1"] * 5_000),
    ],
    ids=["digits", "brackets", "verbs", "list", "clauses", "each", "by", "most", "rates", "cells"],
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    started = time.process_time()
    for measure in measures_in(text):
        assert measure.end <= len(text)
    assert time.process_time() - started < 5
