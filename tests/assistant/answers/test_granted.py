"""能补多少, 我能享受哪些政策 in the chat: reckoned from the records, with the clause quoted."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.match.matcher import Status
from assistant.match.reading import profile_of_sentence
from index.build import Builder
from index.embeddings import BUNDLED_MODEL, load_embeddings
from index.retriever import HybridRetriever
from index.store import Store
from index.vectors import VectorStore
from tests.assistant.match.library import CITY, DISTRICT, OTHER

UNSTATED = "眉山市支持预制菜产业若干措施\n一、支持措施\n对预制菜企业参加展会的，给予展位费补贴。\n"


@pytest.fixture(scope="module")
def assistant(models_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("granted")
    for name, text in (
        ("city", CITY),
        ("district", DISTRICT),
        ("other", OTHER),
        ("dish", UNSTATED),
    ):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    embeddings = load_embeddings(BUNDLED_MODEL, models_dir)
    with closing(Store(folder / ".store", create=True)) as store:
        vectors = VectorStore(folder / ".store" / "vectors")
        Builder(store, vectors, embeddings, 280).build([folder])
        yield Assistant(HybridRetriever(store, vectors, embeddings))


def test_figures_in_the_question_go_into_the_formula(assistant: Assistant) -> None:
    answer = assistant.ask("我在成都，技术改造项目设备投资500万，能补多少？")
    assert answer.kind == "measure"
    assert "500万元 × 8% = 40万元，不超过300万元" in answer.markdown
    assert answer.citations[0].quote in CITY


def test_an_amount_that_the_text_does_not_give_is_said_not_to_be(assistant: Assistant) -> None:
    answer = assistant.ask("眉山预制菜企业参加展会，展位费补贴多少钱？")
    assert "文件未规定金额" in answer.markdown
    assert answer.citations


def test_who_says_nothing_is_asked(assistant: Assistant) -> None:
    answer = assistant.ask("我能享受哪些政策？")
    assert answer.kind == "benefits"
    assert "请告诉我" in answer.markdown
    assert any("成都市" in option for option in answer.options)


def test_a_sentence_gives_what_the_form_gives(assistant: Assistant) -> None:
    sentence = "我是成都市武侯区一家30人的餐饮企业，能享受哪些政策？"
    answer = assistant.ask(sentence)
    found = assistant.resources.matcher.match(profile_of_sentence(sentence))
    fits = {m.offer.quote for m in found if m.status is Status.FITS}
    assert fits
    assert fits <= {c.quote for c in answer.citations}
