"""PDF pages as offices have them: turned, cropped, stamped over."""

import pytest

from corpus.loaders import Extracted, extract_bytes
from tests.corpus.loaders.drawn import A4, Sheet, pdf

LINES = ["附件1", "临江市惠企奖补项目表", "对首次上规的企业给予十万元奖励。"]


def read(*sheets: Sheet) -> Extracted:
    (found,) = extract_bytes(pdf(sheets), "a.pdf", limit_mb=5)
    assert isinstance(found, Extracted)
    return found


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_text_reads_upright(rotate: int, angle: int) -> None:
    """Whether the page is shown turned, the text is drawn turned, or both."""
    sheet = Sheet(rotate=rotate)
    for number, text in enumerate(LINES):
        x, y = {
            0: (90, 90 + 24 * number), 90: (90 + 24 * number, 750), 180: (500, 750 - 24 * number),
            270: (500 - 24 * number, 90),
        }[angle]  # fmt: skip
        sheet.text(x, y, text, angle=angle)
    assert read(sheet).text.splitlines() == LINES


def test_a_watermark_is_left_out_and_told() -> None:
    sheet = Sheet()
    sheet.lines(90, 90, LINES)
    sheet.text(60, 300, "内部资料严禁外传", size=50, angle=45)
    found = read(sheet)
    assert found.text.splitlines() == LINES
    assert found.notes == ("斜排的文字（水印）未导入。",)


def test_words_cut_off_the_page_are_not_read() -> None:
    sheet = Sheet(size=(A4[0] + 100, A4[1] + 100), crop=(50, 50, 645, 892))
    sheet.lines(140, 140, LINES)
    sheet.text(300, 20, "裁切线以外的印厂信息")
    assert read(sheet).text.splitlines() == LINES
