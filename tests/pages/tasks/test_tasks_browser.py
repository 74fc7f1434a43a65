"""The page 任务台账 in Chromium: an official finds who does what until when, and takes the register
along."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from assistant.tasks.bodies import key_of
from assistant.tasks.register import DueIn, Gap
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.store import Store
from index.vectors import VectorStore
from pages.tables import texts as table_texts
from pages.tasks import texts
from tests.pages.page_server import served
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser
YEAR = date.today().year
RIVERS = f"""青山市人民政府办公室关于印发河湖治理行动方案的通知
青政办〔2020〕8号
各县人民政府，市直有关部门：
现将《河湖治理行动方案》印发给你们，请认真组织实施。
一、重点任务
1.清理河道垃圾，全年清理河道不少于30条。（牵头单位：市生态环境局；配合单位：市水利局、市财政局；完成时限：2020年6月底前）
2.巡查堤防，建立台账。（责任单位：市水利局；完成时限：{YEAR}年12月底前）
3.公布举报电话。（责任单位：市生态环境局）
到{YEAR}年底，全市水质达标率不低于90%。
青山市人民政府办公室
2020年1月10日
"""
FORESTS = """青山市人民政府办公室关于印发造林绿化工作方案的通知
青政办〔2020〕9号
各县人民政府，市直有关部门：
现将《造林绿化工作方案》印发给你们，请认真组织实施。
一、主要任务
1.编制造林规划。（牵头单位：市林业局；配合单位：市水利局；完成时限：2020年3月底前）
2.落实造林资金。（责任单位：市财政局；完成时限：长期坚持）
青山市人民政府办公室
2020年1月20日
"""
CLEAN = "清理河道垃圾，全年清理河道不少于30条"


@pytest.fixture(scope="module")
def register_url(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("register")
    (folder / "河湖.txt").write_text(RIVERS, "utf-8")
    (folder / "造林.txt").write_text(FORESTS, "utf-8")
    directory = folder / ".store"
    with closing(Store(directory, create=True)) as store:
        vectors = VectorStore(directory / "vectors")
        Builder(store, vectors, load_embeddings(BUNDLED_MODEL, models_dir), 280).build([folder])
    with served(directory) as url:
        yield url


@pytest.fixture
def desk(browser: Browser, register_url: str) -> Iterator[Visitor]:
    with visit(browser, register_url, 1280, 800, "light") as visitor:
        yield visitor


def _open(visitor: Visitor, query: str = "") -> None:
    visitor.page.goto(f"{visitor.url}tasks{query}")
    visitor.page.locator(".result-head, .nothing").first.wait_for()


def test_an_official_narrows_the_register_to_a_department(desk: Visitor) -> None:
    """A department by any of its names; then only what it leads; then back to all."""
    _open(desk)
    page = desk.page
    total, rows = page.locator(".total"), page.locator("table.tasks tbody tr")
    expect(total).to_have_text("共 6 项任务，出自 2 份文件")
    desk.picture("tasks-desktop")
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    box = page.get_by_label(texts.DEPARTMENT, exact=True)
    box.fill("水利部门")
    box.press("Enter")
    expect(rows).to_have_count(3)
    page.get_by_role("button", name="牵头", exact=True).click()
    expect(rows).to_have_count(1)
    expect(rows.first.locator("td").nth(0)).to_have_text("巡查堤防，建立台账")
    assert "role=" in page.url
    page.get_by_role("button", name="配合", exact=True).click()
    expect(rows).to_have_count(2)
    rows.filter(has_text=CLEAN).locator("td").nth(1).get_by_role("button").click()
    expect(total).to_have_text("共 2 项任务，出自 1 份文件")
    expect(box).to_have_value("市生态环境局")


def test_what_is_overdue_and_what_is_missing_is_found(desk: Visitor) -> None:
    _open(desk)
    page = desk.page
    rows = page.locator("table.tasks tbody tr")
    page.get_by_label(texts.DUE, exact=True).select_option(label=DueIn.OVERDUE.value)
    expect(rows).to_have_count(2)
    due = rows.filter(has_text=CLEAN).locator("td").nth(3)
    expect(due).to_contain_text("2020年6月底前")
    expect(due).to_contain_text("2020-06-30")
    expect(due.locator(".overdue")).to_have_text(texts.OVERDUE)
    page.get_by_label(texts.DUE, exact=True).select_option(label=DueIn.STANDING.value)
    titles = page.locator("table.tasks tbody tr td:first-child")
    expect(titles).to_have_text(["落实造林资金"])
    page.get_by_label(texts.DUE, exact=True).select_option(label=texts.ANY_DUE)
    page.get_by_label(texts.ONLY, exact=True).select_option(label=Gap.DEADLINE.value)
    expect(titles).to_have_text(["公布举报电话"])
    page.get_by_label(texts.ONLY, exact=True).select_option(label=Gap.LEAD.value)
    expect(rows.first.locator("td").nth(1)).to_have_text(texts.NO_LEAD)
    expect(rows.first.locator("td").nth(4)).to_contain_text("90%")
    page.get_by_label(texts.DUE, exact=True).select_option(label=DueIn.OVERDUE.value)
    expect(page.locator(".nothing")).to_have_text(texts.NONE_FOUND)


def test_the_matrix_leads_to_the_tasks_of_a_department(desk: Visitor) -> None:
    _open(desk)
    page = desk.page
    page.get_by_role("button", name=texts.AS_MATRIX).click()
    matrix = page.locator("table.matrix")
    heads = matrix.locator("thead th")
    expect(heads.first).to_have_text(texts.MATRIX_ROW)
    at = heads.all_inner_texts().index(key_of("市水利局")) - 1
    rivers = matrix.locator("tbody tr").filter(has_text="河湖治理")
    expect(rivers.locator("td").nth(at)).to_have_text("1 牵头1 配合")
    desk.picture("tasks-matrix")
    assert page.evaluate(CONTRAST) == []
    heads.get_by_role("button", name=key_of("市水利局")).click()
    expect(page.locator("table.tasks tbody tr")).to_have_count(3)


def test_the_words_of_a_task_are_shown_in_its_document(desk: Visitor) -> None:
    _open(desk)
    page = desk.page
    page.get_by_role("button", name=CLEAN).click()
    panel = page.locator(".source")
    expect(panel.locator("h2")).to_contain_text("河湖治理行动方案")
    marked = "".join(panel.locator("mark").all_inner_texts())
    assert marked.endswith("完成时限：2020年6月底前）") and CLEAN in marked
    desk.picture("tasks-passage")


def test_the_workbook_is_what_offices_keep(desk: Visitor, tmp_path: Path) -> None:
    """What is asked for, cell by cell; the columns for the state of a task are open; the matrix on a
    sheet of its own."""
    _open(desk, "?d=市生态环境局")
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name=table_texts.DOWNLOAD).click()
    assert download.value.suggested_filename.endswith(".xlsx")
    path = tmp_path / "tasks.xlsx"
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [texts.LIST_SHEET, texts.MATRIX_SHEET]
    header, *lines = book[texts.LIST_SHEET].iter_rows(values_only=True)
    assert header == texts.COLUMNS
    first, second = (dict(zip(header, line, strict=True)) for line in lines)
    assert [first["序号"], second["序号"]] == [1, 2]
    assert (first["工作任务"], first["牵头单位"]) == (CLEAN, "市生态环境局")
    assert first["配合单位"] == "市水利局、市财政局"
    assert (first["完成时限"], first["截止日期"]) == ("2020年6月底前", "2020-06-30")
    assert "30条" in first["目标"] and first["依据"].startswith("《青山市人民政府办公室")
    assert first["任务原文"].strip() in RIVERS and first["文号"] == "青政办〔2020〕8号"
    assert not first["完成情况"] and not first["备注"]
    assert second["工作任务"] == "公布举报电话" and not second["完成时限"]
    head, row = book[texts.MATRIX_SHEET].iter_rows(values_only=True)
    assert dict(zip(head, row, strict=True))[key_of("市生态环境局")] == "2 牵头"


def test_the_register_can_be_printed(desk: Visitor) -> None:
    _open(desk, "?d=市水利局")
    page = desk.page
    page.goto(page.url.replace("tasks?", "tasks/print?"))
    head = page.locator("thead th").all_inner_texts()
    assert head == list(texts.PRINT_COLUMNS)
    expect(page.locator("tbody tr")).to_have_count(3)
    desk.picture("tasks-print")
    page.emulate_media(media="print")
    expect(page.get_by_text(texts.PRINT_HINT)).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name=texts.BACK).click()
    expect(page.locator("table.tasks tbody tr")).to_have_count(3)


def test_the_register_is_read_and_opened_on_a_phone(browser: Browser, register_url: str) -> None:
    with visit(browser, register_url, 390, 844, "light") as phone:
        _open(phone)
        page = phone.page
        rows = page.locator("table.tasks tbody tr")
        expect(rows).to_have_count(6)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        rows.first.scroll_into_view_if_needed()
        phone.picture("tasks-phone")
        assert page.evaluate(CONTRAST) == []
        page.get_by_label(texts.ONLY, exact=True).select_option(label=Gap.DEADLINE.value)
        expect(rows).to_have_count(1)
        rows.first.get_by_role("button", name="公布举报电话").click()
        expect(page.locator("#beside")).to_be_in_viewport()
        page.get_by_role("button", name=table_texts.BACK_TO_TABLE).click()
        expect(rows.first).to_be_in_viewport()
        page.get_by_role("button", name=texts.AS_MATRIX).click()
        page.locator("table.matrix").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        phone.picture("tasks-phone-matrix")


def test_what_is_unknown_or_hostile_gets_one_clear_line(desk: Visitor) -> None:
    page = desk.page
    _open(desk, "?doc=nosuchdocument")
    expect(page.locator(".nothing")).to_contain_text("资料库里没有")
    _open(desk, "?d=<script>&due=x&only=y&page=-1")
    expect(page.locator(".nothing")).to_have_text(texts.NONE_FOUND)
    answered = page.request.get(f"{desk.url}tasks/table.xlsx?doc=nosuchdocument")
    assert answered.status == 404 and "资料库里没有" in answered.text()
