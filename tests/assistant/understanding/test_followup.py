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
