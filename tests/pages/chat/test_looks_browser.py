"""An overview, a comparison, a long list and several answers in one: at a desk, on a phone, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

from tests.conftest import run_command
from tests.pages.page_server import served
from tests.pages.visitor import CONTRAST, Visitor

pytestmark = pytest.mark.browser

OVERVIEW = "总结一下这份文件"
COMPARISON = "财政部门和工业和信息化部门有什么不同"
LONG = "申报绿色工厂要交哪些材料？"
WRITTEN = "青山市绿色工厂申报指南\n\n一、申报材料\n\n申报绿色工厂应当提交下列材料：\n" + "".join(
    f"{n}.第{n}项材料，即企业自{2000 + n}年以来的能源消耗统计表及其说明；\n" for n in range(1, 16)
)
PARTS = "技术改造项目找谁备案？贷款利息能给贴吗？到2015年技术改造投资的目标是多少？"
KINDS = [
    ("overview", OVERVIEW, "li", 5),
    ("comparison", COMPARISON, "table td", 3),
    ("long", LONG, "li", 15),
    ("parts", PARTS, ".part", 3),
]
# Parts of an answer that are wider than it, and cannot be scrolled to.
WIDE = """() => [...document.querySelectorAll('.words *')].filter((part) => {
    const words = part.closest('.words').getBoundingClientRect();
    return part.getBoundingClientRect().right > words.right + 1 && !part.closest('table');
}).map((part) => part.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def long_url(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages over a document with a list of fifteen."""
    folder = tmp_path_factory.mktemp("long")
    (folder / "指南.txt").write_text(WRITTEN, "utf-8")
    directory = folder / ".store"
    directory.mkdir()
    (directory / "models").symlink_to(models_dir)
    built = run_command("index", "build", str(folder), "--store", str(directory))
    assert built.returncode == 0, built.stderr
    with served(directory) as url:
        yield url


@pytest.mark.parametrize(("name", "question", "part", "least"), KINDS, ids=[k[0] for k in KINDS])
def test_each_kind_fits_a_desk_a_phone_and_paper(
    desktop: Visitor, phone: Visitor, tmp_path: Path, request: pytest.FixtureRequest,
    name: str, question: str, part: str, least: int,
) -> None:  # fmt: skip
    if question == LONG:
        desktop.url = phone.url = request.getfixturevalue("long_url")
    for visitor, place in ((desktop, "desktop"), (phone, "phone")):
        visitor.open()
        turn = visitor.ask(question)
        expect(turn.locator(f".words {part}").nth(least - 1)).to_be_attached()
        page = visitor.page
        assert page.evaluate(WIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(CONTRAST) == []
        visitor.picture(f"{name}-{place}")
    cells = phone.page.locator(".words td")
    if cells.count():  # each under the name of its column, as wide as the answer
        width = phone.page.locator(".words").evaluate("box => box.clientWidth")
        widths = cells.evaluate_all("all => all.map((cell) => cell.clientWidth)")
        assert min(widths) > 0.9 * width
    file = tmp_path / "paper.pdf"
    desktop.page.pdf(path=file, format="A4")
    with pdfium.PdfDocument(file) as printed:
        pages = [page.get_textpage().get_text_bounded() for page in printed]
        printed[0].render(scale=1.2).to_pil().save(tmp_path / f"{name}.png")
    words = "".join("".join(pages).split())
    assert question in words
    for said in desktop.page.locator(f".words {part}").all_inner_texts():
        assert "".join(said.split())[:12] in words
    assert all(page.strip() for page in pages)  # no empty sheet
