"""An endpoint that fails again and again is left alone, then tried once."""

import logging
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.writing import reasons
from assistant.writing.breaker import Breaker
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from assistant.writing.writer import Writer
from tests.assistant.writing.scripted_endpoint import Handler, fails, says, serving

ASKED = [("human", "问题")]


class Clock:
    """Time that passes when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_it_rests_longer_and_longer_until_it_works(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(2):
        breaker.failed("连接不上")
    assert not breaker.resting and breaker.lets_through() and not breaker.line
    with caplog.at_level(logging.WARNING):
        breaker.failed("连接不上")
    assert breaker.resting and not breaker.lets_through()
    assert "连接不上" in breaker.line and "接连 3 次" in caplog.text
    clock.now = 61
    assert breaker.lets_through() and not breaker.lets_through()  # one tries for all
    breaker.failed("连接不上")
    clock.now += 61
    assert breaker.resting
    clock.now += 61
    assert breaker.lets_through()
    breaker.worked()
    assert not breaker.resting and not breaker.line and breaker.lets_through()


def test_a_failing_endpoint_is_not_called(assistant: Assistant) -> None:
    asked = "技改找谁备案"
    with serving(fails(500)) as script:
        endpoint = Endpoint("m", script.url, None, 10)
        writer = Writer(endpoint, assistant.library, assistant.table)
        extract = assistant.ask(asked)
        for _ in range(5):
            *_, answer = writer.write(extract)
            assert answer.markdown.startswith(extract.markdown)
        assert len(script.requests) == 3
        assert answer.markdown == extract.markdown  # nothing to tell the reader: nothing was tried
        with pytest.raises(ModelError, match=reasons.RESTING):
            endpoint.complete(ASKED)


def test_what_is_not_its_fault_does_not_count() -> None:
    def sensitive(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        handler.event("给", finish="sensitive")

    with serving(sensitive) as script:
        endpoint = Endpoint("m", script.url, None, 10)
        for _ in range(4):
            with pytest.raises(ModelError, match=reasons.SENSITIVE):
                endpoint.complete(ASKED)
        script.reply = says("好的。")
        assert endpoint.complete(ASKED) == "好的。"
