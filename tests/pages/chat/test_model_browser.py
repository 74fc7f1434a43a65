"""The page with a model behind it: checked sentences appear, and the stop button hangs up."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from pages import texts
from tests.assistant.writing.scripted_endpoint import Handler, ScriptedEndpoint
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.pages.page_server import served
from tests.pages.visitor import Visitor, visit

pytestmark = pytest.mark.browser

ASKED = "技改找谁备案"
GOOD = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案[1]。"
BAD = "每个项目奖励500万元[1]。"


class Playing:
    """An endpoint that writes a good sentence, and then as told."""

    goes_on = False

    def reply(self, handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        for piece in (GOOD, GOOD, BAD):
            handler.event(piece)
        while self.goes_on and not handler.script.release.wait(0.05):
            handler.send(": wait\n\n")
        handler.event(finish="stop")
        handler.send("data: [DONE]\n\n")


@pytest.fixture(scope="module")
def playing() -> Playing:
    return Playing()


@pytest.fixture(scope="module")
def script(playing: Playing) -> Iterator[ScriptedEndpoint]:
    with endpoint(playing.reply) as script:
        yield script


@pytest.fixture(scope="module")
def url(store: Path, script: ScriptedEndpoint) -> Iterator[str]:
    with served(store, POLICY_MODEL="m", POLICY_MODEL_URL=script.url) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, url: str) -> Iterator[Visitor]:
    with visit(browser, url, 1280, 800, "light") as visitor:
        yield visitor


def test_nothing_is_sent_before_somebody_asks(visitor: Visitor, script: ScriptedEndpoint) -> None:
    visitor.open()
    assert script.requests == []


def test_who_wrote_the_answer_is_said(visitor: Visitor, playing: Playing) -> None:
    playing.goes_on = False
    visitor.open()
    turn = visitor.ask(ASKED)
    expect(turn).to_contain_text(GOOD.removesuffix("[1]。"))
    expect(turn).to_contain_text(texts.WRITTEN_BY["model"])
    assert "500万" not in turn.inner_text()
    visitor.source(0, 1)  # its mark leads to the clause
    visitor.picture("chat-model")


def test_the_extract_is_there_before_the_model_has_answered(
    visitor: Visitor, playing: Playing
) -> None:
    playing.goes_on = True
    visitor.open()
    box = visitor.page.get_by_role("textbox")
    box.fill(ASKED)
    box.press("Enter")
    turn = visitor.page.locator('.turn[data-turn="0"]')
    expect(turn).to_contain_text("备案")  # the endpoint still writes
    expect(turn.locator(".searching")).to_contain_text(texts.WRITING)
    turn.locator("button.cite").first.click()  # the sources are there, too
    expect(visitor.page.locator(".passage, .source").first).to_contain_text("备案")
    visitor.picture("chat-extract")
    playing.goes_on = False
    expect(turn).to_contain_text(texts.WRITTEN_BY["model"])
    expect(turn).to_contain_text(GOOD.removesuffix("[1]。"))


def test_on_a_phone_the_extract_fits(browser: Browser, url: str, playing: Playing) -> None:
    playing.goes_on = True
    with visit(browser, url, 390, 844, "light") as phone:
        phone.open()
        box = phone.page.get_by_role("textbox")
        box.fill(ASKED)
        box.press("Enter")
        expect(phone.page.locator(".turn .searching")).to_contain_text(texts.WRITING)
        wide = phone.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390
        phone.picture("chat-extract-phone")
        playing.goes_on = False
        expect(phone.page.locator(".turn")).to_contain_text(texts.WRITTEN_BY["model"])


def test_the_stop_button_hangs_up(
    visitor: Visitor, playing: Playing, script: ScriptedEndpoint
) -> None:
    playing.goes_on = True
    script.hung_up.clear()
    visitor.open()
    box = visitor.page.get_by_role("textbox")
    box.fill(ASKED)
    box.press("Enter")
    turn = visitor.page.locator('.turn[data-turn="0"]')
    expect(turn).to_contain_text(texts.WRITING)  # beneath the extract
    assert not script.hung_up.is_set()
    visitor.page.get_by_role("button", name=texts.ASK_STOP).click()
    assert script.hung_up.wait(60)
    expect(turn.locator(".about")).to_contain_text(texts.WRITTEN_BY["extractive"])
    expect(turn).to_contain_text("备案")  # what was shown is the answer now
    expect(turn.locator(".searching")).to_have_count(0)


def test_a_new_conversation_hangs_up_and_stays_empty(
    visitor: Visitor, playing: Playing, script: ScriptedEndpoint
) -> None:
    playing.goes_on = True
    script.hung_up.clear()
    visitor.open()
    box = visitor.page.get_by_role("textbox")
    box.fill(ASKED)
    box.press("Enter")
    turn = visitor.page.locator('.turn[data-turn="0"]')
    expect(turn).to_contain_text(texts.WRITING)
    visitor.page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    assert script.hung_up.wait(60)
    visitor.page.wait_for_timeout(1000)
    expect(visitor.page.locator(".turn")).to_have_count(0)


def test_leaving_hangs_up(visitor: Visitor, playing: Playing, script: ScriptedEndpoint) -> None:
    playing.goes_on = True
    script.hung_up.clear()
    visitor.open()
    box = visitor.page.get_by_role("textbox")
    box.fill(ASKED)
    box.press("Enter")
    expect(visitor.page.locator(".turn")).to_contain_text(texts.WRITING)
    visitor.page.goto("about:blank")
    assert script.hung_up.wait(60)
    visitor.complaints.clear()  # Chromium reports the stream that its own leaving broke off
