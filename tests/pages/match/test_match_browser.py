"""The page 找政策 in Chromium: an enterprise fills the form, sees what fits, opens the words, takes it along."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from pages.match import texts
from pages.tables import texts as table_texts
from tests.assistant.match.library import CITY, DAY, DISTRICT, OTHER
from tests.conftest import run_command
from tests.pages.page_server import served
from tests.pages.visitor import CONTRAST, visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def url(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder, store = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("store")
    for name, text in (("city", CITY), ("district", DISTRICT), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (store / "models").symlink_to(models_dir)
    built = run_command("index", "build", str(folder), "--store", str(store))
    assert built.returncode == 0, built.stderr
    with served(store) as address:
        yield address


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        page.locator(f"#m-{name}").fill(value)
    page.locator("#m-facts").press("Enter")
    page.locator(".result-head, .nothing").first.wait_for()


def test_the_form_finds_opens_and_takes_along(browser: Browser, url: str) -> None:
    with visit(browser, url, 1280, 900, "light") as desktop:
        page = desktop.page
        page.goto(f"{url}match")
        expect(page.locator(".nothing")).to_contain_text("支持措施")
        fill(page, place="四川省成都市武侯区", plans="技术改造项目设备投资260万元", day=DAY)
        expect(page.locator(".result-head h2")).to_contain_text("符合 1 项")
        first = page.locator("table.measures tbody tr").first
        expect(first).to_contain_text("13万元")
        expect(first).to_contain_text("260万元 × 5% = 13万元，不超过300万元")
        expect(first.locator(".verdict").first).to_contain_text("满足")
        first.locator("button.clause").first.click()
        expect(page.locator(".source mark").first).to_be_visible()
        assert "".join(page.locator(".source mark").all_inner_texts()) in CITY
        assert page.evaluate(CONTRAST) == []
        query = page.url.partition("?")[2]
        with page.expect_download() as download:
            page.get_by_role("link", name=table_texts.DOWNLOAD).click()
        sheet = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == texts.COLUMNS and rows[1][0] == "符合" and rows[1][2] == "13万元"
    word = docx.Document(io.BytesIO(httpx.get(f"{url}match/summary.docx?{query}").content))
    assert word.paragraphs[0].text == texts.SUMMARY_TITLE
    assert any("13万元" in cell.text for table in word.tables for cell in table.column_cells(1))
    assert "260万元 × 5%" in httpx.get(f"{url}match/print?{query}").text
    calendar = httpx.get(f"{url}match/calendar.ics?{query}").text
    assert (
        calendar.startswith("BEGIN:VCALENDAR\r\n") and max(map(len, calendar.split("\r\n"))) <= 75
    )


def test_a_sentence_on_a_phone_and_a_button_that_tells_more(browser: Browser, url: str) -> None:
    with visit(browser, url, 390, 844, "light") as phone:
        page = phone.page
        page.goto(f"{url}match")
        fill(page, s="我是成都武侯区一家30人的餐饮企业，能享受哪些政策？", day=DAY)
        expect(page.locator("table.measures").first).to_contain_text("2万元")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        asks = page.locator(".asks button.choice")
        if asks.count():
            asks.nth(1).focus()
            page.keyboard.press("Enter")
            expect(page.locator("#m-facts")).not_to_have_value("")
            assert "facts=" in page.url


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("day=2024-99-99&trade=餐饮", "日期"),
        ("kind=企业&titles=；", "支持措施"),
        ("facts=投资_元=x", "地区"),
    ],
)
def test_bad_input_gets_one_clear_line(url: str, query: str, line: str) -> None:
    answer = httpx.get(f"{url}match/print?{query}")
    assert answer.status_code in (200, 404) and "Traceback" not in answer.text
    assert answer.status_code == 200 or line in answer.text or "企业的情况" in answer.text


def test_the_chat_gives_the_same(browser: Browser, url: str) -> None:
    with visit(browser, url, 1280, 900, "light") as desktop:
        desktop.open()
        turn = desktop.ask("我是成都武侯区一家30人的餐饮企业，能享受哪些政策？")
        expect(turn).to_contain_text("给予房租补贴2万元")
        expect(turn).not_to_contain_text("给予房租补贴5万元")
