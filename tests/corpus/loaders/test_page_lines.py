"""Lines of pages: what stands at the edges is no part of the text, and marks get their width."""

import pytest

from corpus.loaders.ocr import widen
from corpus.loaders.page_edges import strip_edges
from corpus.loaders.page_lines import Page, PageLine


def kept(foot: str, body: str = "坚持政策引导和市场主导相结合。") -> list[str]:
    """The lines left of a page with one line in the middle and one at its foot."""
    lines = [PageLine(body, 90, 400, 500, 420, 16), PageLine(foot, 280, 780, 320, 795, 14)]
    (page,) = strip_edges([Page(595, 842, [*lines])])
    return [line.text for line in page.lines]


@pytest.mark.parametrize(
    "foot", ["— 5 —", "- 5 -", "5", "第 5 页", "-5一", "一5一", "_5_", "～5～"]
)
def test_page_numbers_go(foot: str) -> None:
    assert kept(foot) == ["坚持政策引导和市场主导相结合。"]


@pytest.mark.parametrize("foot", ["一、重要意义", "二○一一年七月五日", "一", "2011年"])
def test_words_at_the_foot_stay(foot: str) -> None:
    assert foot in kept(foot)


def test_a_number_in_the_text_stays() -> None:
    assert "一5一" in kept("— 1 —", body="一5一")


@pytest.mark.parametrize(
    ("recognised", "line"),
    [
        ("(一)大力发展高端制造,做强产业。", "（一）大力发展高端制造，做强产业。"),
        ("（四)拓宽渠道;各省辖市、县(市)要", "（四）拓宽渠道；各省辖市、县（市）要"),
        ("“两高一资”(高耗能、高污染、消耗", "“两高一资”（高耗能、高污染、消耗"),
        ("资源型)企业退出", "资源型）企业退出"),
        ("现提出如下意见:", "现提出如下意见："),
        ("执行《规范》(GB 50016标准):一级", "执行《规范》（GB 50016标准）：一级"),
        ("比例为1:3,见(GB/T 9704-2012) a,b", "比例为1:3,见(GB/T 9704-2012) a,b"),
        ("http://www.henan.gov.cn/?a=(1)", "http://www.henan.gov.cn/?a=(1)"),
    ],
)
def test_marks_of_recognised_lines(recognised: str, line: str) -> None:
    assert widen(recognised) == line
