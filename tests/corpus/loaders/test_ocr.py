"""Scans: which way they lie, and the tables that are ruled on them."""

import numpy as np
import pytest

from corpus.loaders import ocr
from corpus.loaders.ocr_rules import find_rules
from corpus.loaders.page_lines import Glyph, PageLine, PageTable

ROWS = [
    ("序号", "项目名称", "标准"),
    ("1", "首次上规奖励", "10万元"),
    ("2", "小巨人奖励", "50万元"),
]
XS, YS = (100, 220, 620, 900), (200, 260, 320, 380)


def ruled(askew: int = 0) -> np.ndarray:
    """A page with the rules of a table, each sinking by ``askew`` pixels from left to right."""
    pixels = np.full((1400, 1000, 3), 245, np.uint8)
    for y in YS:
        for x in range(XS[0], XS[-1] + 1):
            sunk = y + askew * (x - XS[0]) // (XS[-1] - XS[0])
            pixels[sunk : sunk + 3, x] = 20
    for x in XS:
        pixels[YS[0] : YS[-1] + askew, x : x + 3] = 20
    return pixels


def boxes() -> list[tuple[Glyph, float]]:
    title = (Glyph("奖补项目表", 400, 100, 600, 130, 30), 0.99)
    cells = [
        (Glyph(text, x + 10, y + 15, x + 10 + 25 * len(text), y + 45, 30), 0.99)
        for y, row in zip(YS, ROWS, strict=False)
        for x, text in zip(XS, row, strict=False)
    ]
    return [title, *cells]


@pytest.mark.parametrize("askew", [0, 12])
def test_a_ruled_table(askew: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "_boxes", lambda pixels: (boxes(), False))
    title, table = ocr.recognise(ruled(askew)).items
    assert isinstance(title, PageLine) and title.text == "奖补项目表"
    assert isinstance(table, PageTable) and list(table.rows) == ROWS


def test_lines_read_across_cells_are_no_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    across = [
        (Glyph("本表由申报单位如实填写并对真实性负责", 110, y + 15, 600, y + 45, 30), 0.99)
        for y in YS[:3]
    ]
    monkeypatch.setattr(ocr, "_boxes", lambda pixels: (across, False))
    assert not any(isinstance(item, PageTable) for item in ocr.recognise(ruled()).items)


def test_a_page_without_rules_has_none() -> None:
    rules = find_rules(np.full((1400, 1000, 3), 245, np.uint8))
    assert not rules.level and not rules.upright


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_is_read_whichever_way_it_lies(
    quarters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The recogniser reads lines on their side in tall boxes, and lines on their head badly."""
    upright = np.zeros((1400, 1000, 3), np.uint8)
    upright[0, 0] = 255  # the page's upper left corner

    def read(pixels: np.ndarray) -> tuple[list[tuple[Glyph, float]], bool]:
        way = next(n for n in range(4) if np.rot90(pixels, -n)[0, 0, 0] == 255)
        sure = {0: 0.99, 1: 0.9, 2: 0.6, 3: 0.9}[way]
        return [(Glyph("正文" if way == 0 else "文五", 10, 10, 60, 30, 20), sure)], way in (1, 3)

    monkeypatch.setattr(ocr, "_boxes", read)
    page = ocr.recognise(np.ascontiguousarray(np.rot90(upright, quarters)))
    assert [line.text for line in page.lines] == ["正文"]
    assert (page.width, page.height) == (1000, 1400)
