"""The page 查目录 in Chromium: a row is found, opened at its clause, and taken along."""

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from index.session import open_store
from pages.catalogs import texts
from pages.tables import texts as table_texts
from tests.pages.page_server import ROOT
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser
MEASURES = "支持措施目录"


@pytest.fixture
def desktop(browser: Browser, page_url: str) -> Iterator[Visitor]:
    with visit(browser, page_url, 1280, 800, "dark") as visitor:
        yield visitor


def measures() -> list[dict[str, str]]:
    """The rows of the catalogue as its file has them."""
    with (ROOT / "corpus" / "catalogs" / "支持措施.csv").open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_a_row_is_searched_filtered_opened_and_downloaded(
    desktop: Visitor, store: Path, tmp_path: Path
) -> None:
    page, every = desktop.page, measures()
    page.goto(desktop.url + "catalogs")
    page.get_by_role("button", name=MEASURES).click()
    expect(page.locator(".total")).to_have_text(texts.TOTAL.format(total=len(every)))
    expect(page.locator("table.rows tbody tr")).to_have_count(50)
    page.get_by_role("button", name=table_texts.NEXT).click()
    expect(page.locator("table.rows tbody tr")).to_have_count(len(every) - 50)

    kind = every[0]["类别"]
    page.get_by_label("类别").select_option(kind)
    box = page.get_by_label(texts.WORDS, exact=True)
    box.fill("贴息 引导")
    box.press("Enter")
    wanted = [
        r
        for r in every
        if r["类别"] == kind and all(w in "".join(r.values()) for w in ("贴息", "引导"))
    ]
    assert wanted and len(wanted) < len(every)
    total = texts.TOTAL_OF.format(count=len(wanted), total=len(every))
    expect(page.locator(".total")).to_have_text(total)

    page.locator("table.rows button.clause").first.click()
    expect(page.locator(".row-view h3")).to_have_text(wanted[0]["措施名称"])
    expect(page.locator(".source-title")).to_contain_text("关于加强企业技术改造")
    assert "".join(page.locator(".source mark").all_inner_texts()) == wanted[0]["原文"]
    desktop.picture("catalogs-desktop-dark")
    assert page.evaluate(CONTRAST) == []

    page.reload()  # the address says what was asked for
    expect(page.locator(".total")).to_have_text(total)
    with page.expect_download() as download:
        page.get_by_role("link", name=table_texts.DOWNLOAD_PAGE).click()
    download.value.save_as(path := tmp_path / "rows.xlsx")
    header, *lines = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    told = [dict(zip(header, line, strict=True)) for line in lines]
    assert [t["措施名称"] for t in told] == [r["措施名称"] for r in wanted]
    text = open_store(store).document("cd39bc9a1ef4").text
    for line in told:
        assert line[texts.CLAUSE_WORDS_COLUMN] == line["原文"] and line["原文"] in text
        assert "第 " in line[texts.CLAUSE_ADDRESS_COLUMN]


def test_nothing_found_and_nonsense_in_the_address(desktop: Visitor) -> None:
    page = desktop.page
    page.goto(
        desktop.url + "catalogs?c=d86ceb3b75c9&col=没有&f.没有=x&q=<b>没有这样的词</b>&page=99"
    )
    expect(page.locator(".nothing")).to_have_text(texts.NO_ROWS)
    page.goto(desktop.url + "catalogs?c=cd39bc9a1ef4")  # a document, no catalogue
    expect(page.locator(".nothing")).to_have_text(texts.NOT_FOUND)


def test_phone(phone: Visitor) -> None:
    page = phone.page
    page.goto(phone.url + "catalogs?c=d86ceb3b75c9")
    page.locator("table.rows button.clause").nth(2).click()
    expect(page.locator(".row-view h3")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.picture("catalogs-phone")
