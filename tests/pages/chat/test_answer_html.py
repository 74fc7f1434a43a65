"""Answers become HTML with buttons for their marks, and nothing else in them becomes markup."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answers.compose import escape
from pages.chat.answer_html import answer_html

_TAG = re.compile(r"<(/?)(\w+)[^>]*>")


def shown(html: str) -> str:
    return unescape(_TAG.sub("", html))


def test_marks_of_citations_become_buttons() -> None:
    html = answer_html("属于淘汰范围。[1][2]另见[3]", 5, frozenset({1, 2}))
    assert re.findall(r'data-turn="(\d)" data-n="(\d)" aria-label="(.*?)"', html) == [
        ("5", "1", "查看来源 1"),
        ("5", "2", "查看来源 2"),
    ]
    assert "另见[3]" in html


def test_brackets_of_the_document_are_no_marks() -> None:
    html = answer_html(escape("豫政〔2011〕[1]号") + "[1]", 0, frozenset({1}))
    assert html.count("<button") == 1
    assert shown(html).strip() == "豫政〔2011〕[1]号[1]"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "![图](http://example.com/x.png)",
        "<http://example.com>",
        "[1]: http://example.com",
        "    <b>缩进</b>",
    ],
)
def test_markup_from_a_model_stays_text(hostile: str) -> None:
    html = answer_html(hostile, 0, frozenset())
    assert {name for _, name in _TAG.findall(html)} <= {"p", "br"}
    assert shown(html).strip() == hostile.strip()


@given(st.text(max_size=200))
def test_no_text_brings_markup_of_its_own(text: str) -> None:
    allowed = set("p br ul ol li em strong code pre blockquote button".split())
    allowed |= set("table thead tbody tr th td h1 h2 h3 h4 h5 h6".split())
    assert {name for _, name in _TAG.findall(answer_html(text, 0, frozenset({1})))} <= allowed


def test_structure_of_answers_is_kept() -> None:
    html = answer_html(
        "答案。\n\n- 甲[1]\n- 乙\n\n|部门|职责|\n|-|-|\n|丙|丁|\n\n依据：《意见》",
        0,
        frozenset({1}),
    )
    for piece in ('<p class="lead">', "<li>", "<td>丁</td>", '<p class="basis">'):
        assert piece in html
