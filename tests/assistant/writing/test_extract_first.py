"""The extract is there before the model has said a word, and stands if the model does no better."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.writing.endpoint import Endpoint
from assistant.writing.writer import Writer
from tests.assistant.writing.scripted_endpoint import Handler, drips, fails, says, serving

ASKED = "技改找谁备案"
GOOD = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案[1]。"


@pytest.fixture
def writing(assistant: Assistant) -> Iterator[Assistant]:
    """The assistant, to be given a writer."""
    yield assistant
    assistant.writer = None


def _with(assistant: Assistant, url: str) -> Assistant:
    endpoint = Endpoint("m", url, None, 60)
    assistant.writer = Writer(endpoint, assistant.library, assistant.table)
    return assistant


def test_the_extract_waits_for_nobody(writing: Assistant) -> None:
    extract = writing.ask(ASKED)
    may_answer = threading.Event()

    def waits(handler: Handler, body: dict[str, Any]) -> None:
        assert may_answer.wait(60)
        says(GOOD)(handler, body)

    with serving(waits) as script:
        steps = _with(writing, script.url).stream(ASKED)
        first = next(steps)  # the model can't have answered
        assert first.status == "writing" and script.requests == []
        assert first.blocks == extract.blocks and first.citations == extract.citations
        may_answer.set()
        (answer,) = steps
    assert answer.mode == "model" and answer.status == "answered"
    assert answer.markdown.startswith(GOOD)


def test_what_fails_leaves_the_extract(writing: Assistant) -> None:
    with serving(fails(500)) as script:
        first, answer = _with(writing, script.url).stream(ASKED)
    assert answer.blocks[: len(first.blocks)] == first.blocks and answer.status == "answered"
    assert answer.citations == first.citations


def test_who_stops_the_model_keeps_the_extract(writing: Assistant) -> None:
    stop = threading.Event()

    def stops(handler: Handler, body: dict[str, Any]) -> None:
        stop.set()
        drips("event")(handler, body)

    with serving(stops) as script:
        first, answer = _with(writing, script.url).stream(ASKED, stop=stop)
        assert script.hung_up.wait(60)
    assert answer.blocks[: len(first.blocks)] == first.blocks
    assert answer.status == "answered" and "没有等到模型写完" in answer.markdown


def test_what_no_model_writes_comes_once(writing: Assistant) -> None:
    with serving(says(GOOD)) as script:
        (answer,) = _with(writing, script.url).stream("明天会下雨吗")
        assert answer.status == "not_found" and script.requests == []
