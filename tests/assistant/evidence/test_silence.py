"""What is asked for and not stated, and when words that were read say otherwise."""

import pytest

from assistant.evidence.silence import settled
from assistant.understanding.attributes import asked_attributes

ASKED = "技改补贴封顶是多少万元？"


def test_a_fair_lead_settles_where_the_words_state_what_is_asked() -> None:
    assert settled(3.0, "单个企业最高不超过300万元。", ASKED)
    assert not settled(1.0, "单个企业最高不超过300万元。", ASKED)


def test_words_that_do_not_state_it_need_a_certain_lead() -> None:
    assert not settled(11.0, "由省财政安排专项资金。", ASKED)
    assert settled(12.5, "由省财政安排专项资金。", ASKED)


def test_nothing_asked_for_needs_a_certain_lead_too() -> None:
    assert not asked_attributes("为什么要搞技改？")
    assert not settled(3.0, "任何文字。", "为什么要搞技改？")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("各级医保部门提供哪些便捷服务？", "需要提交的材料"),
        ("鼓励银行提供哪些优惠政策？", "需要提交的材料"),
        ("支持外贸企业提出了多少条政策意见？", "金额"),
        ("截至目前共受理多少件？", "申报起止时间"),
    ],
)
def test_what_only_looks_like_an_attribute_is_none(question: str, name: str) -> None:
    assert name not in [attribute.missing for attribute in asked_attributes(question)]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("申报要提供哪些材料？", "需要提交的材料"),
        ("设备更新最多补贴多少？", "金额"),
        ("截至几号能报？", "申报起止时间"),
    ],
)
def test_attributes_are_still_recognised(question: str, name: str) -> None:
    assert name in [attribute.missing for attribute in asked_attributes(question)]


def test_a_label_alone_states_no_telephone_number() -> None:
    (phone,) = asked_attributes("申报咨询电话是多少？")
    assert phone.stated is not None
    assert not phone.stated.search("申报业务咨询电话：")
    for words in ("咨询电话：020-87684368、87683613", "拨打12345", "联系人 王芳 0371—66669999"):
        assert phone.stated.search(words)
