"""Words of a text are boxed where they stand on the page: these letters and no others, or none."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.loaders import Extracted, extract_bytes
from corpus.loaders.base import Table
from corpus.loaders.ink import Ink
from corpus.loaders.places import Box, Place, boxes, pack, unpack
from corpus.loaders.strokes import squeezed
from corpus.loaders.tracing import trace
from eval.formats.office_files import ofd
from tests.corpus.loaders.drawn import Sheet, pdf

WIDE, TALL = 200, 200  # of a letter


def page(rows: Sequence[tuple[int, str]], number: int = 1) -> Ink:
    """Rows of even letters, each with the place it begins at; no letter where there is a blank."""
    ink = Ink(number)
    for n, (left, row) in enumerate(rows):
        for at, letter in enumerate(row):
            x, y = left + at * WIDE, 1000 + 2 * TALL * n
            ink.add(letter, x / 1e4, y / 1e4, (x + WIDE) / 1e4, (y + TALL) / 1e4)
    return ink


def inside(inks: Sequence[Ink], found: Sequence[Box]) -> str:
    """The letters whose middle is in a box, in the order of the pages."""
    letters = []
    for ink in inks:
        for at, letter in enumerate(ink.letters):
            left, top, right, bottom = ink.boxes[4 * at : 4 * at + 4]
            x, y = (left + right) / 2, (top + bottom) / 2
            if any(
                b.page == ink.number and b.left <= x <= b.right and b.top <= y <= b.bottom
                for b in found
            ):
                letters.append(letter)
    return "".join(letters)


LETTERS = "各级政府要加强领导补助标准十万元第一二三条"
LINES = st.lists(st.text(alphabet=LETTERS, min_size=6, max_size=24), min_size=1, max_size=20)


@given(LINES, st.integers(1, 3), st.data())
def test_the_letters_in_the_boxes_are_the_quote(
    lines: list[str], pages: int, data: st.DataObject
) -> None:
    """Lines joined to paragraphs, over several pages, with a number at the foot of each."""
    share = -(-len(lines) // pages)
    inks = [
        page(
            [(1500, line) for line in lines[n * share : (n + 1) * share]] + [(5000, f"—{n}—")],
            n + 1,
        )
        for n in range(pages)
    ]
    ends = data.draw(st.sets(st.integers(1, len(lines)))) | {len(lines)}
    text = "".join(line + ("\n" if n in ends else "") for n, line in enumerate(lines, 1))
    places = trace(text, (), inks)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = boxes(places, text, start, end)
    if found:
        assert inside(inks, found) == squeezed(text[start:end])
    assert unpack(pack(places, {1: 0, 2: 3}))[0] == tuple(sorted(places))


def test_most_of_a_page_of_sentences_is_placed() -> None:
    lines = [f"第{n}条各级政府要加强对第{n}项工作的领导" for n in "一二三四五六七八九"]
    inks = [page([(1500, line) for line in lines])]
    text = "\n".join(lines)
    places = trace(text, (), inks)
    assert boxes(places, text, 0, len(text))
    at = text.index("第五项")
    (box,) = boxes(places, text, at, at + 3)
    assert inside(inks, [box]) == "第五项"


def test_what_stands_on_no_page_is_not_boxed() -> None:
    inks = [page([(1500, "各级政府要加强领导")])]
    text = "各级政府要加强领导\n这句话不在页上\n"
    places = trace(text, (), inks)
    assert boxes(places, text, 0, 9) and not boxes(places, text, 10, 17)
    assert not boxes(places, text, 0, 17)


def test_cells_are_told_apart_by_row_and_column() -> None:
    rows = [
        ("设备购置", "10%", "财政局"),
        ("技术改造", "10%", "财政局"),
        ("研发费用", "15%", "科技局"),
    ]
    lines = [f"项目：{a}；标准：{b}；部门：{c}" for a, b, c in rows]
    text = "\n".join(lines) + "\n"
    starts = [text.index(line) for line in lines]
    spans = tuple((at, at + len(line)) for at, line in zip(starts, lines, strict=True))
    table = Table(("项目", "标准", "部门"), tuple(rows), spans)
    drawn = [("项目", "标准", "部门"), *rows]
    ink = Ink(1)
    for n, row in enumerate(drawn):
        for left, cell in zip((1000, 4000, 7000), row, strict=True):
            y = 1000 + 400 * n
            ink.spread(cell, left / 1e4, y / 1e4, (left + 200 * len(cell)) / 1e4, (y + 200) / 1e4)
    places = trace(text, (table,), [ink])
    for row, (start, end) in zip(rows, spans, strict=True):
        found = boxes(places, text, start, end)
        assert inside([ink], found) == "".join(row)
    tops = [boxes(places, text, start, end)[0].top for start, end in spans]
    assert tops == sorted(tops) and len(set(tops)) == 3


def test_an_ofd_file_knows_where_its_words_stand(seed_text: str) -> None:
    found = next(extract_bytes(ofd(seed_text.split("\n"), "题"), "a.ofd", limit_mb=50))
    assert isinstance(found, Extracted)
    at = found.text.index("淘汰日产1000吨以下水泥生产线")
    places = trace(found.text, found.tables, found.inks)
    assert boxes(places, found.text, at, at + 16)
    assert boxes(places, found.text, 0, len(found.text))  # every letter of it


def test_a_place_is_told_by_even_letters() -> None:
    places = [Place(0, 4, 1, 1000, 100, 1600, 200)]
    assert boxes(places, "ab各级", 1, 3) == [Box(1, 1100, 100, 1400, 200)]


def test_other_files_have_no_places() -> None:
    found = next(extract_bytes("第一条 总则。".encode(), "a.txt", limit_mb=50))
    assert isinstance(found, Extracted) and found.inks == () and found.data
    assert trace(found.text, found.tables, found.inks) == ()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_boxed_as_it_is_shown(rotate: int) -> None:
    """The viewer turns it upright by the same reading."""
    sheet = Sheet(rotate=rotate)
    sheet.lines(
        72, 100, ["第一条各级政府要加强对技术改造工作的领导。", "第二条每年三月底以前申报。"]
    )
    (found,) = extract_bytes(pdf([sheet]), "a.pdf", limit_mb=50)
    assert isinstance(found, Extracted)
    places = trace(found.text, found.tables, found.inks)
    at = found.text.index("三月底")
    (box,) = boxes(places, found.text, at, at + 3)
    letters = inside(found.inks, [box])
    assert letters == "三月底"
