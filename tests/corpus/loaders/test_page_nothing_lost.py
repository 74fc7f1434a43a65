"""Wherever words stand on a page, with whatever lines between them, they come into the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.loaders.base import TextBuilder
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_grid import Rules
from corpus.loaders.page_lines import Glyph, Page
from corpus.loaders.page_paragraphs import write_pages
from corpus.loaders.page_pieces import cell_lines, page_items, pieces_of
from corpus.loaders.page_tables import take_ruled

WORDS = [
    "序号",
    "项目名称",
    "主管部门",
    "奖补标准",
    "第二条",
    "（三）",
    "2、",
    "十万元。",
    *["?"] * 8,
]
PLACES = [(60 + 60 * column, 150 + 20 * row) for row in range(25) for column in range(8)]

pages = st.lists(
    st.lists(
        st.tuples(st.sampled_from(PLACES), st.sampled_from(WORDS), st.sampled_from([9.0, 12.0])),
        max_size=60,
        unique_by=lambda placed: placed[0],
    ),
    min_size=1,
    max_size=3,
)
rules = st.lists(
    st.tuples(*(st.integers(0, 30) for _ in range(2)), st.integers(1, 20), st.booleans()),
    max_size=20,
)


def glyphs(placed: list[tuple[tuple[int, int], str, float]], first: int) -> list[Glyph]:
    """Letters no wider than what lies between two places, so that none covers another; ``?`` is a
    letter that nothing else has."""
    found = []
    for place, ((x, y), drawn, size) in enumerate(placed):
        word = chr(first + place) if drawn == "?" else drawn
        wide = min(size, 58 / len(word))
        for number, letter in enumerate(word):
            left = x + wide * number
            found.append(Glyph(letter, left, y - size, left + wide, y, size))
    return found


@settings(max_examples=150, deadline=None)
@given(pages, rules)
def test_every_word_comes_into_the_text(
    drawn: list[list[tuple[tuple[int, int], str, float]]], lines: list[tuple[int, int, int, bool]]
) -> None:
    aligned = AlignedTables()
    made = []
    given_: set[str] = set()
    for number, placed in enumerate(drawn):
        ruled = Rules([], [])
        for x, y, length, level in lines:
            x0, y0 = 50 + 15 * x, 140 + 15 * y
            end = (x0 + 30 * length, y0) if level else (x0, y0 + 20 * length)
            ruled.add(x0, y0, *end, slack=1)
        letters = glyphs(placed, 0x5000 + 100 * number)
        given_ |= {letter.text for letter in letters}
        tables, rest = take_ruled(ruled, letters, 3, cell_lines)
        made.append(Page(595, 842, [*page_items(pieces_of(rest), tables, aligned)]))
    builder = TextBuilder()
    write_pages(made, builder)
    found = builder.finish()
    assert given_ - set("。；、") <= set(found.text)  # marks at the end of cells may change
    for table in found.tables:
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            assert all(cell.rstrip("。；") in found.text[start:end] for cell in row)
