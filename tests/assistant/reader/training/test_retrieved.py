"""Training examples as a store finds them: the answer's passage, and siblings that hold none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.reader.context import context_of
from assistant.reader.training.lay_law import labelled_law
from assistant.reader.training.notices import NOTICES, held_back, labelled_notices
from assistant.reader.training.retrieved import Labelled, retrieved_examples
from corpus.document import Document
from index.retriever import HybridRetriever

QUESTION = "钢铁行业要淘汰多大的高炉？"
ANSWER = "全面淘汰400立方米及以下炼铁高炉"
SIBLING = "淘汰日产1000吨以下水泥生产线"


@pytest.fixture(scope="module")
def retriever(assistant: Assistant) -> HybridRetriever:
    return assistant.resources.retriever


@pytest.fixture(scope="module")
def document(assistant: Assistant) -> Document:
    library = assistant.resources.library
    return next(d for d in map(library.document, library.document_ids()) if "2011" in d.source)


def _span(document: Document, words: str) -> tuple[int, int]:
    at = document.text.index(words)
    return at, at + len(words)


def test_an_answer_stands_in_its_passage_and_its_sibling_holds_none(
    retriever: HybridRetriever, document: Document
):
    row = Labelled(
        QUESTION, document.source, (_span(document, ANSWER),), (_span(document, SIBLING),)
    )
    found = retrieved_examples([row], retriever, "notice", 7)
    holding = [e for e in found if e.span]
    assert holding and all(e.passage[slice(*e.span)] in ANSWER for e in holding if e.span)
    beside = [e for e in found if not e.span]
    assert beside and not any(ANSWER in e.passage for e in beside)
    assert any(SIBLING in e.passage for e in beside)
    assert found == retrieved_examples([row], retriever, "notice", 7)


def test_of_a_silent_question_nothing_found_holds_an_answer(
    retriever: HybridRetriever, document: Document
):
    found = retrieved_examples(
        [Labelled("咨询电话是多少", document.source, ())], retriever, "notice", 7
    )
    assert found and not any(e.span for e in found)


def test_a_passage_is_told_by_title_and_nearest_heading(document: Document):
    said = context_of(document, *_span(document, ANSWER))
    title, heading = said.split(" › ")
    assert document.title.startswith(title) and "钢铁" in heading + document.text


def test_one_in_six_notices_is_kept_from_training():
    names = [path.name for path in NOTICES.glob("*/*.txt")]
    assert 0.08 < sum(map(held_back, names)) / len(names) < 0.25


def test_the_words_of_a_notice_are_where_they_are_told_to_be():
    rows = list(labelled_notices("writer2"))
    assert any(not row.answers for row in rows) and sum(bool(r.siblings) for r in rows) > 100


def test_an_article_is_found_whatever_its_white_space(
    retriever: HybridRetriever, document: Document, tmp_path: Path
):
    asked = tmp_path / "questions.jsonl"
    gold = [[document.source, ANSWER[:4] + "\n　" + ANSWER[4:]], ["别的法律.txt", "第一条"]]
    rows = [{"id": f"q{n}", "question": QUESTION, "gold": gold} for n in range(40)]
    asked.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    trained = list(labelled_law(asked, retriever))
    kept = list(labelled_law(asked, retriever, kept=True))
    assert len(trained) + len(kept) == 40 and kept
    assert all(row.loose and document.text[slice(*row.answers[0])] == ANSWER for row in trained)
