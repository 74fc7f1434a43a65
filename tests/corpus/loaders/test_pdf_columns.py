"""PDF pages set in columns: one column after the other, and pages that only look like it."""

import pytest

from corpus.loaders import Extracted, extract_bytes
from tests.corpus.loaders.drawn import Sheet, pdf

ARTICLES = [
    "第一条 为贯彻落实国家关于推动制造业高端化智能化绿色化发展的决策部署，结合我市实际，制定本政策。",
    "第二条 对新认定的国家级专精特新小巨人企业给予一次性奖励五十万元，对省级专精特新中小企业给予奖励二十万元。",
    "第三条 鼓励企业实施技术改造，对设备投资额超过五百万元的项目，按照不超过百分之十的比例给予补助，最高三百万元。",
    "第四条 支持企业建设研发机构，对新认定的省级企业技术中心给予奖励三十万元，对国家级的给予奖励一百万元。",
    "第五条 本政策自发布之日起施行，有效期三年。",
]


def read(sheet: Sheet) -> list[str]:
    (found,) = extract_bytes(pdf([sheet]), "a.pdf", limit_mb=5)
    assert isinstance(found, Extracted)
    return found.text.splitlines()


def columns(sheet: Sheet, xs: list[int], letters: int, y: float, shift: float = 0) -> None:
    """Set the articles in columns; ``shift``: how far each column stands below the one before."""
    lines = [text[i : i + letters] for text in ARTICLES for i in range(0, len(text), letters)]
    tall = -(-len(lines) // len(xs))
    for number, x in enumerate(xs):
        sheet.lines(x, y + shift * number, lines[number * tall : (number + 1) * tall], 10.5, 17)


@pytest.mark.parametrize(
    ("xs", "letters", "shift"),
    [([60, 310], 21, 0), ([60, 310], 21, 8), ([50, 222, 394], 14, 0), ([60, 230], 14, 0)],
)
def test_columns(xs: list[int], letters: int, shift: float) -> None:
    sheet = Sheet()
    sheet.text(150, 80, "临江市支持制造业发展若干政策", 18)
    columns(sheet, xs, letters, 120, shift)
    sheet.text(280, 810, "— 1 —", 10)
    assert read(sheet) == ["临江市支持制造业发展若干政策", *ARTICLES]


def test_what_reaches_across_parts_the_columns() -> None:
    sheet = Sheet()
    columns(sheet, [60, 310], 21, 80)
    across = "以上政策由市工业和信息化局负责解释，请各企业按照要求组织申报材料。"
    sheet.text(60, 300, across)
    columns(sheet, [60, 310], 21, 340)
    assert read(sheet) == [*ARTICLES, across, *ARTICLES]
