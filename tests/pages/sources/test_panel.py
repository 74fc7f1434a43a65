"""The source panel shows the quoted words, all of them and nothing else, and never as markup."""

import re
from datetime import date
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, cite
from assistant.blocks import Lead, Mark
from corpus.document import Document, Metadata, Provision, ProvisionKind, Validity
from corpus.life.standing import Standing
from corpus.structure.provisions import parse
from pages import texts
from pages.sources.document_view import marked, quoted_paragraphs, whole_document
from pages.sources.panel import Quoted, Shown, source_panel

_TAG = re.compile(r"<[^>]*>")
_MARKED = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
_OWN_TAGS = {"p", "/p", "mark", "/mark"}
_HOSTILE = "<script>alert(1)</script> **粗** [1] &lt; \"'` <img src=x onerror=alert(1)> 一、总则。"


def text_of(html: str) -> str:
    """What a browser would show of ``html``."""
    return unescape(_TAG.sub("", html))


def marked_in(html: str) -> str:
    """The marked words of ``html``."""
    return "".join(unescape(words) for words in _MARKED.findall(html))


def squeezed(text: str) -> str:
    return "".join(text.split())


def document(text: str, **known: object) -> Document:
    """A document of given text."""
    facts = {"title": "关于测试的意见", "number": "测政办〔2024〕1号", **known}
    return Document("d1", "测试.txt", text, Metadata(**facts), parse(text))  # type: ignore[arg-type]


