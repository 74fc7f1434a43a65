"""A conversation has an address: reloading, going back and a server started anew keep it, and what was
typed is never lost."""

import re
import shutil
import threading
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from assistant.answer import Answer
from assistant.blocks import Lead
from pages import texts
from pages.identity import Identity, Role
from pages.records.kept import NewTurn
from pages.records.records import FILE, LISTED, Records
from tests.assistant.writing.scripted_endpoint import Handler
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.pages.page_server import free_port, served
from tests.pages.visitor import Visitor, visit

pytestmark = pytest.mark.browser

CEMENT = "日产800吨的水泥线会不会被淘汰？"
DUTIES = "生态环境局要做哪些事？"
ADDRESS = re.compile(r"/\?c=[\w-]{10,}$")


def test_reloading_and_going_back_keep_a_conversation(desktop: Visitor) -> None:
    page = desktop.page
    desktop.open()
    desktop.ask(DUTIES)
    first = page.url
    assert ADDRESS.search(first)
    desktop.ask(CEMENT)
    assert page.url == first
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".welcome")).to_be_visible()
    assert page.url == desktop.url
    desktop.ask(CEMENT)
    second = page.url
    assert ADDRESS.search(second) and second != first

    desktop.reload()
    desktop.finished(0)
    expect(page.locator(".turn")).to_have_count(1)
    page.go_back()
    page.go_back()
    desktop.finished(1)
    assert page.url == first
    follow_up = desktop.ask("1500吨呢？")  # leans on what was gone back to
    expect(follow_up.locator(".words")).to_contain_text("1500吨")
    page.go_forward()
    page.go_forward()
    expect(page.locator(".turn")).to_have_count(1)
    assert page.url == second

    page.get_by_role("link", name="查职责").click()
    page.locator("#rows").wait_for()
    page.go_back()
    desktop.finished(0)
    assert page.url == second


def test_a_question_of_the_address_is_asked_once(desktop: Visitor) -> None:
    desktop.open("?q=" + CEMENT)
    desktop.finished(0)
    address = desktop.page.url
    assert ADDRESS.search(address)
    desktop.reload()
    desktop.finished(0)
    expect(desktop.page.locator(".turn")).to_have_count(1)
    expect(desktop.page.locator(".history-list li")).to_have_count(1)
    assert desktop.page.url == address


def test_the_conversation_of_somebody_else_is_told_in_a_line(
    desktop: Visitor, phone: Visitor
) -> None:
    desktop.open()
    desktop.ask(DUTIES)
    phone.open(desktop.page.url.removeprefix(desktop.url))
    expect(phone.page.locator(".toast-body")).to_contain_text(texts.ADDRESS_UNKNOWN)
    expect(phone.page.locator(".toast-title")).to_have_text(texts.WARNING)
    expect(phone.page.locator(".turn")).to_have_count(0)
    expect(phone.page).to_have_url(phone.url)


def test_a_draft_outlives_everything(desktop: Visitor) -> None:
    page = desktop.page
    desktop.open()
    box = page.get_by_role("textbox", name=texts.ASK_LABEL)
    box.fill("还没问的话")
    desktop.reload()
    expect(box).to_have_value("还没问的话")
    page.get_by_role("button", name=CEMENT).click()  # an example is asked beside it
    desktop.finished(0)
    expect(box).to_have_value("还没问的话")
    page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(page.locator(".welcome")).to_be_visible()
    expect(box).to_have_value("还没问的话")
    box.fill(DUTIES)
    box.press("Enter")
    desktop.finished(0)
    expect(box).to_have_value("")
    desktop.reload()
    desktop.finished(0)
    expect(box).to_have_value("")


