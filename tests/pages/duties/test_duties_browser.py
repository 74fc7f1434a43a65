"""The page 查职责 in Chromium: an official finds every duty of a department and takes it along."""

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import expect

from assistant.duties.register import DutyRegister
from assistant.library import Library
from index.session import open_store
from pages.duties import texts
from pages.tables import texts as table_texts
from tests.pages.visitor import CONTRAST, Visitor

pytestmark = pytest.mark.browser


def search(visitor: Visitor, name: str) -> None:
    box = visitor.page.get_by_label(texts.DEPARTMENT, exact=True)
    box.fill(name)
    box.press("Enter")
    visitor.page.locator(".result-head, .nothing").first.wait_for()


def test_an_official_finds_all_duties_and_downloads_them(
    desktop: Visitor, store: Path, tmp_path: Path
) -> None:
    page = desktop.page
    page.goto(desktop.url + "duties")
    search(desktop, "生态环境局")
    library = Library(open_store(store))
    group = DutyRegister(library).of_department("环保局")
    assert len(group.duties) > 2
    rows = page.locator("table.rows tbody tr:not(.group)")
    expect(rows).to_have_count(len(group.duties))
    assert "d=%E7%94%9F%E6%80%81" in page.url

    rows.first.locator("button.clause").click()
    first = group.duties[0]
    quote = first.quote
    expect(page.locator(".source .provision")).to_contain_text(quote)
    marked = "".join(page.locator(".source mark").all_inner_texts())
    assert marked == quote
    desktop.picture("duties-desktop")
    assert page.evaluate(CONTRAST) == []

    with page.expect_download() as download:
        page.get_by_role("link", name=table_texts.DOWNLOAD).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    header, *lines = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
    assert header == texts.COLUMNS and len(lines) == len(group.duties)
    for line, duty in zip(lines, group.duties, strict=True):
        told = dict(zip(header, line, strict=True))
        assert told["角色"] == duty.fact.role.value and told["任务"] == duty.fact.task
        assert told["原文"] == duty.quote
        assert told["条款"] == duty.section
        assert f"第 {duty.fact.start}—{duty.fact.end} 字" in told["原文位置"]


def test_one_document_as_a_list_and_as_a_matrix(desktop: Visitor, store: Path) -> None:
    library = Library(open_store(store))
    document_id, title, count = DutyRegister(library).documents()[0]
    page = desktop.page
    page.goto(f"{desktop.url}duties?doc={document_id}")
    expect(page.locator(".result-head h2")).to_contain_text(title)
    expect(page.locator(".total")).to_have_text(texts.TOTAL.format(count=count, documents=1))
    page.get_by_role("button", name=texts.AS_MATRIX).click()
    matrix = page.locator("table.matrix")
    matrix.wait_for()
    heads = matrix.locator("thead th").all_inner_texts()
    lead = matrix.locator("tbody tr", has_text="牵头").first
    cells = lead.locator("td").all_inner_texts()
    assert "牵头" in cells and len(cells) == len(heads) - 1
    desktop.picture("duties-matrix")
    matrix.locator("thead button").first.click()
    expect(page.locator(".result-head h2")).to_contain_text(heads[1])


def test_on_a_phone_rows_are_cards_and_the_way_back_is_there(phone: Visitor) -> None:
    page = phone.page
    page.goto(phone.url + "duties?d=财政局")
    page.locator("button.clause").nth(1).click()
    page.locator(".source mark").first.wait_for()
    expect(page.locator("#beside")).to_be_in_viewport()
    page.get_by_role("button", name=table_texts.BACK_TO_TABLE).click()
    expect(page.locator("button.clause").nth(1)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.picture("duties-phone")


def test_what_is_unknown_or_hostile_gets_one_clear_line(desktop: Visitor) -> None:
    page = desktop.page
    page.goto(desktop.url + "duties")
    search(desktop, "<img src=x onerror=alert(1)>")
    expect(page.locator(".nothing")).to_contain_text("不认识部门“<imgsrc=x")
    page.goto(desktop.url + "duties?doc=nosuchdocument")
    expect(page.locator(".nothing")).to_contain_text("资料库里没有")
    answered = page.request.get(desktop.url + "duties/table.xlsx?d=没有这个部门啊")
    assert answered.status == 404 and "不认识部门" in answered.text()
