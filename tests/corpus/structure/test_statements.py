"""Statements: measures by themselves, what hangs together as a whole, each under its topic."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Metadata
from corpus.structure.provisions import parse
from corpus.structure.statements import statements_of

_TEXT = """某市关于发展工业的意见

一、重点领域

食品工业。以创国内一流品牌为重点，推进甲城食品园建设，加快乙县冷链港建设。

轻工业。承接灯具、五金等产业转移；培育家具集群。

二、保障措施

（一）加强领导

各级政府要建立责任制，加强统筹协调，纳入考核范围。到2030年，建成十个基地。
"""


def _document(text: str) -> Document:
    return Document("d", "d.txt", text, Metadata(title="某市关于发展工业的意见"), parse(text))


def test_measures_are_told_apart_and_know_what_they_stand_under() -> None:
    document = _document(_TEXT)
    told = [(s.about, document.text[s.start : s.end]) for s in statements_of(document)]
    assert ("食品工业", "推进甲城食品园建设，") in told
    assert ("食品工业", "加快乙县冷链港建设。") in told
    assert ("轻工业", "培育家具集群。") in told


def test_a_subject_keeps_all_that_it_has_to_do() -> None:
    document = _document(_TEXT)
    told = [document.text[s.start : s.end] for s in statements_of(document)]
    assert "各级政府要建立责任制，加强统筹协调，纳入考核范围。" in told
    assert "到2030年，建成十个基地。" in told


@given(st.text(alphabet="一二、（）加快建设甲乙，。；：\n　要到2030年", max_size=200))
def test_statements_lie_in_their_provision_in_order(text: str) -> None:
    document = _document(text)
    at = 0
    for statement in statements_of(document):
        assert at <= statement.start < statement.end <= statement.provision.end
        assert statement.provision.start <= statement.start
        at = statement.end