def test_a_server_started_anew_goes_on_with_the_conversation(
    browser: Browser, seed_store: Path, tmp_path: Path
) -> None:
    store = Path(shutil.copytree(seed_store, tmp_path / "store", symlinks=True))
    port = free_port()
    with ExitStack() as open_page:
        with served(store, port=port) as url:
            visitor = open_page.enter_context(visit(browser, url, 1280, 800, "light"))
            page = visitor.page
            visitor.open()
            turn = visitor.ask(DUTIES)
            address = page.url
            box = page.get_by_role("textbox", name=texts.ASK_LABEL)
        box.fill("财政部门呢？")
        box.press("Enter")
        toast = page.locator(".toast-body")
        expect(toast.first).to_contain_text("您写的问题和已有的对话都还在")
        for words in toast.all_inner_texts():
            assert not re.search("[A-Za-z]{3}", words), words
        expect(toast.get_by_role("button", name="重新打开").first).to_be_visible()
        expect(box).to_have_value("财政部门呢？")
        with served(store, port=port):
            if page.locator(".turn").count() and page.url == address:  # nothing was loaded anew yet
                toast.get_by_role("button", name="重新打开").first.click()
            expect(page.locator(".turn")).to_have_count(1)
            expect(box).to_have_value("财政部门呢？")
            box.press("Enter")
            follow_up = visitor.finished(1)
            understood = texts.UNDERSTOOD.format(question="财政部门要做哪些事？")
            expect(follow_up.locator(".understood")).to_have_text(understood)
            assert page.url == address
            turn.get_by_role("button", name="查看来源 2").first.click()
            visitor.source(0, 2)
        with served(store, port=port):  # once more, and the page does not even notice
            third = visitor.ask("发展改革部门呢？")
            expect(third.locator(".understood")).to_contain_text("发展改革部门")
            expect(page.locator(".turn")).to_have_count(3)
            turn.get_by_role("button", name=texts.HELPFUL, exact=True).click()
            expect(turn.get_by_text(texts.RATED)).to_be_visible()
            visitor.reload()
            expect(page.locator(".turn")).to_have_count(3)
            visitor.complaints.clear()  # of the browser, that nobody answered


def test_a_question_is_kept_where_its_page_is_loaded_anew(browser: Browser, store: Path) -> None:
    released = threading.Event()

    def slowly(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        released.wait(120)
        handler.event(finish="stop")
        handler.send("data: [DONE]\n\n")

    with endpoint(slowly) as script:
        model = {"POLICY_MODEL": "m", "POLICY_MODEL_URL": script.url}
        with served(store, **model) as url, visit(browser, url, 1280, 800, "light") as visitor:
            page = visitor.page
            visitor.open()
            box = page.get_by_role("textbox", name=texts.ASK_LABEL)
            box.fill("技改找谁备案")
            box.press("Enter")
            expect(page.locator(".turn")).to_have_count(1)
            expect(page).to_have_url(ADDRESS)
            visitor.reload()
            released.set()
            # as a turn with the extract that stood, or broken off, or in the box
            page.wait_for_function(
                "() => document.querySelector('.turn .notice, .turn .actions')"
                " || document.querySelector('#ask textarea')?.value === '技改找谁备案'"
            )


def test_words_typed_while_an_answer_comes_are_not_replaced_by_refused_ones(
    desktop: Visitor,
) -> None:
    page = desktop.page
    desktop.open()
    endless = "技改" * 1500
    desktop.ask(endless)
    box = page.get_by_role("textbox", name=texts.ASK_LABEL)
    expect(box).to_have_value(endless)
    box.fill(DUTIES)
    page.get_by_role("button", name=texts.AGAIN).click()
    expect(page.locator(".turn .notice")).to_be_visible()
    expect(box).to_have_value(DUTIES)


def asked(number: int) -> NewTurn:
    """A question that was answered some time ago."""
    question = f"关于蓝莓的第{number}问"
    return NewTurn(question, datetime.now(UTC), Answer(question, "answered", (Lead(("答。",)),)))


def test_more_conversations_than_are_listed_are_found(browser: Browser, store: Path) -> None:
    with served(store) as url, visit(browser, url, 1280, 800, "light") as visitor:
        page = visitor.page
        visitor.open()
        visitor.ask(CEMENT)
        guest = next(c["value"] for c in page.context.cookies() if c["name"] == "policy_visitor")
        owner = Identity(Role.GUEST, guest).key
        records = Records.open(store / FILE)
        for number in range(230):
            records.append(owner, records.begin(owner, f"第{number}段"), asked(number))
        records.database.close()
        visitor.reload()
        items = page.locator(".history-list li")
        expect(items).to_have_count(LISTED)
        older = page.get_by_role("button", name=texts.HISTORY_OLDER)
        for count in (100, 200, 231):
            older.click()
            expect(items).to_have_count(count)
        expect(older).to_have_count(0)
        expect(items.last).to_contain_text(CEMENT)

        search = page.get_by_role("searchbox", name=texts.HISTORY_SEARCH)
        search.fill("水泥 淘汰")
        search.press("Enter")
        expect(items).to_have_count(1)
        expect(search).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type("第17 段")
        page.keyboard.press("Enter")
        expect(items).to_have_count(11)  # 17, and 170 to 179
        items.first.get_by_role("button").first.click()
        expect(page.locator(".turn .question")).to_contain_text("关于蓝莓")
        expect(items).to_have_count(11)  # still what was looked for
        search.fill("没有这样的")
        search.press("Enter")
        line = texts.HISTORY_NOT_FOUND.format(words="没有这样的")
        expect(page.locator(".history-none")).to_have_text(line)
