"""What of a conversation goes elsewhere: a link to an answer, paper, a frame of another site."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, expect

from pages import texts
from tests.pages.page_server import served
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser

CEMENT = "日产800吨的水泥线会不会被淘汰？"
DUTIES = "生态环境局要做哪些事？"
QUOTE = "淘汰日产1000吨以下水泥生产线"


def test_a_link_shows_one_answer_to_others_until_it_is_ended(
    desktop: Visitor, phone: Visitor
) -> None:
    page = desktop.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desktop.open()
    desktop.ask(DUTIES)
    turn = desktop.ask(CEMENT)
    turn.get_by_role("button", name=texts.SHARE).click()
    share = turn.locator(".share")
    share.get_by_role("button", name=texts.SHARE_COPY).click()
    expect(share.get_by_role("button", name=texts.COPIED)).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{desktop.url}answers/")
    assert page.evaluate(CONTRAST) == []
    desktop.picture("share-desktop")

    other = phone.page
    other.goto(link)
    main = other.locator("main")
    expect(main).to_contain_text(CEMENT)
    expect(main).not_to_contain_text(DUTIES)
    expect(main.locator("blockquote").first).to_contain_text(QUOTE)
    expect(main).to_contain_text("豫政办〔2011〕75号")
    expect(main.get_by_role("button")).to_have_count(0)
    main.locator("a.cite").first.click()
    expect(main.locator("#source-1")).to_be_in_viewport()
    assert other.evaluate("document.documentElement.scrollWidth") <= 390
    assert other.evaluate(CONTRAST) == []
    phone.picture("shared-phone")

    desktop.reload()  # it is known later, too
    turn = desktop.finished(1)
    turn.get_by_role("button", name=texts.SHARE_END).click()
    expect(turn.locator(".share")).to_have_count(0)
    assert phone.page.request.get(link).status == 404
    assert phone.page.request.get(f"{phone.url}answers/none").status == 404


def test_paper_holds_questions_answers_and_sources_and_nothing_else(
    desktop: Visitor, tmp_path: Path
) -> None:
    page = desktop.page
    desktop.open()
    desktop.ask(DUTIES)
    desktop.ask(CEMENT)
    desktop.source(1, 1)
    page.get_by_role("group", name=texts.NEXT).wait_for()
    page.emulate_media(media="print")
    for apart in ("#header", "#drawer", "#side", "#composer", ".actions", ".about", "#welcome"):
        assert not any(part.is_visible() for part in page.locator(apart).all()), apart
    file = tmp_path / "paper.pdf"
    page.pdf(path=file, format="A4")
    page.emulate_media(media="screen")
    with pdfium.PdfDocument(file) as printed:
        paper = "".join("".join(p.get_textpage().get_text_bounded() for p in printed).split())
    for words in (DUTIES, CEMENT, QUOTE, "豫政办〔2011〕75号", "时效：未核实", texts.SOURCE_LABEL):
        assert words in paper, words
    for words in (
        texts.COPY, texts.AGAIN, texts.HISTORY, texts.NEW_CONVERSATION, texts.NEXT, texts.APP_NAME,
        texts.FILTERS, texts.SHOW_WHOLE, texts.HELPFUL, texts.ASK_HINT,
    ):  # fmt: skip
        assert words not in paper, words


class _Site(BaseHTTPRequestHandler):
    """A site with one page that has ours in a frame."""

    def __init__(self, framed: list[str], *rest: object) -> None:
        self.framed = framed
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """The page."""
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.end_headers()
        frames = "".join(
            f'<iframe src="{src}" width="380" height="640"></iframe>' for src in self.framed
        )
        self.wfile.write(f"<!doctype html><title>某市</title>{frames}".encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """The address of another site, and what stands in its frames."""
    framed: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Site, framed))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", framed
    server.shutdown()
    server.server_close()


def test_a_site_that_is_allowed_has_the_page_in_a_frame(
    browser: Browser, store: Path, site: tuple[str, list[str]]
) -> None:
    address, framed = site
    with (
        served(store, POLICY_EMBED_SITES=address) as url,
        visit(browser, url, 800, 700, "light") as visitor,
    ):
        framed[:] = [f"{url}embed"]
        page = visitor.page
        page.goto(address)
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("button", name=texts.HISTORY_SHOW)).to_have_count(0)
        expect(frame.get_by_role("link", name="查职责")).to_have_count(0)
        box = frame.locator("#ask textarea")
        box.fill(CEMENT)
        box.press("Enter")
        expect(frame.locator(".words")).to_contain_text("属于")
        frame.locator(".actions").wait_for()
        box.fill("1500吨呢？")
        box.press("Enter")
        expect(frame.locator(".turn").nth(1).locator(".words")).to_contain_text("1500吨")
        visitor.picture("embedded")

        answer = page.request.get(f"{url}embed")
        assert answer.headers["content-security-policy"].endswith(f"frame-ancestors {address}")
        assert "x-frame-options" not in answer.headers
        for path in ("", "match", "sign-in", "embed/../", "originals/none"):  # nothing else may
            headers = page.request.get(url + path).headers
            assert "frame-ancestors 'none'" in headers["content-security-policy"], path
            assert headers["x-frame-options"] == "DENY", path
        visitor.complaints.clear()


def test_no_other_site_and_none_by_default(
    browser: Browser, store: Path, page_url: str, site: tuple[str, list[str]]
) -> None:
    address, framed = site
    with (
        served(store, POLICY_EMBED_SITES="https://www.example.gov.cn") as url,
        visit(browser, url, 800, 700, "light") as visitor,
    ):
        framed[:] = [f"{url}embed", page_url]
        with visitor.page.expect_event(
            "console", lambda message: "frame-ancestors" in message.text
        ):
            visitor.page.goto(address)
        assert visitor.page.frame_locator("iframe >> nth=0").locator("#ask").count() == 0
        assert visitor.page.request.get(f"{page_url}embed").status == 404
        visitor.complaints.clear()
