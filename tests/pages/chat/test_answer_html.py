"""Answers become HTML with buttons for their marks, and nothing else in them becomes markup."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from assistant.blocks import (
    Fields,
    Lead,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Part,
    Prose,
    Quote,
    Source,
    Sources,
    Table,
)
from assistant.rendering.markdown import escape
from pages.chat.answer_html import answer_html

_TAG = re.compile(r"<(/?)(\w+)[^>]*>")


def shown(html: str) -> str:
    return unescape(_TAG.sub("", html))


def test_marks_become_buttons() -> None:
    html = answer_html([Lead(("属于淘汰范围。", Mark(1), Mark(2), "另见[3]"))], 5)
    assert re.findall(r'data-turn="(\d)" data-n="(\d)" aria-label="(.*?)"', html) == [
        ("5", "1", "查看来源 1"),
        ("5", "2", "查看来源 2"),
    ]
    assert "另见[3]" in html


def test_an_answer_kept_as_markdown_has_its_marks_and_no_other_markup() -> None:
    html = answer_html([Prose("**问？**\n\n" + escape("豫政〔2011〕[1]号<b>") + "[1]")], 0)
    assert html.count("<button") == 1
    assert shown(html).strip() == "问？\n豫政〔2011〕[1]号<b>[1]"


@given(st.text(max_size=200), st.sampled_from([Prose, lambda words: Lead((words,))]))
def test_no_text_brings_markup_of_its_own(text: str, block: type[Prose]) -> None:
    html = answer_html([block(text)], 0)
    assert {name for _, name in _TAG.findall(html)} <= {"p", "br", "button"}


def test_every_block_has_its_form() -> None:
    html = answer_html(
        [
            Lead(("答案。",)),
            Quote("原文", Mark(1), "某意见", "整句原文。"),
            Listing((("甲", Mark(1)), ("乙",)), ("列表：",)),
            Fields(("要点：",), (("时限", ("5天",)),)),
            Table(("部门", "职责"), ((("丙",), ("丁",)),)),
            Part("问？", (Paragraph(("段",)),)),
            Notice(("已废止",), "validity"),
            Sources((Source("意见", "某政〔2024〕1号", "未核实"),)),
        ],
        0,
    )
    for piece in (
        '<p class="lead">答案。</p>', "<p>某意见：原文<button", "原句：“整句原文。”",
        "<p>列表：</p><ul><li>甲<button", "<li><strong>时限</strong>：5天</li>", ">丁</td>",
        "<strong>问？</strong></p><p>段</p>", '<p class="notice-validity">',
        '<p class="basis">依据：《意见》（某政〔2024〕1号），时效：未核实</p>',
    ):  # fmt: skip
        assert piece in html
