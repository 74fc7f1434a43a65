"""Follow-ups are completed from the conversation; a new subject is left alone."""

import pytest

from assistant.understanding.followup import complete
from corpus.language.departments import department_table


@pytest.mark.parametrize(
    ("history", "question", "expected"),
    [
        (["环保部门在技改里要做什么"], "消防呢？", "消防在技改里要做什么"),
        (["我家高炉380立方，会被淘汰吗？"], "那要是450的呢", "我家高炉450立方，会被淘汰吗？"),
        (
            ["贷款利息能给贴吗"],
            "生态环境局在技改项目上要承担哪些职责？",
            "生态环境局在技改项目上要承担哪些职责？",
        ),
        ([], "消防呢？", "消防呢？"),
    ],
)
def test_complete(history: list[str], question: str, expected: str) -> None:
    assert complete(question, history, department_table()) == expected


def test_leaning_question_takes_the_earlier_one_along() -> None:
    done = complete("具体有哪几种？", ["重点技改项目有哪些融资方式"], department_table())
    assert "融资方式" in done and "哪几种" in done


@pytest.mark.parametrize(
    "question",
    [
        "生态环境局要做哪些事？",
        "工信局要做哪些事？",
        "财政局",
        "贷款利息能给贴吗？",
        "文号",
        "技改找谁备案",
    ],
)
def test_short_question_with_its_own_subject_stands_alone(question: str) -> None:
    earlier = ["日产800吨的水泥线会不会被淘汰？"]
    assert complete(question, earlier, department_table()) == question


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        ("新材料在郑州有什么园区？", "那洛阳呢？", "新材料在洛阳有什么园区？"),
        ("国家级企业技术中心奖多少？", "省级的呢？", "省级企业技术中心奖多少？"),
        (
            "首次认定的高新技术企业奖励多少钱？",
            "那重新认定的呢？",
            "重新认定的高新技术企业奖励多少钱？",
        ),
        ("失业保险单位按多少缴？", "那职工个人呢？", "失业保险职工个人按多少缴？"),
        (
            "科技创新券中小微企业每年能用多少？",
            "要满足什么条件？",
            "科技创新券中小微企业要满足什么条件？",
        ),
        ("绿色工厂的申报条件是什么？", "它的有效期到什么时候？", "绿色工厂有效期到什么时候？"),
        ("未来五年的技改规划怎么搞", "由谁牵头？", "未来五年的技改规划由谁牵头？"),
        ("高企证书有效期几年？", "那复审要提前多久申请？", "高企证书复审要提前多久申请？"),
    ],
)
def test_one_question_is_made_of_two(earlier: str, question: str, whole: str) -> None:
    assert complete(question, [earlier], department_table()) == whole


def test_a_complaint_before_a_question_is_left_out() -> None:
    done = complete("不对，我问的是贴息", ["厂房改造补多少钱"], department_table())
    assert "贴息" in done and "不对" not in done
