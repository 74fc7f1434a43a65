"""What an enterprise does over days: ask, look, follow up, rate, rename, come back, export, delete."""

import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Locator, expect

from pages import texts
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser

CEMENT = "日产800吨的水泥线会不会被淘汰？"
DUTIES = "生态环境局要做哪些事？"
QUOTE = "淘汰日产1000吨以下水泥生产线"


def conversations(visitor: Visitor) -> Locator:
    return visitor.page.locator(".history-list li")


def more(visitor: Visitor, action: str) -> None:
    """Choose an action of the first conversation in the list."""
    first = conversations(visitor).first
    first.locator("summary").click()
    first.locator(".history-actions").get_by_text(action, exact=True).click()


def test_an_enterprise_comes_back_to_its_conversation(desktop: Visitor, tmp_path: Path) -> None:
    page = desktop.page
    desktop.open()
    turn = desktop.ask(CEMENT)
    turn.get_by_role("button", name="查看来源 1").first.click()
    expect(desktop.source(0, 1).locator("mark")).to_contain_text(QUOTE)
    expect(conversations(desktop)).to_contain_text([CEMENT])
    desktop.ask("1500吨呢？")

    turn.get_by_role("button", name=texts.UNHELPFUL).click()
    turn.get_by_role("button", name="内容过时").click()
    expect(turn.get_by_role("button", name="内容过时")).to_have_attribute("aria-pressed", "true")
    words = turn.get_by_label(texts.REASON_HINT)
    words.fill("已经不执行了")
    words.press("Enter")
    expect(turn.get_by_text(texts.RATED)).to_be_visible()

    more(desktop, texts.RENAME)
    page.get_by_label(texts.RENAME_LABEL).fill("水泥线")
    page.keyboard.press("Enter")
    expect(conversations(desktop).locator(".history-title")).to_have_text(["水泥线"])
    assert page.evaluate(CONTRAST) == []
    desktop.picture("conversations-desktop")

    desktop.reload()
    conversations(desktop).first.get_by_role("button").first.click()
    expect(page.locator(".turn")).to_have_count(2)
    first = desktop.finished(0)
    pressed = first.get_by_role("button", name=texts.UNHELPFUL)
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(first.get_by_label(texts.REASON_HINT)).to_have_value("已经不执行了")
    first.get_by_role("button", name="查看来源 1").first.click()
    quote = desktop.source(0, 1).locator("mark").inner_text()
    assert QUOTE in quote
    follow_up = desktop.ask("那3000吨呢？")  # leans on what was reopened
    expect(follow_up.locator(".words")).to_contain_text("3000吨")

    with page.expect_download() as download:
        more(desktop, texts.EXPORT_DOCX)
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "水泥线.docx"
    word = docx.Document(str(file))
    quotes = [p.text for p in word.paragraphs if p.style and p.style.name == "Quote"]
    assert quote in quotes and len(quotes) >= 3
    facts = {row.cells[0].text: row.cells[1].text for row in word.tables[0].rows}
    assert facts[texts.NUMBER] == "豫政办〔2011〕75号" and facts[texts.ISSUED] == "2011年7月5日"
    assert "建材工业" in facts[texts.PATH_LABEL] and facts[texts.VALIDITY_THEN] == "未核实"
    with page.expect_download() as download:
        conversations(desktop).first.get_by_text(texts.EXPORT_MARKDOWN).click()
    markdown = Path(download.value.path()).read_text(encoding="utf-8")
    assert f"## {CEMENT}" in markdown and f"> {quote}" in markdown

    conversations(desktop).first.locator("summary").click()
    more(desktop, texts.DELETE)
    page.get_by_role("button", name=texts.CANCEL).last.click()  # asked back, and not sure
    expect(conversations(desktop)).to_have_count(1)
    more(desktop, texts.DELETE)
    page.get_by_role("button", name=texts.DELETE_SURE).click()
    expect(conversations(desktop)).to_have_count(0)
    expect(page.locator(".welcome")).to_be_visible()


