"""The page 比较政策 in Chromium, wide and on a phone: what is asked, the rows, their words, the workbook."""

import io
from collections.abc import Iterator
from pathlib import Path

import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from pages.match import texts
from tests.assistant.match.library import CITY, DISTRICT, OTHER
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


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_two_cities_side_by_side(
    browser: Browser, url: str, width: int, height: int, tmp_path: Path
) -> None:
    with visit(browser, url, width, height, "light") as visitor:
        page = visitor.page
        page.goto(f"{url}match-compare")
        page.locator("#q").fill("各市对首次认定高新技术企业奖励多少")
        page.locator("#q").press("Enter")
        expect(page.locator(".result-head")).to_contain_text("1 项")
        rows = page.locator("table.measures tbody tr:not(.group)")
        expect(rows).to_have_count(2)
        expect(rows.first).to_contain_text("20万元")
        expect(rows.nth(1)).to_contain_text("30万元")
        rows.first.locator("button.clause").click()
        expect(page.locator(".source mark").first).to_be_visible()
        assert "".join(page.locator(".source mark").all_inner_texts()) in CITY + OTHER
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CONTRAST) == []
        page.screenshot(path=str(tmp_path / "compared.png"))
        query = page.url.partition("?")[2]
    answer = httpx.get(f"{url}match-compare/table.xlsx?{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0] == texts.COMPARED_COLUMNS
    assert len(lines) == 3


def test_what_is_no_place_is_one_line(url: str) -> None:
    answer = httpx.get(f"{url}match-compare/table.xlsx?q=奖励&places=不知道在哪里")
    assert answer.status_code == 404 and "认不出地区" in answer.text


def test_the_chat_shows_both(browser: Browser, url: str) -> None:
    with visit(browser, url, 1280, 900, "light") as visitor:
        visitor.open()
        turn = visitor.ask("各市对首次认定高新技术企业奖励多少？")
        expect(turn).to_contain_text("一次性20万元")
        expect(turn).to_contain_text("一次性30万元")
        expect(turn.locator("table")).to_have_count(1)
