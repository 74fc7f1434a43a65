"""The page 运营 in Chromium: an administrator reads the refused questions, opens the nearest clauses."""

import io
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from assistant.answer import Answer, Citation
from assistant.blocks import Lead
from pages.insight import texts
from pages.records.kept import NewTurn, Rating, Reason, Verdict
from pages.records.records import FILE, Records
from pages.records.reports import Outcome
from tests.pages.library.administration import administered
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser
SILENT = "技术改造项目贷款贴息多少？我的电话13812345678"
OUTSIDE = "怎么做红烧肉？"
POOR = "技术改造项目找谁备案？"
OWNER = "reader:zhang"


@pytest.fixture(scope="module")
def url(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All pages over a store in which some have asked."""
    store = tmp_path_factory.mktemp("insight") / "store"
    shutil.copytree(seed_store, store, symlinks=True)
    records = Records.open(store / FILE)
    cited = Citation(1, "gone", "a.txt", "某文件", "", "", "引文", 0, 2, "未核实")
    now = datetime.now(UTC)
    for n, (question, status, citations) in enumerate(
        [
            (SILENT, "not_found", (cited,)),
            (SILENT, "not_found", (cited,)),
            (OUTSIDE, "not_found", ()),
            (POOR, "answered", (cited,)),
            ("很久以前问的？", "not_found", ()),
        ]
    ):
        key = records.begin(OWNER, question)
        at = now - timedelta(days=60 if n == 4 else 0, seconds=n)
        answer = Answer(question, status, (Lead(("答。",)),), citations, elapsed_ms=400)  # type: ignore[arg-type]
        turn = records.append(OWNER, key, NewTurn(question, at, answer))
        if question == POOR:
            records.rate(OWNER, turn, Rating(Verdict.DOWN, Reason.CITATION, "请打0371-65901234"))
    records.database.close()
    with administered(store) as address:
        yield address


def open_insight(visitor: Visitor) -> None:
    visitor.page.goto(visitor.url + "admin/insight")
    visitor.page.locator(".tiles").wait_for()


def test_an_administrator_reads_refused_questions_and_opens_the_nearest_clauses(
    browser: Browser, url: str
) -> None:
    with visit(browser, url, 1280, 800, "light") as visitor:
        page = visitor.page
        open_insight(visitor)
        expect(page.locator("nav.administration a[aria-current]")).to_have_text(texts.PAGE_NAME)
        expect(page.locator(".tiles")).to_contain_text("4 次")
        read = page.locator("svg[role=img] desc").first.text_content() or ""
        assert "共 4 次提问" in read and "文件未规定 50%" in read
        refused = page.locator("table.questions tbody tr")
        expect(refused).to_have_count(2)  # the same question twice is one line
        line = refused.filter(has_text="贷款贴息")
        expect(line).to_contain_text("电话［手机号］")
        expect(line.locator("td").nth(1)).to_have_text(Outcome.SILENT.value)
        expect(line.locator("td").nth(2)).to_have_text("2")
        expect(refused.filter(has_text=OUTSIDE)).to_contain_text(Outcome.OUTSIDE.value)
        assert page.evaluate(CONTRAST) == []
        visitor.picture("insight-desktop")

        line.get_by_role("button").click()
        near = page.locator(".nearest .near")
        expect(near.first).to_contain_text("贷款")
        near.first.get_by_role("button").click()
        source = page.locator(".source").filter(has=page.locator("mark"))
        expect(source.locator("mark").filter(has_text="贷款").first).to_be_visible()
        source.get_by_role("button", name=texts.BACK_TO_NEAREST).click()
        expect(near.first).to_be_visible()
        visitor.picture("insight-nearest")

        page.get_by_role("button", name="评价不好的问题（1）").click()
        expect(refused).to_have_count(1)
        expect(refused).to_contain_text(Reason.CITATION.value)
        expect(refused).to_contain_text("请打［电话号码］")
        assert page.url.endswith("?view=poor")
        page.get_by_role("button", name="近 90 天").click()
        expect(page.locator(".tiles")).to_contain_text("5 次")
        said = page.content()
        assert "zhang" not in said and "13812345678" not in said and "65901234" not in said


def test_the_figures_as_a_workbook(browser: Browser, url: str) -> None:
    with visit(browser, url, 1280, 800, "light") as visitor:
        open_insight(visitor)
        with visitor.page.expect_download() as waiting:
            visitor.page.get_by_role("link", name=texts.DOWNLOAD).click()
        book = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    rows = list(book[texts.SHEET_QUESTIONS].values)
    assert [row[1] for row in rows[1:]].count("技术改造项目贷款贴息多少？我的电话［手机号］") == 2
    assert sum(row[1] for row in list(book[texts.SHEET_DAYS].values)[1:]) == 4
    assert not any("zhang" in str(cell) for row in rows for cell in row)


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_on_a_phone_and_in_the_dark(browser: Browser, url: str, width: int, scheme: str) -> None:
    with visit(browser, url, width, 844, scheme) as visitor:
        page = visitor.page
        open_insight(visitor)
        visitor.picture(f"insight-{width}-{scheme}")
        assert page.evaluate(CONTRAST) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("table.questions button.clause").first.click()
        expect(page.locator(".nearest .source-title")).to_be_in_viewport()
        assert page.evaluate(CONTRAST) == []


def test_on_a_phone_the_head_of_every_page_can_be_touched(browser: Browser, url: str) -> None:
    with visit(browser, url, 390, 844, "light") as visitor:
        page = visitor.page
        for path in ("", "duties", "catalogs", "admin/", "admin/insight"):
            page.goto(url + path)
            page.locator("#account form").wait_for()
            for part in page.locator("#header :is(a, button):visible").all():
                box = part.bounding_box()
                assert box and box["height"] >= 40, (path, part.inner_text())
                assert box["x"] >= 0 and box["x"] + box["width"] <= 390, (path, part.inner_text())


def test_nobody_else_gets_in(browser: Browser, page_url: str) -> None:
    page = browser.new_page()
    for path in ("admin/insight", "admin/insight.xlsx"):
        assert page.request.get(page_url + path, max_redirects=0).status in (401, 403)
