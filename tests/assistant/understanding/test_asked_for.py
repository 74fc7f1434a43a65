"""What a question asks for, against what it only speaks of."""

import pytest

from assistant.understanding.asked_for import is_asked_for
from assistant.understanding.attributes import asked_attributes


def _asked(question: str, word: str) -> bool:
    at = question.index(word)
    return is_asked_for(question, at, at + len(word))


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("办理居住证要哪些材料？", "材料"),
        ("提供材料的清单有吗", "材料"),
        ("补贴的期限是多久", "期限"),
        ("请告知申报的截止日期。", "截止日期"),
        ("高企认定 申报 截止时间", "截止时间"),
        ("网上申报的网址发我一个", "网址"),
        ("贷款利率是多少", "利率"),
        ("有没有名额限制", "名额"),
        ("装机要交什么样的证明材料", "材料"),
        ("评优的打分标准是什么？", "打分"),
    ],
)
def test_a_word_beside_the_question_word_is_asked_for(question: str, word: str) -> None:
    assert _asked(question, word)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("签了无固定期限合同还能解除吗？", "期限"),
        ("被楼上掉下来的砖砸伤，可以要求赔偿吗？", "赔偿"),
        ("我该找谁赔偿？", "赔偿"),
        ("冒用他人姓名登记结婚，婚姻有效吗？", "姓名"),
        ("材料造假骗取补贴有什么后果？", "材料"),
        ("租赁期限届满，租赁物归谁？", "期限"),
        ("什么是行政处罚？", "处罚"),
        ("借款期限没有写明怎么办", "期限"),
    ],
)
def test_a_word_that_is_only_the_matter_is_not(question: str, word: str) -> None:
    assert not _asked(question, word)


def test_attributes_are_those_that_are_asked_for() -> None:
    names = [a.name for a in asked_attributes("资料被医院泄露，能要求赔偿吗？")]
    assert names == []
    assert "申请材料" in [a.name for a in asked_attributes("申领要带什么资料？")]
