"""The page 找政策 without a mouse, wide and on a phone: fill, see, open a clause, take along, print."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from pages.match import texts
from pages.tables import texts as table_texts
from tests.assistant.match.library import DAY
from tests.pages.match.test_match_browser import url as url  # noqa: PLC0414 — the same library
from tests.pages.visitor import visit

pytestmark = pytest.mark.browser
_MOST_TABS = 60


def tab_to(page: Page, wanted: str) -> None:
    """Press Tab until what has the focus fits ``wanted``."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("(css) => document.activeElement?.matches(css) ?? false", wanted):
            return
    raise AssertionError(f"{wanted} is not reached by Tab")


@pytest.mark.parametrize(("wide", "tall"), [(1280, 900), (390, 844)])
def test_the_whole_way_by_keyboard(
    browser: Browser, url: str, wide: int, tall: int, tmp_path: Path
) -> None:
    with visit(browser, url, wide, tall, "light") as visitor:
        page = visitor.page
        page.goto(f"{url}match")
        expect(page.locator(".nothing")).to_contain_text("支持措施")
        tab_to(page, "#m-place")
        page.keyboard.type("四川省成都市武侯区")
        tab_to(page, "#m-plans")
        page.keyboard.type("技术改造项目设备投资260万元")
        tab_to(page, "#m-day")
        page.locator("#m-day").fill(DAY)  # typing a day differs by the browser's language
        tab_to(page, "button[type=submit]")
        page.keyboard.press("Enter")
        expect(page.locator(".result-head h2")).to_contain_text("符合 1 项")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        tab_to(page, "table.measures button.clause")
        page.keyboard.press("Enter")
        expect(page.locator(".source mark").first).to_be_visible()
        page.locator("#m-day").focus()
        tab_to(page, "a[href*='table.xlsx']")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert Path(download.value.path()).read_bytes()[:2] == b"PK"
        tab_to(page, "a[href*='calendar.ics']")
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert b"BEGIN:VCALENDAR" in Path(download.value.path()).read_bytes()
        tab_to(page, "a[href*='match/print']")
        with page.expect_popup() as printed:
            page.keyboard.press("Enter")
        expect(printed.value.locator("h1")).to_contain_text(texts.SUMMARY_TITLE)
        assert table_texts.DOWNLOAD in page.content()


def test_what_cannot_be_is_told_in_one_line(browser: Browser, url: str) -> None:
    with visit(browser, url, 390, 844, "light") as visitor:
        page = visitor.page
        for address, line in (
            ("place=成都市&facts=是否高新技术企业=是；高新技术企业=否", "前后矛盾"),
            ("place=成都市&size=30亿人", "不合常理"),
            ("place=成都市&plans=设备投资-20万元", "负数"),
            ("place=成都市&day=1800-01-01", "1949"),
        ):
            page.goto(f"{url}match?{address}")
            expect(page.locator(".nothing")).to_contain_text(line)
