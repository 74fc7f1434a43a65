"""The chat page in Chromium, over the real store and the real assistant."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from pages import texts
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser

CEMENT = "日产800吨的水泥线会不会被淘汰？"
DUTIES = "生态环境局要做哪些事？"
QUOTE = "淘汰日产1000吨以下水泥生产线"


@pytest.fixture
def dark(browser: Browser, page_url: str) -> Iterator[Visitor]:
    with visit(browser, page_url, 1280, 800, "dark") as visitor:
        yield visitor


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_first_view_says_what_is_inside_and_an_example_asks_at_once(desktop: Visitor) -> None:
    desktop.open()
    welcome = desktop.page.locator(".welcome")
    expect(welcome).to_contain_text(texts.LIBRARY_HEADING.format(count=1))
    expect(welcome).to_contain_text("豫政办〔2011〕75号")
    for group, _ in texts.EXAMPLES:
        expect(welcome).to_contain_text(group)
    expect(desktop.page.get_by_role("textbox")).to_be_focused()
    expect(desktop.page.locator("html")).to_have_attribute("lang", "zh-CN")
    desktop.picture("chat-first-view")
    desktop.page.get_by_role("button", name=CEMENT).click()
    expect(desktop.finished(0).locator(".question")).to_contain_text(CEMENT)


def test_answer_with_its_source_beside_it(desktop: Visitor, seed_text: str) -> None:
    desktop.open()
    turn = desktop.ask(CEMENT)
    expect(turn.locator(".words")).to_contain_text("属于")
    panel = desktop.source(0, 1)  # the first source comes up by itself
    quote = panel.locator("mark").inner_text()
    assert QUOTE in quote and quote in seed_text
    for words in (
        "豫政办〔2011〕75号",
        "河南省人民政府办公厅",
        "2011年7月5日",
        "未核实",
        "建材工业",
    ):
        expect(panel).to_contain_text(words)
    expect(turn.get_by_role("button", name="查看来源 1").first).to_have_attribute(
        "aria-current", "true"
    )
    assert desktop.page.evaluate(CONTRAST) == []
    desktop.picture("chat-desktop")


def test_marks_bring_up_the_source_of_their_own_message(desktop: Visitor) -> None:
    desktop.open()
    duties = desktop.ask(DUTIES)
    latest = desktop.ask(CEMENT)
    expect(latest.locator(".question")).to_be_in_viewport(ratio=1)
    expect(latest.locator(".actions")).to_be_in_viewport(ratio=1)
    expect(desktop.page.get_by_role("button", name=texts.ASK_SEND)).to_be_in_viewport(ratio=1)
    assert QUOTE in desktop.source(1, 1).locator("mark").inner_text()
    duties.get_by_role("button", name="查看来源 2").first.click()
    second = desktop.source(0, 2).locator("mark").inner_text()
    duties.get_by_role("button", name="查看来源 1").first.focus()
    desktop.page.keyboard.press("Enter")
    first = desktop.source(0, 1).locator("mark").inner_text()
    assert "规划环境影响评价审查" in first and QUOTE not in first + second


def test_whole_document_opens_at_the_quote(desktop: Visitor, seed_text: str) -> None:
    desktop.open()
    desktop.ask(CEMENT)
    desktop.source(0, 1).get_by_role("button", name=texts.SHOW_WHOLE).click()
    whole = desktop.page.get_by_role("region", name=texts.WHOLE_LABEL)
    assert squeezed(whole.inner_text()) == squeezed(seed_text)
    expect(whole.locator("mark")).to_be_in_viewport()
    desktop.picture("chat-whole-document")
    desktop.page.get_by_role("button", name=texts.HIDE_WHOLE).click()
    expect(whole).to_be_hidden()


def test_dark(dark: Visitor) -> None:
    dark.open()
    dark.ask(DUTIES)
    dark.source(0, 1)
    assert dark.page.evaluate(CONTRAST) == []
    dark.picture("chat-dark")


def test_phone(phone: Visitor) -> None:
    phone.open()
    expect(phone.page.locator("#header")).to_be_in_viewport()
    expect(phone.page.get_by_role("textbox")).to_be_in_viewport()
    phone.picture("chat-phone-first-view")
    turn = phone.ask(CEMENT)
    mark = turn.get_by_role("button", name="查看来源 1").first
    expect(phone.source(0, 1).locator("mark")).not_to_be_in_viewport()
    phone.picture("chat-phone")
    mark.tap()
    expect(phone.source(0, 1).locator("mark")).to_be_in_viewport()
    phone.picture("chat-phone-source")
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.page.get_by_role("button", name=texts.BACK_TO_ANSWER).tap()
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()


@pytest.mark.parametrize(
    "question",
    [
        '<img src=x onerror="window.hacked=1"> 水泥',
        "**粗体** [链接](javascript:window.hacked=1) ${window.hacked=1} {{7*7}}",
    ],
)
def test_question_is_shown_as_typed(desktop: Visitor, question: str) -> None:
    desktop.open()
    turn = desktop.ask(question)
    assert turn.locator(".question p").inner_text() == question
    assert turn.locator("img, a, strong").count() == 0
    assert desktop.page.evaluate("window.hacked") is None


def test_question_from_the_address_bar(desktop: Visitor) -> None:
    desktop.open("?q=" + CEMENT)
    expect(desktop.finished(0).locator(".question")).to_contain_text(CEMENT)


def test_refused_question_is_one_line_and_comes_back_to_be_mended(desktop: Visitor) -> None:
    desktop.open()
    question = "技改" * 1500
    notice = desktop.ask(question).locator(".notice")
    assert re.fullmatch(r"问题太长（3000 字），请控制在 \d+ 字以内。", notice.inner_text())
    expect(desktop.page.get_by_role("textbox")).to_have_value(question)


def test_follow_up_leans_on_the_conversation_and_a_new_one_forgets(desktop: Visitor) -> None:
    desktop.open()
    desktop.ask(DUTIES)
    follow_up = desktop.ask("财政部门呢？")
    expect(follow_up.locator(".words")).to_contain_text("专项资金")
    understood = texts.UNDERSTOOD.format(question="财政部门要做哪些事？")
    expect(follow_up.locator(".understood")).to_have_text(understood)
    desktop.page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(desktop.page.locator(".welcome")).to_be_visible()
    expect(desktop.page.locator(".source")).to_have_count(0)
    desktop.ask(CEMENT)
    expect(desktop.page.locator(".turn")).to_have_count(1)


def test_copied_answer_carries_quote_and_address(desktop: Visitor) -> None:
    desktop.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.open()
    desktop.ask(CEMENT).get_by_role("button", name=texts.COPY).click()
    expect(desktop.page.get_by_role("button", name=texts.COPIED)).to_be_visible()
    copied = desktop.page.evaluate("navigator.clipboard.readText()")
    assert (
        "[1] 《" in copied and "豫政办〔2011〕75号" in copied and QUOTE in copied.split("出处：")[1]
    )


def test_visitors_do_not_share_a_conversation(desktop: Visitor, dark: Visitor) -> None:
    desktop.open()
    dark.open()
    desktop.ask(CEMENT)
    dark.ask(DUTIES)
    assert CEMENT not in dark.page.locator("#transcript").inner_text()
    assert DUTIES not in desktop.page.locator("#transcript").inner_text()
    assert QUOTE in desktop.source(0, 1).locator("mark").inner_text()
