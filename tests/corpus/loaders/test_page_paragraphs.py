"""Lines of a page become paragraphs: items of lists begin one, numbers in a broken line don't."""

import pytest

from corpus.loaders.base import TextBuilder
from corpus.loaders.page_lines import Page, PageLine
from corpus.loaders.page_paragraphs import write_pages
from tests.corpus.loaders.drawn import width

WIDE = 30  # letters a line
FILL = "具体内容由申报单位按照主管部门要求如实填写并对真实性负责相关材料一并装订成册"


def full(start: str, end: str = "") -> str:
    """A line that fills the page, with this start and end."""
    count = WIDE - int(width(start, 1)) - int(width(end, 1))
    return start + FILL[:count] + end


def read(lines: list[str], indent: float = 2) -> list[str]:
    """The paragraphs of lines; those that begin with a full-width blank stand ``indent`` letters in."""
    items = []
    for number, text in enumerate(lines):
        left = 80 + 12 * indent * text.startswith("　")
        words = text.lstrip("　")
        top = 80 + 20 * number
        items.append(PageLine(words, left, top, left + width(words, 12), top + 12, 12))
    builder = TextBuilder()
    write_pages([Page(595, 842, [*items])], builder)
    return builder.finish().text.splitlines()


@pytest.mark.parametrize(
    "labels",
    [
        ("1、", "2、", "3、"), ("1.", "2.", "3."), ("（一）", "（二）", "（三）"), ("①", "②", "③"), ("1)", "2)", "3)"),
        ("(1)", "(2)", "(3)"), ("1.1 ", "1.2 ", "1.3 "), ("2.3.1 ", "2.3.2 ", "2.3.3 "), ("一、", "二、", "三、"),
    ],
)  # fmt: skip
def test_items_that_fill_their_lines(labels: tuple[str, ...]) -> None:
    lines = ["申报材料如下：", *(full(label) for label in labels)]
    assert read(lines) == lines


def test_a_list_after_a_full_line() -> None:
    """The first item is known by the second."""
    lines = [full("申报时应当提交以下材料", "）"), full("1、营业执照"), "2、承诺书。"]
    assert read(lines) == lines
    alone = [full("申报时应当提交附表", "一"), "1、营业执照。"]
    assert len(read(alone)) == 1


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (full("规模以上工业增加值", "增长"), "2.5个百分点，好于预期。"),
        (full("固定资产投资", "达到"), "1.2 亿元以上的企业。"),
        (full("推动房地产市场平稳健康", "发展"), "三、四线城市去库存。"),
        (full("推动", "一、"), "二、三产业融合。"),
        (full("依照", "本办法"), "第四条处理的事项由主管部门负责。"),
        (full("符合本条第", "（二）、"), "（三）项条件的企业。"),
        (full("力争", "到2024"), "年底达到新水平。"),
    ],
)
def test_numbers_in_a_broken_line(above: str, below: str) -> None:
    before = ["1.1 总则", "二、重点任务", "（一）支持", "（二）鼓励", "第三条 有关事项。"]
    assert read([*before, above, below]) == [*before, above + below]


def test_a_reference_in_an_indented_document() -> None:
    """Items stand two letters in; a number at the margin is a part of its sentence."""
    lines = [
        "　" + full("（一）加大财政支持力度。奖励比例")[:-2], "依照规定执行。",
        "　" + full("（二）强化保障。对符合条件的企业给予支持，奖励比例不低于")[:-2], "（三）所定的标准。",
    ]  # fmt: skip
    first, second = read(lines)
    assert first.startswith("（一）")
    assert second.endswith("不低于（三）所定的标准。")


def test_lines_that_hang_behind_their_label() -> None:
    lines = [
        full("1.营业执照复印件"), "　" + full("须加盖公章")[:-2], "　签字确认。", full("2.审计报告"), "　一份。",
        "3.承诺书。",
    ]  # fmt: skip
    assert [p[:4] for p in read(lines)] == ["1.营业", "2.审计", "3.承诺"]


def test_articles_keep_the_blank_behind_their_label() -> None:
    assert read(["第一条 为了规范管理，制定本办法。", "第一章 总 则"]) == [
        "第一条 为了规范管理，制定本办法。",
        "第一章 总则",
    ]


def test_footnotes_wait_for_the_end_of_their_paragraph() -> None:
    first = [PageLine(full("按照本办法"), 80, 80 + 20 * n, 440, 92 + 20 * n, 12) for n in range(4)]
    notes = [("①数据来源于统计年鉴。", 700), ("②不含市属企业，", 712), ("下同。", 724)]
    foot = [PageLine(text, 80, top, 80 + width(text, 9), top + 9, 9) for text, top in notes]
    second = [
        PageLine("给予支持。", 80, 80, 140, 92, 12),
        PageLine("第二条", 104, 100, 140, 112, 12),
    ]
    builder = TextBuilder()
    write_pages([Page(595, 842, [*first, *foot]), Page(595, 842, [*second])], builder)
    assert builder.finish().text.splitlines() == [
        4 * full("按照本办法") + "给予支持。", "［注］①数据来源于统计年鉴。", "［注］②不含市属企业，下同。", "第二条",
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["目　录", ""])
def test_lists_of_contents_stay_out(heading: str) -> None:
    headings = ["第一章 总则", "第二章 支持范围", "第三章 附则"]
    entries = [f"{text}{'…' * 12}{1 + 2 * n}" for n, text in enumerate(headings)]
    body = [line for text in headings for line in (text, "　" + full("具体内容")[:-4])]
    assert read([*([heading] if heading else []), *entries, *body]) == [t.strip("　") for t in body]


def test_prices_behind_dots_stay() -> None:
    lines = [
        "收费标准：",
        *(f"{text}挂号费{'…' * 12}{n}" for text, n in (("甲", 50), ("乙", 20), ("丙", 30))),
    ]
    assert read(lines) == lines


def test_labels_of_annexes_at_the_head_of_pages() -> None:
    """They differ by their number only, and stay."""
    pages = []
    for number in range(1, 5):
        lines = [(f"附件{number}", 70), (full("申报单位"), 150), (full("填写说明"), 170)]
        pages.append(
            Page(595, 842, [PageLine(t, 80, y, 80 + width(t, 12), y + 12, 12) for t, y in lines])
        )
    builder = TextBuilder()
    write_pages(pages, builder)
    text = builder.finish().text
    assert [f"附件{number}" in text.splitlines() for number in range(1, 5)] == [True] * 4


def test_bullets_open_items_and_are_left_out() -> None:
    lines = ["•" + full("符合国家产业政策")[:-1], "　" + full("在本市注册")[:-4], "•信用良好。"]
    assert read(lines, indent=1) == [(lines[0] + lines[1].strip("　"))[1:], "信用良好。"]


def test_a_large_title_in_the_middle_ends_before_the_text() -> None:
    title = PageLine("制造业高质量发展若干政策的通知", 110, 80, 410, 100, 20)
    body = [PageLine(full("各县区"), 80, 130 + 20 * n, 440, 142 + 20 * n, 12) for n in range(3)]
    builder = TextBuilder()
    write_pages([Page(595, 842, [title, *body])], builder)
    assert builder.finish().text.splitlines() == [title.text, 3 * full("各县区")]