def test_drawer_on_a_phone(phone: Visitor) -> None:
    page = phone.page
    phone.open()
    phone.ask(CEMENT)
    drawer = page.get_by_role("navigation", name=texts.HISTORY)
    expect(drawer).to_be_hidden()
    button = page.get_by_role("button", name=texts.HISTORY_SHOW)
    button.tap()
    expect(drawer).to_be_visible()
    expect(conversations(phone)).to_contain_text([CEMENT])
    phone.picture("conversations-phone")
    page.get_by_role("button", name=texts.HISTORY_HIDE).tap()
    expect(drawer).to_be_hidden()
    expect(button).to_be_focused()
    page.get_by_role("button", name=texts.NEW_CONVERSATION).tap()
    expect(page.locator(".turn")).to_have_count(0)
    button.tap()
    conversations(phone).first.get_by_role("button").first.tap()
    expect(drawer).to_be_hidden()
    expect(page.locator(".turn")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_conversation_of_another_visitor_does_not_exist(desktop: Visitor, phone: Visitor) -> None:
    desktop.open()
    desktop.ask(DUTIES)
    key = conversations(desktop).first.get_attribute("data-id")
    phone.open()
    assert phone.page.request.get(f"{phone.url}exports/{key}.docx").status == 404
    assert phone.page.request.get(f"{phone.url}exports/none.docx").status == 404
    assert desktop.page.request.get(f"{desktop.url}exports/{key}.md").status == 200
    phone.ask(CEMENT)
    phone.page.get_by_role("button", name=texts.HISTORY_SHOW).tap()
    forged = "(id) => (document.querySelector('.history-list li').dataset.id = id)"
    phone.page.evaluate(forged, key)
    conversations(phone).first.get_by_role("button").first.tap()
    expect(phone.page.get_by_text(texts.CONVERSATION_UNKNOWN)).to_be_visible()
    expect(phone.page.locator(".turn")).to_have_count(0)


def test_the_last_question_is_asked_again_and_changed(desktop: Visitor) -> None:
    page = desktop.page
    desktop.open()
    desktop.ask(DUTIES)
    turn = desktop.ask(CEMENT)
    expect(page.get_by_role("button", name=texts.AGAIN)).to_have_count(1)
    former = turn.get_attribute("data-key") or ""
    page.get_by_role("button", name=texts.AGAIN).click()
    expect(turn).not_to_have_attribute("data-key", former)  # until then it is the former answer
    desktop.finished(1)
    expect(page.locator(".turn")).to_have_count(2)
    expect(turn.locator(".question")).to_contain_text(CEMENT)
    page.get_by_role("button", name=texts.EDIT).click()
    page.get_by_label(texts.EDIT_LABEL).fill("日产1500吨的水泥线会不会被淘汰？")
    page.keyboard.press("Enter")
    expect(turn.locator(".words")).to_contain_text("不属于")
    desktop.finished(1)  # leaving sooner breaks it off
    expect(page.locator(".turn")).to_have_count(2)
    desktop.reload()
    conversations(desktop).first.get_by_role("button").first.click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(desktop.finished(1).locator(".question")).to_contain_text("1500吨")


def test_outline_of_the_whole_document_and_a_copied_quote(desktop: Visitor) -> None:
    page = desktop.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.open()
    desktop.ask(CEMENT)
    panel = desktop.source(0, 1)
    panel.get_by_role("button", name=texts.COPY_QUOTE).click()
    expect(panel.get_by_role("button", name=texts.COPIED)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("《") and QUOTE in copied and "豫政办〔2011〕75号" in copied
    panel.get_by_role("button", name=texts.SHOW_WHOLE).click()
    page.locator(".outline summary").click()
    here = page.locator(".outline button[aria-current]")
    expect(here).to_contain_text("大力发展高成长性产业")
    desktop.picture("source-outline")
    page.locator(".outline button").last.click()
    heading = page.locator(".whole :focus")
    expect(heading).to_be_in_viewport()
    expect(page.locator(".whole mark")).not_to_be_in_viewport()


def test_what_to_ask_next_is_answered(desktop: Visitor) -> None:
    page = desktop.page
    desktop.open()
    desktop.ask("技术改造项目找谁备案？")
    following = page.get_by_role("group", name=texts.NEXT)
    question = following.get_by_role("button").nth(1).inner_text()
    desktop.picture("suggestions-desktop")
    following.get_by_role("button").nth(1).click()
    turn = desktop.finished(1)
    assert turn.locator(".question p").inner_text() == question
    expect(turn.get_by_role("button", name="查看来源 1").first).to_be_visible()
    expect(following.get_by_text(question)).to_have_count(0)  # those of the turn before are gone


def test_a_filter_holds_and_is_named(phone: Visitor) -> None:
    page = phone.page
    phone.open()
    fold = page.get_by_role("button", name=texts.FILTERS)
    fold.tap()
    field = page.get_by_label(texts.FILTER_YEAR)
    field.tap()
    page.get_by_role("option", name="2011").tap()
    phone.picture("filters-phone")
    expect(fold).to_contain_text("年份：2011")
    expect(page.get_by_label(texts.FILTER_IN_FORCE)).to_be_hidden()  # nothing here is stated so
    turn = phone.ask("怎么养猫？")
    expect(turn.locator(".words")).to_contain_text(
        "只在符合筛选条件（年份：2011）的 1 份文件里查找"
    )
    expect(turn.locator(".filtered")).to_have_text(texts.FILTERED.format(words="年份：2011"))
    page.get_by_role("button", name=texts.FILTER_CLEAR).tap()
    expect(fold).to_have_text(re.compile(f"^{texts.FILTERS}[^（]*$"))
    expect(phone.ask(CEMENT).locator(".filtered")).to_have_count(0)


def test_dark(browser: Browser, page_url: str) -> None:
    with visit(browser, page_url, 1280, 800, "dark") as visitor:
        visitor.open()
        turn = visitor.ask(CEMENT)
        turn.get_by_role("button", name=texts.UNHELPFUL).click()
        turn.get_by_role("button", name="其他").wait_for()
        visitor.page.get_by_role("button", name=texts.FILTERS).click()
        conversations(visitor).first.locator("summary").click()
        visitor.page.get_by_role("group", name=texts.NEXT).wait_for()
        assert visitor.page.evaluate(CONTRAST) == []
        visitor.picture("conversations-dark")