@st.composite
def texts_with_quotes(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text of everyday and hostile pieces, and a span in it that is not empty."""
    pieces = st.one_of(
        st.text(min_size=1, max_size=30),
        st.sampled_from(
            [_HOSTILE, "\n", "一、总则\n", "（一）各部门要加强领导。\n", "<mark>", "]]>"]
        ),
    )
    text = "".join(draw(st.lists(pieces, min_size=1, max_size=8)))
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@given(texts_with_quotes())
def test_marked_words_are_the_quote_and_nothing_is_markup(case: tuple[str, int, int]) -> None:
    text, start, end = case
    html = marked(text, (0, len(text)), (start, end))
    assert marked_in(html) == text[start:end]
    assert text_of(html) == text
    assert {tag[1:-1] for tag in _TAG.findall(html)} <= _OWN_TAGS


@given(texts_with_quotes())
def test_whole_document_loses_and_adds_nothing(case: tuple[str, int, int]) -> None:
    text, start, end = case
    html = whole_document(document(text), (start, end))
    assert squeezed(text_of(html)) == squeezed(text)
    assert squeezed(marked_in(html)) == squeezed(text[start:end])
    assert {re.split(r"[ >]", tag[1:-1])[0] for tag in _TAG.findall(html)} <= _OWN_TAGS


@given(texts_with_quotes())
def test_whole_document_holds_whatever_the_provisions_are(case: tuple[str, int, int]) -> None:
    """Provisions that overlap or leave text out change the layout, never the words."""
    text, start, end = case
    crossing = (
        Provision(ProvisionKind.PARAGRAPH, start, end),
        Provision(ProvisionKind.HEADING, start // 2, (start + end) // 2),
    )
    stored = Document("d1", "测试.txt", text, Metadata(), crossing)
    assert squeezed(text_of(whole_document(stored, (start, end)))) == squeezed(text)


@given(texts_with_quotes())
def test_panel_never_lets_document_text_become_markup(case: tuple[str, int, int]) -> None:
    text, start, end = case
    plain = panel_over(document("甲" * len(text)), start, end)
    hostile = panel_over(document(text, title=_HOSTILE, number=_HOSTILE), start, end)
    assert squeezed(marked_in(hostile)) == squeezed(text[start:end])
    assert elements(hostile) <= elements(plain)
    assert "onerror" not in "".join(_TAG.findall(hostile))


def panel_over(stored: Document, start: int, end: int) -> str:
    answer = Answer(
        "问", "answered", (Lead(("答", Mark(1))),), (cite(1, stored, "一、总则", start, end),)
    )
    return source_panel(answer, Shown(0, 1), Quoted(stored))


def elements(html: str) -> set[str]:
    """Names of the elements in ``html``."""
    return {re.split(r"[ >]", tag.strip("</>"))[0] for tag in _TAG.findall(html)}


def test_paragraph_around_the_quote_is_shown(seed_text: str) -> None:
    stored = document(seed_text)
    start = seed_text.index("淘汰日产1000吨以下水泥生产线")
    html = quoted_paragraphs(stored, (start, start + 15))
    assert text_of(html).startswith("建材工业。")
    assert marked_in(html) == seed_text[start : start + 15]


def panel_of(
    stored: Document, *, whole: bool = False, now: Document | None = None, **became: bool
) -> str:
    start = stored.text.index("各部门")
    answer = Answer(
        "问",
        "answered",
        (Lead(("答", Mark(1), Mark(2))),),
        (
            cite(1, stored, "一、总则 › （一）领导 › 第1段", start, start + 3),
            cite(2, stored, "一、总则", 0, 2),
        ),
    )
    return source_panel(answer, Shown(4, 1, whole), Quoted(now, **became))


BODY = "一、总则\n（一）领导\n各部门要加强领导。\n"


@pytest.mark.parametrize(
    ("validity", "tone"),
    [
        (Validity.IN_FORCE, "good"),
        (Validity.UNVERIFIED, "unsure"),
        (Validity.REPEALED, "ended"),
        (Validity.EXPIRED, "ended"),
        (Validity.AMENDED, "neutral"),
        (Validity.PENDING, "neutral"),
    ],
)
def test_badge_says_validity_by_word_and_colour(validity: Validity, tone: str) -> None:
    stored = document(BODY, validity=validity)
    html = panel_of(stored, now=stored)
    assert f'<span class="badge badge-{tone}">{validity.value}</span>' in html
    assert (texts.UNVERIFIED_NOTE in html) == (validity is Validity.UNVERIFIED)


def test_panel_tells_what_a_reader_needs() -> None:
    stored = document(BODY, issuer="测试市人民政府办公室", issued=date(2024, 3, 1))
    html = panel_of(stored, now=stored)
    shown = text_of(html)
    for words in ("关于测试的意见", "测政办〔2024〕1号", "测试市人民政府办公室", "2024年3月1日"):
        assert words in shown
    assert "<li>一、总则</li><li>（一）领导</li><li>第1段</li>" in html
    assert re.findall(r'data-turn="4" data-n="(\d)" aria-pressed="(\w+)"', html) == [
        ("1", "true"),
        ("2", "false"),
    ]
    assert texts.SHOW_WHOLE in shown and "（一）领导各部门" not in shown


def test_rows_and_cells_are_laid_out_too() -> None:
    text = "取水许可\n申请材料：申请书\n等级：一等\n"
    kinds = (ProvisionKind.HEADING, ProvisionKind.CELL, ProvisionKind.ROW)
    starts = [text.index(line) for line in text.splitlines()]
    provisions = tuple(
        Provision(kind, at, at + len(line), ("取水许可",), 1, "申请材料")
        for kind, at, line in zip(kinds, starts, text.splitlines(), strict=True)
    )
    stored = Document("0" * 12, "事项.csv", text, Metadata(), provisions)
    assert squeezed(text_of(whole_document(stored, (5, 9)))) == squeezed(text)


def test_of_a_very_long_document_the_part_around_the_quote_is_shown() -> None:
    line = "各部门要加强领导，落实责任，把各项工作做好。\n"
    text = line * 20_000
    provisions = tuple(
        Provision(ProvisionKind.PARAGRAPH, at, at + len(line) - 1)
        for at in range(0, len(text), len(line))
    )
    stored = Document("0" * 12, "长.txt", text, Metadata(), provisions)
    start = len(line) * 10_000
    html = whole_document(stored, (start, start + 3))
    assert html.count(texts.ONLY_NEAR) == 2
    assert marked_in(html) == "各部门"
    assert len(text_of(html)) < len(text) / 3


def test_whole_document_on_demand() -> None:
    stored = document(BODY)
    html = panel_of(stored, whole=True, now=stored)
    assert squeezed(BODY) in squeezed(text_of(html))
    assert marked_in(html) == "各部门"
    assert texts.HIDE_WHOLE in html


def test_unknown_facts_are_said_to_be_unknown() -> None:
    stored = document(BODY, number="")
    assert text_of(panel_of(stored, now=stored)).count(texts.NOT_RECORDED) == 3


def test_removed_document_still_shows_what_was_quoted() -> None:
    html = panel_of(document(BODY), now=None, removed=True)
    assert texts.SOURCE_REMOVED in html and marked_in(html) == "各部门"


def test_changed_document_opens_the_version_that_was_quoted() -> None:
    html = panel_of(document(BODY), now=document(BODY), whole=True, changed=True)
    assert texts.SOURCE_CHANGED in html and marked_in(html) == "各部门"
    assert squeezed(BODY) in squeezed(text_of(html))


def test_panel_says_why_a_document_is_no_longer_in_force() -> None:
    stored = document(BODY)
    state = Standing(Validity.REPEALED, "已被《新办法》废止")
    answer = Answer(
        "问", "answered", (Lead(("答", Mark(1))),), (cite(1, stored, "一、总则", 0, 2),)
    )
    html = source_panel(answer, Shown(0, 1), Quoted(stored, state))
    assert '<span class="badge badge-ended">已废止</span>' in html
    assert "已被《新办法》废止" in text_of(html)


def test_answer_without_citations() -> None:
    answer = Answer("问", "not_found", (Lead(("没有找到。",)),))
    assert texts.SOURCE_NONE in source_panel(answer, Shown(0, 0), Quoted(None))
