"""Clauses that lay a task on their subject, and those that don't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.corpus.facts.duties.samples import brief, document_of, duties_in

NEWS = "白水推出河道新举措"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("市水利局要定期巡查河道。", [("负责", "市水利局", "定期巡查河道")]),
        ("各县区要定期巡查河道。", [("负责", "各县区", "定期巡查河道")]),
        ("（一）各用水单位应当安装水表。", [("负责", "各用水单位", "安装水表")]),
        ("有条件的灌溉服务站应当安装水表。", [("负责", "灌溉服务站", "安装水表")]),
        ("各市、县（区）政府和用水单位均须安装水表。",
         [("负责", "各市、县（区）政府", "均须安装水表"), ("负责", "用水单位", "均须安装水表")]),
        ("郑州市水利局要巡查河道。", [("负责", "郑州市水利局", "巡查河道")]),
        ("市水利局要巡查河道，市财政局要拨付经费。",
         [("负责", "市水利局", "巡查河道"), ("负责", "市财政局", "拨付经费")]),
        ("乡镇政府审核后于3月5日前报送市水利局，市水利局审核汇总。",
         [("负责", "乡镇政府", "审核后于3月5日前报送市水利局"), ("负责", "市水利局", "审核汇总")]),
        ("四、保障 （一）市大数据中心统一建立台账。", [("负责", "市大数据中心", "统一建立台账")]),
        ("财政、审计部门和人民银行白水中心支行要共享信息。",
         [("负责", "财政", "共享信息"), ("负责", "审计部门", "共享信息"),
          ("负责", "人民银行白水中心支行", "共享信息")]),
        ("交通运输部门为巡河队提供船只。", [("负责", "交通运输部门", "为巡河队提供船只")]),
        ("收费标准由各市（州）人民政府根据实际确定。",
         [("负责", "各市（州）人民政府", "收费标准由各市（州）人民政府根据实际确定")]),
        ("所需经费由市财政局安排。", [("负责", "市财政局", "所需经费由市财政局安排")]),
        ("违法排污的，由生态环境部门依法处罚。",
         [("负责", "生态环境部门", "违法排污的，由生态环境部门依法处罚")]),
        ("由市水利局会同市财政局制定河道保洁的资金管理和考核办法。",
         [("牵头", "市水利局", "会同市财政局制定河道保洁的资金管理和考核办法"),
          ("会同", "市财政局", "会同市财政局制定河道保洁的资金管理和考核办法")]),
        ("市公安局要配合市水利局清理违章船只。",
         [("配合", "市公安局", "配合市水利局清理违章船只")]),
        ("通知要求市水利局要巡查河道。", [("负责", "市水利局", "巡查河道")]),
        ("市财政局将河道保洁纳入预算。", [("负责", "市财政局", "将河道保洁纳入预算")]),
    ],
)  # fmt: skip
def test_subject_and_task(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert brief(f"一、保洁\n{sentence}\n") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "近日，市财政局安排了保洁经费。",
        "市水利局已建立巡查制度。",
        "截至3月底，市水利局组织清理河道20公里。",
        "市水利局负责人介绍，河道恢复清澈。",
        "企业应付未付的款项，可以缓交。",
        "税务机关审批完成后，即可领用发票。",
        "对水利部门组织建设的水库免收费用。",
        "对应由中央财政负担的支出实行清单管理。",
        "各项目部每日向社区、住房城乡建设部门报告。",
        "税务机关应如何处理？",
        "领导小组的成员单位应包括十个部门。",
        "企业可以申请补贴。",
        "银行推进小企业应收账款融资。",
        "为规范水表管理，市水利局发布《水表管理指引》。",
        "堆放场所应当平整。",
        "一般纳税人按税务总局公告2019年第1号申请。",
    ],
)
def test_no_duty(sentence: str) -> None:
    assert brief(f"一、保洁\n{sentence}\n") == []


def test_a_bare_verb_is_an_order_in_a_ruling_only() -> None:
    sentence = "一、保洁\n市水利局组织清理河道。\n"
    assert brief(sentence) == [("负责", "市水利局", "组织清理河道")]
    assert brief(sentence, NEWS) == []
    assert brief("市水利局要组织清理河道。\n", NEWS) == [("负责", "市水利局", "组织清理河道")]


def test_a_bare_verb_of_a_report_still_ends_the_task_before_it() -> None:
    text = "专用设备的采购所需经费由市财政局予以安排，省财政厅给予补助。\n"
    (duty,) = duties_in(text, NEWS)
    assert duty.name == "市财政局" and "省财政厅" not in duty.task


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("对逾期不改的，市水利局要立案查处。", "对逾期不改的"),
        ("市水利局要对逾期不改的，立案查处。", "对逾期不改的"),
        ("汛期来临前，市水利局要巡查堤防。", "汛期来临前"),
        ("在二级响应解除前，市水利局要巡查堤防。", "在二级响应解除前"),
        ("汛期结束后，市水利局要修复堤防。", "汛期结束后"),
        ("通知强调，对逾期不改的，市水利局要立案查处。", "对逾期不改的"),
        ("同时，市水利局要巡查堤防。", ""),
    ],
)
def test_condition(sentence: str, condition: str) -> None:
    (duty,) = duties_in(f"一、保洁\n{sentence}\n")
    assert duty.condition == condition


def test_a_clause_without_subject_goes_on_with_the_one_before() -> None:
    text = "一、保洁\n市水利局要巡查河道；做好台账登记；加强宣传。要公布举报电话。\n"
    duties = duties_in(text)
    assert [(d.name, d.task) for d in duties] == [
        ("市水利局", "巡查河道"),
        ("市水利局", "做好台账登记"),
        ("市水利局", "加强宣传"),
        ("市水利局", "公布举报电话"),
    ]
    assert all(d.name in text[d.start : d.end] for d in duties)


def test_two_subjects_leave_open_who_goes_on() -> None:
    text = "一、保洁\n市水利局要巡查河道，市财政局要拨付经费。要公布举报电话。\n"
    assert [d.task for d in duties_in(text)] == ["巡查河道", "拨付经费"]


WORDS = (
    "市水利局 各县（市、区）政府 各单位 要 应当 由 会同 市财政局 负责 ， 、 。 ； ： （责任单位： ） （ 牵头 配合 "
    "对逾期不改的 \n 一、 （一） 清理河道 “ ” 已 了 和 及 等部门 企业 领导小组 责任单位：　"
).split(" ")


@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_every_duty_lies_in_the_document(text: str) -> None:
    document = document_of(text)
    for duty in duties_in(text):
        assert 0 <= duty.start < duty.end <= len(document.text)
        assert document.provision_at(duty.start) is not None
        quote = document.text[duty.start : duty.end]
        hosted = duty.task.startswith("承担")
        assert duty.name in quote
        assert hosted or duty.task in quote
        assert duty.condition in quote
