"""What holds for every kind of fact: it is exact, and stored as JSON it is the same again."""

import json

import pytest

from corpus.document import Document, Metadata
from corpus.facts.base import Fact
from corpus.facts.extractors import EXTRACTORS, KINDS, extract_facts, extraction
from corpus.structure.provisions import parse

TEXT = (
    "二、减轻税费负担\n各地要延期缴纳税款。（省税务局牵头，省财政厅配合）\n"
    "汛期结束后，市水利局会同市财政局修复堤防。\n对首次上规的工业企业，给予一次性奖励20万元。\n"
    "三、申报时间\n请企业于2024年8月15日前在网上填报。\n四、申报材料\n1.申请表；\n2.营业执照。\n"
    "五、联系方式\n市工业和信息化局，电话：0371-12345678。\n"
)


@pytest.fixture(scope="module")
def document() -> Document:
    return Document("x", "x.txt", TEXT, Metadata(title="关于减轻负担的通知"), parse(TEXT))


@pytest.mark.parametrize("kind", EXTRACTORS, ids=lambda kind: kind.kind)
def test_a_fact_is_the_same_after_it_was_stored(kind: type[Fact], document: Document) -> None:
    facts = EXTRACTORS[kind](document)
    assert facts and KINDS[kind.kind] is kind
    for fact in facts:
        assert isinstance(fact, kind)
        own = json.loads(json.dumps(fact.to_json()))
        assert not {"start", "end", "kind"} & own.keys()
        assert kind.from_json(fact.start, fact.end, own) == fact
        assert fact.line and "\n" not in fact.line and kind.label
        assert document.text[fact.start : fact.end].strip()


def test_facts_of_all_kinds_come_in_reading_order(document: Document) -> None:
    facts = extract_facts(document)
    assert {type(fact) for fact in facts} == set(EXTRACTORS)
    for kind in EXTRACTORS:
        starts = [fact.start for fact in facts if isinstance(fact, kind)]
        assert starts == sorted(starts)


def test_the_code_that_extracts_has_a_name_of_its_own() -> None:
    assert extraction() == extraction() and int(extraction(), 16) >= 0 and len(extraction()) == 16
