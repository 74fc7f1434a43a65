"""Pages whose text layer is none: what is seen on them is read instead, and told."""

import pytest

from corpus.loaders import Extracted, extract_bytes, ocr
from corpus.loaders.page_lines import Glyph, Page, PageLine
from corpus.loaders.plausible import looks_garbled
from tests.corpus.loaders.drawn import Sheet, pdf, width

TEXT = (
    "为贯彻落实国家关于推动制造业高端化智能化绿色化发展的决策部署，加快建设现代化产业体系，结合我市实际，制定本政策。"
    "对新认定的国家级专精特新小巨人企业给予一次性奖励五十万元，对省级专精特新中小企业给予一次性奖励二十万元。"
)
LINES = [TEXT[i : i + 35] for i in range(0, len(TEXT), 35)]
SEEN = "已用文字识别"


def saying(places: dict[str, int]) -> str:
    """A CMap by which each character is said to be another one."""
    pairs = "\n".join(f"<{ord(a):04x}> <{b:04x}>" for a, b in places.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(places)} beginbfchar\n{pairs}\nendbfchar endcmap end end"
    )


LETTERS = sorted(set(TEXT))
GARBLED = {
    "shifted": {c: ord(c) + 29 for c in LETTERS},
    "private": {c: 0xE000 + n for n, c in enumerate(LETTERS)},
    "latin": {c: 0xC0 + n % 60 for n, c in enumerate(LETTERS)},
    "exchanged": {c: ord(LETTERS[(7 * n + 3) % len(LETTERS)]) for n, c in enumerate(LETTERS)},
}


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the recogniser sees on every page; the test may change it."""
    lines = list(LINES)

    def recognise(pixels: object) -> Page:
        found = [
            PageLine(text, 85, 80 + 20 * n, 85 + width(text, 12), 92 + 20 * n, 12)
            for n, text in enumerate(lines)
        ]
        return Page(595, 842, [*found])

    monkeypatch.setattr(ocr, "recognise", recognise)
    return lines


def read(sheet: Sheet, mapping: str = "") -> Extracted:
    (found,) = extract_bytes(pdf([sheet], to_unicode=mapping), "a.pdf", limit_mb=5)
    assert isinstance(found, Extracted)
    return found


@pytest.mark.parametrize("kind", GARBLED)
def test_a_garbled_layer_is_not_believed(kind: str, seen: list[str]) -> None:
    sheet = Sheet()
    sheet.lines(85, 80, LINES)
    found = read(sheet, saying(GARBLED[kind]))
    assert found.text == f"{TEXT}\n"
    assert found.notes == ("第1页的文字层是乱码，已改用文字识别，请核对关键数字。",)


def test_nothing_better_is_seen(seen: list[str]) -> None:
    seen.clear()
    sheet = Sheet()
    sheet.lines(85, 80, LINES)
    assert read(sheet, saying(GARBLED["shifted"])).notes == ("第1页的文字可能是乱码，请核对。",)


def test_a_list_of_names_is_seen_to_be_right(seen: list[str]) -> None:
    """It looks garbled; the recogniser reads most of the same names."""
    families, own = "诸欧亓仝昝司尉", "淼垚焱喆珂瑾熠"
    names = [a + b for a in families for b in own]
    seen[:] = [*names[:-5], "看错的字"]
    sheet = Sheet()
    for number, name in enumerate(names):
        sheet.text(60 + 120 * (number % 4), 80 + 20 * (number // 4), name)
    found = read(sheet)
    assert looks_garbled(found.text.replace("　", ""))
    assert found.notes == ()
    assert found.text.startswith("诸淼　诸垚　诸焱　诸喆\n")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "This guide explains how the enterprise applies for support, and which papers are needed (p. 3). " * 3,
        " ".join(f"{n * 1.37:,.2f} {n}%" for n in range(100)),
        "Les entreprises peuvent présenter leur demande à la préfecture avant le 30 juin 2024. " * 3,
        "甲、乙、丙",
        "",
    ],
)  # fmt: skip
def test_text_is_text(text: str) -> None:
    assert not looks_garbled(text)


def paper(wide: int = 300, tall: int = 150) -> bytes:
    """A light picture with dark strokes: it looks like text."""
    return bytes(
        20 if 20 < y % 30 < 26 and x % 7 < 4 else 250 for y in range(tall) for x in range(wide)
    )


def test_text_in_a_picture_comes_to_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Glyph("附图所示区域不得新建项目。", 10, 60, 300, 90, 30)
    monkeypatch.setattr(ocr, "read_boxes", lambda pixels: ([line], pixels))
    sheet = Sheet()
    sheet.text(85, 80, "第一条 下列区域按照附图执行。")
    sheet.picture(85, 400, 400, 200, paper(), (300, 150))
    sheet.text(85, 500, "第二条 本办法自发布之日起施行。")
    found = read(sheet)
    assert found.text.splitlines() == [
        "第一条 下列区域按照附图执行。", "附图所示区域不得新建项目。", "第二条 本办法自发布之日起施行。",
    ]  # fmt: skip
    assert found.notes == ("第1页图片中的文字由识别得到，请核对关键数字。",)


def test_a_photograph_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "read_boxes", lambda pixels: pytest.fail("no text is looked for"))
    sheet = Sheet()
    sheet.text(85, 80, "第一条 下列区域按照附图执行。")
    sheet.picture(
        85, 400, 400, 200, bytes(x % 256 for _ in range(150) for x in range(300)), (300, 150)
    )
    assert read(sheet).notes == ("第1页的图片未导入：没有识别出文字。",)


def test_a_stamp_on_a_scan_is_not_its_text(seen: list[str]) -> None:
    sheet = Sheet()
    sheet.picture(0, 842, 595, 842, paper(), (300, 150))
    sheet.text(85, 820, "由扫描软件生成　第 1 页　共 1 页　www.example.com")
    found = read(sheet)
    assert found.text == f"{TEXT}\n"
    assert "扫描件" in found.notes[0]


def test_an_invisible_layer_over_a_scan_is_told() -> None:
    sheet = Sheet()
    sheet.picture(0, 842, 595, 842, paper(), (300, 150))
    for number, line in enumerate(LINES):
        sheet.text(85, 80 + 20 * number, line, mode=3)
    found = read(sheet)
    assert found.text == f"{TEXT}\n"
    assert found.notes == ("第1页的文字层来自扫描时的识别，请核对关键数字。",)
