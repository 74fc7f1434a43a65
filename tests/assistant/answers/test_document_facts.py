"""Which questions are about a document itself, and which only sound like it."""

import pytest

from assistant.answers.document_facts import Fact, asked_fact


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("文号", Fact.NUMBER),
        ("这文件是谁发的？", Fact.ISSUER),
        ("啥时候发的这个文", Fact.DATE),
        ("是哪天印发的？", Fact.DATE),
        ("这份意见是下发给哪些单位的？", Fact.ADDRESSEE),
        ("2011年的老文件了，现在还管用不？", Fact.VALIDITY),
        ("请给出该政策的完整标题。", Fact.TITLE),
        ("豫政办2011年75号是讲什么的文件", Fact.TITLE),
    ],
)
def test_about_the_document(question: str, fact: Fact) -> None:
    assert asked_fact(question) is fact


@pytest.mark.parametrize(
    "question",
    [
        "港澳居民居住证有效期几年",
        "安史之乱是哪一年爆发的，谁平定的？",
        "摇号啥时候公布结果",
        "帮我写一篇作文，题目是《我的妈妈》",
        "20吨的转炉还能用吗",
        "技改找谁备案",
        "富士康园区建成以后一年能造多少部手机？",
    ],
)
def test_about_something_else(question: str) -> None:
    assert asked_fact(question) is None
