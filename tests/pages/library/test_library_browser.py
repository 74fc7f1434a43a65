"""The page 文件库 in Chromium: an administrator takes files in, corrects, asks, withdraws."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, expect

from pages.library import texts
from tests.pages.library.administration import administered
from tests.pages.visitor import CONTRAST, Visitor, visit

pytestmark = pytest.mark.browser
FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
NAME = "无人机〔2025〕9号.docx"
LINES = (
    "关于促进无人机产业发展的通知",
    "各县（市、区）人民政府：",
    "为促进无人机产业发展，现通知如下。",
    "一、支持措施",
    "对新建无人机试飞基地的企业，给予一次性补贴二百万元。",
    "二、保障措施",
    "市交通运输局负责划定无人机物流航线。",
    "测试市人民政府办公室",
    "2025年3月1日",
)
QUOTE = "给予一次性补贴二百万元。"
QUESTION = "新建无人机试飞基地给多少补贴？"
SCANNED = (
    "关于做好蓝莓种植补贴工作的通知",
    "各乡镇人民政府：",
    "一、补贴标准",
    "对连片种植蓝莓的农户，每亩补贴八百元。",
    "二、工作要求",
    "各乡镇要按时上报种植面积。",
)


@pytest.fixture(scope="module")
def url(seed_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """All pages over a store of their own, everybody being an administrator."""
    store = tmp_path_factory.mktemp("administered") / "store"
    shutil.copytree(seed_store, store, symlinks=True)
    with administered(store) as address:
        yield address


@pytest.fixture
def desktop(browser: Browser, url: str) -> Iterator[Visitor]:
    with visit(browser, url, 1280, 800, "light") as visitor:
        yield visitor
        # said by Gradio's own box of files
        visitor.complaints[:] = [c for c in visitor.complaints if c != "Method not implemented."]


def word_file(lines: tuple[str, ...]) -> bytes:
    """A Word document of these paragraphs."""
    document, buffer = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(buffer)
    return buffer.getvalue()


def scanned_page(lines: tuple[str, ...]) -> bytes:
    """A scan: a picture of a page."""
    page, buffer = Image.new("L", (1240, 200 + 90 * len(lines)), 250), io.BytesIO()
    font = ImageFont.truetype(FONT, 40)
    for number, line in enumerate(lines):
        ImageDraw.Draw(page).text((120, 100 + 90 * number), line, font=font, fill=20)
    page.save(buffer, "PNG")
    return buffer.getvalue()


def upload(visitor: Visitor, **files: bytes) -> None:
    """Hand files in and wait until each has its line."""
    page = visitor.page
    given = [{"name": n, "mimeType": "", "buffer": content} for n, content in files.items()]
    page.locator("#upload input[type=file]").set_input_files(given)  # type: ignore[arg-type]
    for name in files:
        line = page.locator(".progress li", has_text=name)
        line.locator(".badge").wait_for(timeout=300_000)


def open_library(visitor: Visitor) -> None:
    visitor.page.goto(visitor.url + "admin/")
    visitor.page.locator("table.library-table").wait_for()


def answered(visitor: Visitor, question: str) -> str:
    """What the chat page answers."""
    visitor.open()
    return visitor.ask(question).inner_text()


def test_an_administrator_takes_in_corrects_asks_and_withdraws(desktop: Visitor) -> None:
    page = desktop.page
    open_library(desktop)
    upload(
        desktop,
        **{
            NAME: word_file(LINES),
            "扫描件.png": scanned_page(SCANNED),
            "坏的.docx": b"PK\x03\x04?",
        },
    )
    lines = page.locator(".progress li")
    expect(lines.filter(has_text=NAME)).to_contain_text("新增")
    expect(lines.filter(has_text="扫描件.png")).to_contain_text("新增")
    expect(lines.filter(has_text="坏的.docx")).to_contain_text("无法打开")
    failures = page.locator(".failures")
    expect(failures).to_contain_text("坏的.docx")

    page.locator("table.library-table").get_by_role("button", name=LINES[0]).click()
    detail = page.locator(".detail")
    expect(detail.locator(".warnings")).to_contain_text(texts.NO_NUMBER)
    expect(detail).to_contain_text("部门职责 1 项：交通运输")
    detail.get_by_label("文号").fill("测政办〔2025〕9号")
    detail.get_by_label("施行日期").fill("2025-04-01")
    detail.get_by_role("button", name=texts.SAVE).click()
    expect(detail.locator(".said")).to_have_text(texts.SAVED)
    expect(detail.locator(".warnings")).not_to_contain_text(texts.NO_NUMBER)
    expect(detail.locator(".fields")).to_contain_text("测政办〔2025〕9号［登记］")
    desktop.picture("library-desktop")
    assert page.evaluate(CONTRAST) == []

    # read again, the correction is still there
    detail.get_by_role("button", name=texts.READ_AGAIN).click()
    expect(detail.locator(".said")).to_have_text(texts.READ_AGAIN_DONE)
    expect(detail.locator(".fields")).to_contain_text("测政办〔2025〕9号［登记］")

    failures.get_by_role("button", name=f"{texts.FORGET} 坏的.docx").click()
    expect(failures).to_have_count(0)

    desktop.open()
    turn = desktop.ask(QUESTION)
    expect(turn).to_contain_text(QUOTE)
    source = desktop.source(0, 1)
    expect(source).to_contain_text("测政办〔2025〕9号")
    assert "八百元" in answered(desktop, "连片种植蓝莓每亩补贴多少？")

    open_library(desktop)
    page.locator("table.library-table").get_by_role("button", name=LINES[0]).click()
    detail.get_by_role("button", name=texts.WITHDRAW).click()
    expect(detail.locator(".ask-back")).to_contain_text(LINES[0])
    detail.get_by_role("button", name=texts.WITHDRAW_NO).click()
    expect(detail.locator(".ask-back")).to_have_count(0)
    detail.get_by_role("button", name=texts.WITHDRAW).click()
    detail.get_by_role("button", name=texts.WITHDRAW_YES).click()
    said = texts.WITHDRAWN.format(title=LINES[0])
    expect(page.locator("#beside")).to_contain_text(said)
    expect(page.locator("table.library-table")).not_to_contain_text(LINES[0])
    assert QUOTE not in answered(desktop, QUESTION)


def test_a_file_that_fails_takes_nothing_away(desktop: Visitor) -> None:
    open_library(desktop)
    upload(desktop, **{"补贴.docx": word_file(SCANNED)})
    open_library(desktop)  # its line has the same name as the next one
    upload(desktop, **{"补贴.docx": b"PK\x03\x04 cut off"})
    page = desktop.page
    expect(page.locator(".progress li")).to_contain_text("失败")
    page.reload()
    expect(page.locator(".failures")).to_contain_text("补贴.docx")
    assert "八百元" in answered(desktop, "连片种植蓝莓每亩补贴多少？")
    open_library(desktop)
    page.get_by_role("button", name=texts.REINDEX).click()
    expect(page.locator(".progress")).to_contain_text("更新 0 份")


def test_bad_corrections_are_refused_with_a_reason(desktop: Visitor) -> None:
    page = desktop.page
    open_library(desktop)
    upload(desktop, **{"更正.docx": word_file(LINES)})
    detail = page.locator(".detail")
    date = detail.get_by_label("成文日期")
    date.evaluate("box => { box.type = 'text'; box.value = '2024-02-30'; }")
    detail.get_by_role("button", name=texts.SAVE).click()
    expect(detail.locator(".said")).to_contain_text("确有这一天")
    expect(detail.locator(".fields")).to_contain_text("2025-03-01［正文］")


def test_a_date_that_is_not_written_to_its_end_is_refused(desktop: Visitor) -> None:
    page = desktop.page
    open_library(desktop)
    upload(desktop, **{"日期.docx": word_file(LINES)})
    detail = page.locator(".detail")
    date = detail.get_by_label("成文日期")
    date.click()
    page.keyboard.press("Delete")  # one part of it is taken out
    detail.get_by_role("button", name=texts.SAVE).click()
    line = texts.DATE_UNFINISHED.format(label="成文日期")
    expect(detail.get_by_role("alert")).to_have_text(line)
    expect(detail.locator(".said")).to_have_count(0)
    expect(detail.locator(".fields")).to_contain_text("2025-03-01［正文］")


def test_a_second_correction_is_kept_while_the_first_is_being_read(desktop: Visitor) -> None:
    page = desktop.page
    open_library(desktop)
    upload(desktop, **{"两次.docx": word_file(LINES)})
    detail = page.locator(".detail")
    save = detail.get_by_role("button", name=texts.SAVE)
    detail.get_by_label("文号").fill("测政办〔2025〕31号")
    save.click()
    expect(detail).to_have_attribute("aria-busy", "true")
    detail.get_by_label("发文机关").fill("测试县人民政府")
    save.click()
    fields = detail.locator(".fields")
    expect(fields).to_contain_text("测试县人民政府［登记］")
    expect(fields).to_contain_text("测政办〔2025〕31号［登记］")


def test_on_a_phone(browser: Browser, url: str) -> None:
    with visit(browser, url, 390, 844, "light") as phone:
        open_library(phone)
        phone.page.locator("table.library-table button.clause").first.click()
        expect(phone.page.locator(".detail .source-title")).to_be_in_viewport()
        phone.picture("library-phone")
        assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_nobody_else_gets_in(browser: Browser, page_url: str) -> None:
    page = browser.new_page()
    for path in ("admin/", "admin/config", "admin/gradio_api/info"):
        assert page.request.get(page_url + path).status == 401
    joined = page.request.post(
        page_url + "admin/gradio_api/queue/join",
        data={"fn_index": 0, "data": [], "session_hash": "x"},
    )
    assert joined.status == 401
    handed_in = page.request.post(
        page_url + "admin/gradio_api/upload",
        multipart={"files": {"name": "a.txt", "mimeType": "text/plain", "buffer": b"x"}},
    )
    assert handed_in.status == 401
    page.close()
