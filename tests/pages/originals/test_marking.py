"""Quoted words are marked in the HTML of the original: these and no others, or none at all."""

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.structure.provisions import parse
from pages.originals.clean import clean
from pages.originals.marking import mark, squeezed

_MARK = re.compile(r"<mark[^>]*>(.*?)</mark>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def document(text: str) -> Document:
    return Document("d", "测试.html", text, Metadata(), parse(text))


def words(html: str) -> str:
    return squeezed(unescape(_TAG.sub("", html)))


def marked(html: str) -> str:
    return "".join(words(part) for part in _MARK.findall(html))


LINES = st.lists(
    st.text(alphabet="各级政府要加强领导，补助10%<&> 一、（二）", min_size=1, max_size=20).filter(
        lambda line: bool(line.strip())
    ),
    min_size=1,
    max_size=12,
)


@given(LINES, st.data())
def test_random_quotes_are_marked_exactly_or_not_at_all(
    lines: list[str], data: st.DataObject
) -> None:
    text = "\n".join(lines) + "\n"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    html = clean("".join(f"<p>{escape(line[:3])}<b>{escape(line[3:])}</b></p>" for line in lines))
    found = mark(html, document(text), start, end)
    assert words(found.html) == words(html)  # nothing else changes
    if found.found:
        assert marked(found.html) == squeezed(text[start:end])
        # the words before the mark are those before the quote: it is the right place
        head = found.html[: found.html.index("<mark")]
        assert words(head) == squeezed(text[:start])
    else:
        assert "<mark" not in found.html


def test_words_said_twice_are_told_apart_by_what_stands_around() -> None:
    text = "一、甲类\n补助10万元。\n二、乙类\n补助10万元。\n"
    html = "<h2>一、甲类</h2><p>补助10万元。</p><h2>二、乙类</h2><p>补助10万元。</p>"
    at = text.rindex("补助")
    found = mark(html, document(text), at, at + 7)
    assert found.html.endswith('二、乙类</h2><p><mark id="quote">补助10万元。</mark></p>')


def test_where_that_leaves_a_doubt_nothing_is_marked() -> None:
    text = "补助10万元。\n"
    html = "<p>菜单</p><p>补助10万元。</p><p>广告</p><p>补助10万元。</p>"
    quote = mark(html, document("甲\n补助10万元。\n乙\n补助10万元。\n丙\n补助10万元。\n"), 2, 9)
    assert not quote.found and quote.html == html
    assert not mark("<p>别的话</p>", document(text), 0, 7).found


def test_numbers_that_a_browser_writes_are_left_to_it() -> None:
    text = "1.第一件事。\n2.第二件事。\n"
    found = mark("<ol><li>第一件事。</li><li>第二件事。</li></ol>", document(text), 8, 15)
    assert found.html == '<ol><li>第一件事。</li><li><mark id="quote">第二件事。</mark></li></ol>'


TABLE = (
    "<table><tr><th>项目</th><th>标准</th><th>部门</th></tr>"
    "<tr><td>设备购置</td><td>10%</td><td>财政局</td></tr>"
    "<tr><td>技术改造</td><td>10%</td><td>财政局</td></tr></table>"
)


@pytest.mark.parametrize(("row", "name"), [(0, "设备购置"), (1, "技术改造")])
def test_a_row_of_a_table_is_marked_as_a_whole(row: int, name: str) -> None:
    lines = [f"项目：{n}；标准：10%；部门：财政局" for n in ("设备购置", "技术改造")]
    text = "\n".join(lines) + "\n"
    start = text.index(lines[row])
    found = mark(TABLE, document(text), start, start + len(lines[row]))
    assert found.html.count("quoted") == 1
    assert f'<tr class="quoted" id="quote"><td>{name}' in found.html


def test_a_row_that_is_not_there_marks_no_other() -> None:
    text = "项目：研发费用；标准：10%；部门：财政局\n"
    assert not mark(TABLE, document(text), 0, len(text) - 1).found
