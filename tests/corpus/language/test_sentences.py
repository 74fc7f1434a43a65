"""Sentence, clause and phrase borders: slices of the text, in order, nothing lost."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.sentences import Span, clause_spans, phrase_spans, sentence_spans

_official = st.text(alphabet="企业技改资金“”（）《》。！？；，：、\n\u3000 1.5%", max_size=120)
_any = _official | st.text(max_size=120)
_cutters = pytest.mark.parametrize("cut", [sentence_spans, clause_spans, phrase_spans])


def _words(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c not in "\u200b\ufeff")


@_cutters
@given(text=_any, data=st.data())
def test_nothing_is_lost_and_order_is_kept(
    cut: Callable[[str, int, int | None], list[Span]], text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = cut(text, start, end)
    position = start
    for left, right in spans:
        assert position <= left < right <= end
        position = right
    assert _words("".join(text[a:b] for a, b in spans)) == _words(text[start:end])


@given(
    st.lists(st.sampled_from(["企业", "技改。", "资金，", "要求；", "“两化”", "附件：", "\n"])).map(
        "".join
    )
)
def test_finer_cuts_keep_the_coarser_borders(text: str) -> None:
    sentences, clauses, phrases = sentence_spans(text), clause_spans(text), phrase_spans(text)
    assert {a for a, _ in sentences} <= {a for a, _ in clauses} <= {a for a, _ in phrases}


def _cut(cut: Callable[[str], list[Span]], text: str) -> list[str]:
    return [text[a:b] for a, b in cut(text)]


def test_sentences_end_at_full_stops_and_line_ends() -> None:
    assert _cut(sentence_spans, "一、总则\n各级要落实。企业要配合！ 可以吗？") == [
        "一、总则",
        "各级要落实。",
        "企业要配合！",
        "可以吗？",
    ]


def test_marks_inside_quotes_and_brackets_end_nothing() -> None:
    text = "实施“两化。融合”工程（含改造。扩建）并验收。下一句。"
    assert _cut(sentence_spans, text) == [
        "实施“两化。融合”工程（含改造。扩建）并验收。",
        "下一句。",
    ]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert _cut(sentence_spans, "他说：“要落实。”然后离开。") == ["他说：“要落实。”然后离开。"]
    assert _cut(sentence_spans, "要落实。”然后离开。") == ["要落实。”", "然后离开。"]


def test_an_unclosed_bracket_holds_only_its_line() -> None:
    assert _cut(sentence_spans, "一、条件（见附件\n要落实。要配合。") == [
        "一、条件（见附件",
        "要落实。",
        "要配合。",
    ]


def test_duties_joined_by_semicolons_are_clauses() -> None:
    text = "发展改革部门要指导；环保部门要审批，提高效率。"
    assert _cut(clause_spans, text) == ["发展改革部门要指导；", "环保部门要审批，提高效率。"]
    assert _cut(phrase_spans, text) == ["发展改革部门要指导；", "环保部门要审批，", "提高效率。"]


def test_lists_with_pauses_stay_whole() -> None:
    assert _cut(phrase_spans, "加强发展改革、财政、环保等部门协作。") == [
        "加强发展改革、财政、环保等部门协作。"
    ]
