"""The page 新旧对照 in Chromium: a clerk finds two versions, sees what changed, takes the table along."""

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.table import _Cell
from playwright.sync_api import Browser, expect

from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.store import Store
from index.vectors import VectorStore
from pages.compare import texts
from pages.tables import texts as table_texts
from tests.corpus.compare.samples import HIGHER, LOWER, NEW, OLD
from tests.pages.page_server import served
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser
REPEALED = "《青山市绿色工厂奖励暂行办法》同时废止。"


@pytest.fixture(scope="module")
def versions_url(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("versions")
    old = OLD.replace("奖励办法", "奖励暂行办法")
    (folder / "旧.txt").write_text(old.replace("20万元", "18万元"), "utf-8")
    (folder / "新.txt").write_text(NEW.rstrip() + REPEALED + "\n", "utf-8")
    (folder / "条例.txt").write_text(HIGHER, "utf-8")
    (folder / "技改.txt").write_text(LOWER, "utf-8")
    directory = folder / ".store"
    with closing(Store(directory, create=True)) as store:
        vectors = VectorStore(directory / "vectors")
        builder = Builder(store, vectors, load_embeddings(BUNDLED_MODEL, models_dir), 280)
        builder.build([folder])
        (folder / "旧.txt").write_text(old, "utf-8")  # its first text stays among the versions
        builder.build([folder])
    with served(directory) as url:
        yield url


@pytest.fixture
def desk(browser: Browser, versions_url: str) -> Iterator[Visitor]:
    with visit(browser, versions_url, 1280, 800, "light") as visitor:
        yield visitor


def _to_the_comparison(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.url}compare")
    link = visitor.page.get_by_role("button", name="青山市绿色工厂奖励暂行办法（2020年） →")
    link.click()
    visitor.page.locator("table.compare").wait_for()


def test_a_clerk_sees_what_matters_first_with_the_words_marked(desk: Visitor) -> None:
    _to_the_comparison(desk)
    page = desk.page
    expect(page.locator(".total")).to_contain_text("修改6条，新增1条，未变1条；要紧的变化6处")
    first = page.locator("table.compare tbody tr").first
    expect(first.locator("td").nth(0)).to_contain_text("数字")
    expect(first.locator("td").nth(0)).to_contain_text("第四条→第六条")
    expect(first.locator("td").nth(1).locator("del")).to_have_text("20")
    expect(first.locator("td").nth(2).locator("ins")).to_have_text("30")
    desk.picture("compare-desktop")
    assert page.evaluate(CONTRAST) == []
    first.locator("td").nth(2).get_by_role("button").click()
    expect(page.locator(".source mark")).to_have_text(
        "对首次认定的市级绿色工厂，给予一次性奖励30万元。"
    )


def test_articles_stand_side_by_side_and_can_be_narrowed(desk: Visitor) -> None:
    _to_the_comparison(desk)
    page = desk.page
    rows = page.locator("table.compare tbody tr")
    page.get_by_role("button", name=f"{texts.ALL} 8").click()
    expect(rows).to_have_count(8)
    expect(rows.nth(0).locator("td").nth(0)).to_have_text("未变")
    expect(rows.nth(1).locator("td").nth(1)).to_have_text(texts.NONE_OLD)
    boxes = [rows.nth(2).locator("td").nth(n).bounding_box() for n in (1, 2)]
    assert boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]
    page.get_by_role("button", name=f"{texts.CHANGED} 7").click()
    expect(rows).to_have_count(7)
    assert "only=changed" in page.url


def test_an_earlier_text_of_one_document_is_offered(desk: Visitor) -> None:
    page = desk.page
    page.goto(f"{desk.url}compare")
    page.locator(".plain-list button", has_text="替换下来的版本").click()
    expect(page.locator("table.compare del")).to_have_text("18")
    expect(page.locator("table.compare ins")).to_have_text("20")


