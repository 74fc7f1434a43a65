"""Reading in the flow of an answer: what is read, what is quoted, and answers without a reader."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.assistant import Assistant
from assistant.evidence.asked import Parts
from assistant.evidence.clauses import find, gather
from assistant.evidence.reading import Reading, _read
from assistant.evidence.scope import in_scope
from assistant.reader.reader import load_reader
from assistant.understanding.question import understand
from corpus.document import Document, Metadata, Provision, ProvisionKind
from index.retriever import Hit
from index.session import open_retriever
from index.store.chunks import StoredChunk

QUESTION = "重点推进的技改项目省里抓多少个？"


def test_a_part_of_a_sentence_is_quoted_and_the_sentence_shown(assistant: Assistant) -> None:
    answer = assistant.ask("炼焦这道工序推广啥新技术？")
    quote = answer.citations[0]
    text = assistant.library.document(quote.document_id).text
    assert quote.quote == text[quote.start : quote.end] == "炼焦推广煤调湿技术和干熄焦技术"
    first, sentence = answer.markdown.split("\n\n")[:2]
    assert first == f"{quote.quote}[1]"
    assert sentence.startswith("原句：“") and quote.quote in sentence


def test_each_part_of_the_choice_answers_by_itself(assistant: Assistant) -> None:
    quotes = {}
    for parts in Parts:
        assistant.resources.parts = parts
        quotes[parts] = [c.quote for c in assistant.ask("炼焦这道工序推广啥新技术？").citations]
    assistant.resources.parts = Parts.BOTH
    assert all("干熄焦" in found[0] for found in quotes.values())
    assert len(quotes[Parts.READER][0]) < len("".join(quotes[Parts.RULES]))


def test_a_follow_up_also_gets_the_rules_clause(assistant: Assistant) -> None:
    answer = assistant.ask("三废呢", ["两高一资是什么意思"])
    assert any("三废" in c.quote for c in answer.citations)


def test_rules_answer_alone_where_the_reader_cannot_be_built(
    seed_store: Path, models_dir: Path, tmp_path: Path
) -> None:
    for name in ("store.sqlite3", "vectors", "keywords"):
        (tmp_path / name).symlink_to(seed_store / name)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "multilingual-e5-small").symlink_to(models_dir / "multilingual-e5-small")
    (tmp_path / "models" / ".reader-lock").mkdir()  # root may write anywhere, but not to a folder
    assistant = Assistant(open_retriever(tmp_path))
    hits = assistant.retriever.search(QUESTION)
    assert assistant.resources.reading.best(QUESTION, hits, assistant.library) is None
    answer = assistant.ask(QUESTION)
    assert answer.status == "answered"
    assert "200" in answer.citations[0].quote


def test_another_embedding_model_is_not_read_with(assistant: Assistant) -> None:
    retriever = assistant.retriever
    name, retriever.embeddings.name = retriever.embeddings.name, "BAAI/bge-small-zh"
    try:
        reading = Reading(retriever)
    finally:
        retriever.embeddings.name = name
    assert reading.best(QUESTION, retriever.search(QUESTION), assistant.library) is None


@pytest.mark.parametrize(("lead", "passes"), [(None, False), (-9.0, False), (12.0, True)])
def test_a_clear_lead_lets_a_doubtful_question_pass(
    assistant: Assistant, lead: float | None, passes: bool
) -> None:
    # the rules alone find it just out of scope
    text = "项目批是批了，可干到一半各种手续都卡住了，跑了好几趟没人管，这种情况找谁帮忙协调？"
    question = understand(text, assistant.table)
    hits = find(question, assistant.retriever)
    evidence = gather(
        question,
        hits,
        assistant.retriever,
        assistant.library,
        assistant.resources.vectors,
        assistant.table,
    )
    assert in_scope(question, evidence, assistant.resources.vectors, lambda: lead) is passes


def test_nothing_found_is_nothing_read(assistant: Assistant) -> None:
    assert assistant.resources.reading.best(QUESTION, [], assistant.library) is None


# ── any text ──────────────────────────────────────────────────────────

_ODD = st.text(
    alphabet="政策补助50%万元，。；：、“”（）《》<b>|`*_[]#&~🙂𠮷\u200b\ufeff \n\u3000",
    max_size=400,
)


def _hit(text: str) -> tuple[Hit, Document]:
    """A document of one provision a line, and its chunk: all of it."""
    provisions, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            provisions.append(Provision(ProvisionKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    document = Document("d", "d.txt", text, Metadata(), tuple(provisions))
    chunk = StoredChunk("c", "d", "d.txt", "", text, 0, len(text), ())
    return Hit(chunk, 1.0, 1.0, 1.0), document


@given(_ODD, st.text(max_size=30))
def test_what_is_found_stands_in_the_text(models_dir: Path, text: str, question: str) -> None:
    hit, document = _hit(text)
    found = _read(question, hit, document, load_cached(models_dir))
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip()
        assert found.provision.start < found.end and found.start < found.provision.end
        start, end = found.sentence
        assert start <= found.start and found.end <= end


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "🙂" * 300,
        "补" * 10_000,
        "<table><tr><td>1</td></tr></table>" * 40,
        "\u200b\ufeff",
    ],
)
def test_hostile_texts_are_read(models_dir: Path, text: str) -> None:
    hit, document = _hit(text)
    found = _read(QUESTION, hit, document, load_cached(models_dir))
    assert found is None or text[found.start : found.end].strip()


_KEPT = {}


def load_cached(models_dir: Path):  # type: ignore[no-untyped-def]
    """The reader, loaded once: hypothesis runs many examples."""
    if models_dir not in _KEPT:
        _KEPT[models_dir] = load_reader(models_dir)
    return _KEPT[models_dir]
