"""Originals in Chromium: the quoted words boxed or marked in them, their download, nothing of them run."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import docx
import httpx
import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from corpus.settings import settings
from index.build import Builder
from index.embeddings import PolicyEmbeddings
from index.store import Store
from index.vectors import VectorStore
from pages.originals import address, texts
from pages.originals.pictures import PAGED
from pages.originals.reading import Reading, UnshownError
from tests.corpus.loaders.drawn import Sheet, pdf
from tests.pages.page_server import served
from tests.pages.visitor import Visitor, visit

pytestmark = pytest.mark.browser

QUOTE = "对购置设备的企业按投资额的10%给予补助"
LINES = (
    "关于支持企业技术改造的通知",
    "一、补助标准",
    f"{QUOTE}。",
    "二、申报期限",
    "每年三月底以前申报。",
)
HOSTILE = (
    "<html><head><title>关于支持企业技术改造的通知</title><script>document.title='X'</script></head>"
    "<body onload=\"document.body.innerHTML='X'\"><img src='http://evil.example/x.png' onerror='alert(1)'>"
    "<style>body{background:url(http://evil.example/y)}</style><form action='http://evil.example'>"
    + "".join(f"<p onclick='alert(1)' style='position:fixed'>{line}</p>" for line in LINES * 3)
    + "<iframe src='http://evil.example'></iframe></form></body></html>"
)


def docx_file() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def xlsx_file() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["事项名称", "补助标准", "主管部门", "联系电话"])
    for n in range(400):
        sheet.append([f"第{n}类企业补助", f"{n}万元", "市财政局", f"0371-{n:04}"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def pdf_file(rotate: int = 0) -> bytes:
    sheets = [Sheet(rotate=rotate), Sheet(rotate=rotate)]
    sheets[0].lines(72, 100, ["第一页的话各级政府要加强领导，", "各有关部门要密切配合。"])
    sheets[1].lines(72, 100, LINES)
    return pdf(sheets)


FILES = {
    "通知.pdf": pdf_file(),
    "通知.docx": docx_file(),
    "网页 <b>〔2024〕1号.html": HOSTILE.encode(),
    "清单.xlsx": xlsx_file(),
}


@dataclass
class Shelf:
    """A store of one document a format, and its pages."""

    store: Store
    url: str

    def ids(self) -> dict[str, str]:
        return {Path(e.source).suffix: k for k, e in self.store.documents.entries().items()}

    def to(self, suffix: str, words: str, version: str = "") -> str:
        """The address of words in the original of a format."""
        document = self.store.document(self.ids()[suffix], version)
        at = document.text.index(words)
        path = address.view(document.document_id, document.version, at, at + len(words))
        return self.url.rstrip("/") + path


@pytest.fixture(scope="module")
def shelf(
    tmp_path_factory: pytest.TempPathFactory, models_dir: Path, embeddings: PolicyEmbeddings
) -> Iterator[Shelf]:
    home = tmp_path_factory.mktemp("originals")
    for part in ("documents", "store"):
        (home / part).mkdir()
    (home / "store" / "models").symlink_to(models_dir)
    for name, data in FILES.items():
        (home / "documents" / name).write_bytes(data)
    with closing(Store(home / "store", create=True)) as store:
        vectors = VectorStore(home / "store" / "vectors")
        builder = Builder(store, vectors, embeddings, settings().chunk_size)
        builder.build([home / "documents"])
        (home / "documents" / "通知.docx").write_bytes(docx_of_later())
        builder.build([home / "documents"])
        vectors.close()
        with served(home / "store") as url:
            yield Shelf(store, url)


def docx_of_later() -> bytes:
    document = docx.Document()
    document.add_paragraph("关于支持企业技术改造的通知")
    document.add_paragraph("补助标准另行规定。")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def desk(browser: Browser, shelf: Shelf) -> Iterator[Visitor]:
    with visit(browser, shelf.url, 1280, 900, "light") as visitor:
        yield visitor


@pytest.fixture
def hand(browser: Browser, shelf: Shelf) -> Iterator[Visitor]:
    with visit(browser, shelf.url, 390, 844, "light") as visitor:
        yield visitor


def test_a_pdf_shows_the_page_with_the_words_boxed(desk: Visitor, shelf: Shelf) -> None:
    desk.page.goto(shelf.to(".pdf", QUOTE))
    expect(desk.page.get_by_text(texts.BOXED)).to_be_visible()
    expect(desk.page.get_by_text(texts.PAGE_OF.format(number=2, pages=2)).first).to_be_visible()
    box = desk.page.locator("rect.quoted")
    expect(box).to_have_count(1)
    expect(box).to_be_in_viewport()
    width = float(desk.page.locator("svg.sheet").get_attribute("viewBox").split()[2])  # type: ignore[union-attr]
    scale = width / 595
    left, wide = (float(box.get_attribute(name) or 0) / scale for name in ("x", "width"))
    letters = 12 * sum(0.5 if c.isascii() else 1 for c in QUOTE)
    assert abs(left - 72) < 4 and abs(wide - letters) < 8
    assert desk.page.evaluate("document.querySelector('svg.sheet image').getBBox().width") == width
    desk.picture("original-pdf")
    desk.page.get_by_role("link", name=texts.PREVIOUS).first.click()
    expect(desk.page.locator("rect.quoted")).to_have_count(0)
    desk.page.get_by_role("link", name=texts.TO_QUOTE).first.click()
    expect(desk.page.locator("rect.quoted")).to_have_count(1)


def test_a_web_page_is_formatted_and_harmless(desk: Visitor, shelf: Shelf) -> None:
    desk.page.on("dialog", lambda _: pytest.fail("a script of the page ran"))
    desk.page.goto(shelf.to(".html", QUOTE))
    assert "政策问答" in desk.page.title()
    paper = desk.page.locator(".paper")
    expect(paper).to_contain_text("每年三月底以前申报。")
    assert paper.locator("script, style, img, iframe, form, [onclick], [style]").count() == 0
    paper.locator("p").first.click()


def test_a_row_of_a_long_table_is_marked_with_its_header(hand: Visitor, shelf: Shelf) -> None:
    hand.page.goto(shelf.to(".xlsx", "补助标准：321万元"))
    row = hand.page.locator("tr.quoted")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("第321类企业补助")
    expect(row.locator("mark")).to_have_text("321万元")
    expect(row).to_be_in_viewport()
    expect(hand.page.locator(".paper thead")).to_contain_text("补助标准")
    expect(hand.page.get_by_text(texts.SHORTENED)).to_be_attached()
    wide = hand.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    hand.picture("original-xlsx-phone")


def test_an_earlier_version_is_seen_in_its_own_original(desk: Visitor, shelf: Shelf) -> None:
    key = shelf.ids()[".docx"]
    ((version,),) = shelf.store.rows("SELECT version FROM versions WHERE document_id = ?", (key,))
    desk.page.goto(shelf.to(".docx", QUOTE, version))
    expect(desk.page.locator("mark")).to_have_text(QUOTE)
    expect(desk.page.get_by_text(texts.EARLIER)).to_be_visible()
    load = desk.page.get_by_role("link", name=texts.DOWNLOAD).get_attribute("href") or ""
    assert httpx.get(shelf.url.rstrip("/") + load).content == FILES["通知.docx"]
    desk.page.goto(shelf.to(".docx", "补助标准另行规定"))
    expect(desk.page.locator("mark")).to_have_text("补助标准另行规定")
    expect(desk.page.get_by_text(texts.EARLIER)).to_have_count(0)


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".xlsx"])
def test_a_download_is_the_file_and_never_a_page(shelf: Shelf, suffix: str) -> None:
    document = shelf.store.document(shelf.ids()[suffix])
    url = shelf.url.rstrip("/") + address.download(document.document_id, document.version)
    got = httpx.get(url)
    assert got.content == next(d for n, d in FILES.items() if n.endswith(suffix))
    shown = got.headers["content-disposition"]
    assert shown.startswith("attachment; filename*=UTF-8''") and "<" not in shown
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in got.headers["content-security-policy"]
    assert "html" not in got.headers["content-type"]


def test_what_is_not_there_is_said_in_one_line(shelf: Shelf) -> None:
    document = shelf.store.document(shelf.ids()[".pdf"])
    base, key, version = shelf.url.rstrip("/"), document.document_id, document.version
    for path in (
        "/originals/none?v=x",
        f"/originals/{key}?v=000000000000",
        f"/originals/{key}/file?v=..%2F..",
        f"/originals/{key}/pages/9?v={version}",
        f"/originals/{key}/pages/0?v={version}",
        f"/originals/{key}?v={version}&p=99",
        "/originals/..%2F..%2Fstore.sqlite3/file",
    ):
        got = httpx.get(base + path)
        assert got.status_code == 404, path
        assert "Traceback" not in got.text
    far = httpx.get(f"{base}/originals/{key}?v={version}&s=5&e=999999")
    assert far.status_code == 200 and "<rect" not in far.text


def test_an_original_that_was_changed_is_not_passed_off(shelf: Shelf) -> None:
    document = shelf.store.document(shelf.ids()[".html"])
    kept = shelf.store.originals.get(document.document_id, document.version)
    assert kept is not None
    path = shelf.store.originals.files.path(kept.file)
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"10%", b"90%"))
    try:
        for made in (address.view, address.download):
            to = made(document.document_id, document.version)
            got = httpx.get(shelf.url.rstrip("/") + to)
            assert got.status_code == 404 and texts.GONE in got.text and "90%" not in got.text
    finally:
        path.write_bytes(whole)


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bomb") / "bomb"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("word/document.xml", "OFD.xml", "xl/workbook.xml"):
            archive.writestr(name, b" " * 30_000_000)
    return path


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ofd", "pdf", "image", "mhtml"])
def test_a_bomb_is_not_shown_and_harms_nobody(kind: str, bomb: Path) -> None:
    with pytest.raises(UnshownError):
        Reading().picture(kind, bomb, 1) if kind in PAGED else Reading().html(kind, bomb)


def test_a_page_nested_beyond_reason_is_not_shown(tmp_path: Path) -> None:
    deep = tmp_path / "deep"
    deep.write_bytes("<div>正文".encode() * 300_000)
    with pytest.raises(UnshownError):
        Reading().html("html", deep)


def test_who_may_not_read_the_documents_gets_no_original(shelf: Shelf) -> None:
    document = shelf.store.document(shelf.ids()[".pdf"])
    with served(shelf.store.directory, closed=True) as url:
        for path in (
            address.view(document.document_id, document.version),
            address.picture(document.document_id, document.version, 1),
            address.download(document.document_id, document.version),
        ):
            assert httpx.get(url.rstrip("/") + path).status_code == 401
            page = httpx.get(url.rstrip("/") + path, headers={"accept": "text/html"})
            assert page.status_code == 303


def test_every_citation_of_an_answer_leads_there(desktop: Visitor) -> None:
    desktop.open()
    desktop.ask("日产800吨的水泥线会不会被淘汰？")
    panel = desktop.source(0, 1)
    quote = panel.locator("mark").inner_text()
    with desktop.page.context.expect_page() as opened:
        panel.get_by_role("link", name=texts.LINK_LABEL).click()
    original = opened.value
    expect(original.locator("#quote")).to_be_in_viewport()
    assert "".join(original.locator("mark").all_inner_texts()) == quote.strip()
    original.close()