def test_the_word_table_holds_both_texts_cell_by_cell(desk: Visitor) -> None:
    """Two columns; an article a row; struck through on the left what went, underlined on the right
    what came."""
    _to_the_comparison(desk)
    page = desk.page
    page.get_by_role("button", name=f"{texts.ALL} 8").click()
    expect(page.locator("table.compare tbody tr")).to_have_count(8)
    with page.expect_download() as download:
        page.get_by_role("link", name=texts.DOWNLOAD).click()
    assert download.value.suggested_filename.endswith(".docx")
    word = docx.Document(BytesIO(Path(download.value.path()).read_bytes()))
    assert not any("只列有变化" in paragraph.text for paragraph in word.paragraphs)
    part = page.request.get(
        page.url.replace("compare?", "compare/table.docx?").replace("only=all", "only=changed")
    )
    told_part = [p.text for p in docx.Document(BytesIO(part.body())).paragraphs]
    assert "本表只列有变化的条文（7条）；逐条对照共8条，选“全部条文”后下载。" in told_part
    head, *rows = word.tables[0].rows
    assert [cell.text for cell in head.cells] == [
        "旧文：青山市绿色工厂奖励暂行办法",
        "新文：青山市绿色工厂奖励办法",
    ]
    told = [tuple(cell.text for cell in row.cells) for row in rows]
    old = dict(
        line.split("　", 1) for line in OLD.split("\n") if line.startswith("第") and "条" in line
    )
    new = dict(
        line.split("　", 1) for line in NEW.split("\n") if line.startswith("第") and "条" in line
    )
    new["第八条"] += REPEALED
    assert told == [
        (
            f"{a}　{old[a].replace('奖励办法', '奖励暂行办法')}" if a else texts.NONE_OLD,
            f"{b}　{new[b]}",
        )
        for a, b in (
            ("第一条", "第一条"), ("", "第二条"), ("第二条", "第三条"), ("第三条", "第四条"),
            ("第六条", "第五条"), ("第四条", "第六条"), ("第五条", "第七条"), ("第七条", "第八条"),
        )
    ]  # fmt: skip
    amounts = rows[5].cells
    assert _marked(amounts[0], "strike") == ["20"]
    assert _marked(amounts[1], "underline") == ["30"]
    assert _marked(rows[0].cells[0], "strike") == []


def _marked(cell: _Cell, by: str) -> list[str]:
    return [
        run.text for paragraph in cell.paragraphs for run in paragraph.runs if getattr(run.font, by)
    ]


def test_a_document_is_held_against_its_basis_as_questions(desk: Visitor) -> None:
    page = desk.page
    page.goto(f"{desk.url}compare")
    page.get_by_role("button", name="青山市企业技术改造办法", exact=True).click()
    expect(page.locator(".result-head h2")).to_have_text("《青山市企业技术改造办法》与上位文件核对")
    expect(page.locator(".total")).to_contain_text("待核对 4 处。列出的是疑问，不是结论")
    row = page.locator("table.compare tbody tr", has_text="期限")
    expect(row.locator("td").nth(1).locator("mark")).to_have_text("十五个工作日")
    expect(row.locator("td").nth(2).locator("mark")).to_have_text("十个工作日")
    expect(row.locator("td").nth(2)).to_contain_text("《白河省企业技术改造条例》")
    desk.picture("compare-basis")
    row.locator("td").nth(2).get_by_role("button").click()
    expect(page.locator(".source h2")).to_have_text("白河省企业技术改造条例")


def test_on_a_phone_one_text_stands_below_the_other(browser: Browser, versions_url: str) -> None:
    with visit(browser, versions_url, 390, 844, "light") as phone:
        _to_the_comparison(phone)
        page = phone.page
        cells = page.locator("table.compare tbody tr").first.locator("td")
        above, below = cells.nth(1).bounding_box(), cells.nth(2).bounding_box()
        assert above and below and above["y"] + above["height"] <= below["y"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        phone.picture("compare-phone")
        cells.nth(2).get_by_role("button").click()
        page.locator(".source mark").first.wait_for()
        expect(page.locator("#beside")).to_be_in_viewport()
        page.get_by_role("button", name=table_texts.BACK_TO_TABLE).click()
        expect(cells.nth(2)).to_be_in_viewport()


def test_what_is_unknown_or_hostile_gets_one_clear_line(desk: Visitor) -> None:
    page = desk.page
    page.goto(f"{desk.url}compare?old=nosuchdocument&new=other")
    expect(page.locator(".nothing")).to_contain_text("资料库里没有")
    page.goto(f"{desk.url}compare?old=<script>&new=a'b&only=x&page=-1")
    expect(page.locator(".plain-list").first).to_be_visible()
    answered = page.request.get(f"{desk.url}compare/table.docx?old=a&new=b")
    assert answered.status == 404 and "资料库里没有" in answered.text()
