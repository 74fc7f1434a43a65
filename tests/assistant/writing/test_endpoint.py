"""One call to an endpoint, well and badly behaved; what it is sent, and what it is not."""

import os
import threading
import time
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.writing import reasons as ours
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError, WritingStoppedError
from tests.assistant.writing.scripted_endpoint import (
    Handler,
    Reply,
    drips,
    fails,
    hangs,
    says,
    sends,
    serving,
)

KEY = "sk-never-shown-1234567890"
ASKED = [("system", "规则"), ("human", "问题")]


def _said(reply: Reply, timeout: float = 60, key: str | None = KEY) -> str:
    with serving(reply) as script:
        secret = SecretStr(key) if key else None
        return "".join(Endpoint("m", script.url, secret, timeout).stream(ASKED))


def test_a_streamed_answer_arrives_whole() -> None:
    assert _said(says("给予贷款贴息[1]。")) == "给予贷款贴息[1]。"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (fails(500), "HTTP 500"),
        (fails(401, '{"error":{"message":"bad key ' + KEY + '"}}'), ours.BAD_KEY),
        (fails(403), ours.BAD_KEY),
        (fails(404), ours.NO_MODEL),
        (fails(429), ours.BUSY),
        (fails(302, location="http://127.0.0.1:9/v1"), "HTTP 302"),
        (says(""), ours.EMPTY),
        (sends("data: [DONE]\n\n"), ours.MALFORMED),
        (sends('{"choices":7}', "application/json"), ours.MALFORMED),
        (sends("data: {not json\n\n"), ours.MALFORMED),
        (sends("data: [1, 2]\n\n"), ours.MALFORMED),
        (sends('data: {"error":{"message":"overloaded"}}\n\n'), ours.BROKEN),
        (sends("<html>login</html>", "text/html"), ours.MALFORMED),
        (says("给予贷款贴息", finish=None, done=False), ours.CUT_OFF),
        (says("给予贷款贴息", finish="length"), ours.CUT_OFF),
        (says("给予", finish="content_filter"), ours.SENSITIVE),
        (says("贴" * 1_000_000, size=100_000), ours.TOO_LONG),
        (sends("data: " + "x" * 20_000_000), ours.TOO_LONG),
    ],
)  # fmt: skip
def test_what_can_go_wrong_has_a_reason(reply: Reply, reason: str) -> None:
    with pytest.raises(ModelError) as caught:
        _said(reply)
    assert reason in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize(
    "body", ['{"choices": 7}', '{"choices":[{"index":0,"delta":{"content":{"a":1}}}]}']
)
def test_values_of_other_types_are_no_answer(body: str) -> None:
    with pytest.raises(ModelError):
        _said(sends(f"data: {body}\n\n"))


def test_a_refusal_field_is_a_refusal() -> None:
    def refuses(handler: object, _: object) -> None:
        handler.begin()  # type: ignore[attr-defined]
        handler.event(refusal="no")  # type: ignore[attr-defined]
        handler.event(finish="stop")  # type: ignore[attr-defined]

    with pytest.raises(ModelError):
        _said(refuses)


@pytest.mark.parametrize("reply", [hangs, drips("comment"), drips("event")])
def test_the_deadline_holds_for_the_whole_answer(reply: Reply) -> None:
    begun = time.monotonic()
    with serving(reply) as script:
        with pytest.raises(ModelError, match=ours.TIMED_OUT):
            "".join(Endpoint("m", script.url, None, 1).stream(ASKED))
        assert time.monotonic() - begun < 25
        assert reply is hangs or script.hung_up.wait(60)


def test_nobody_there() -> None:
    with pytest.raises(ModelError, match=ours.UNREACHABLE):
        list(Endpoint("m", "http://127.0.0.1:9/v1", None, 5).stream(ASKED))
    with pytest.raises(ModelError, match=ours.UNREACHABLE):
        list(Endpoint("m", "http://no-such-host.invalid/v1", None, 5).stream(ASKED))


def test_stopping_hangs_up() -> None:
    stop = threading.Event()

    def stops(handler: Handler, body: dict[str, Any]) -> None:
        stop.set()  # in the middle of the call
        drips("event")(handler, body)

    with serving(stops) as script:
        with pytest.raises(WritingStoppedError):
            Endpoint("m", script.url, None, 60).complete(ASKED, stop)
        assert script.hung_up.wait(60)


def test_only_what_a_call_needs_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment holds for other programs: nothing of it goes along, or elsewhere."""
    with serving(says("不该到这里")) as other:
        for name in (
            "OPENAI_BASE_URL", "OPENAI_API_BASE", "HTTP_PROXY", "http_proxy", "ALL_PROXY",
            "OPENAI_PROXY", "LANGSMITH_ENDPOINT", "LANGCHAIN_ENDPOINT", "LANGSMITH_GATEWAY",
        ):  # fmt: skip
            monkeypatch.setenv(name, other.url)
        monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
        monkeypatch.setenv("OPENAI_ORG_ID", "org-of-another-program")
        monkeypatch.setenv("OPENAI_PROJECT_ID", "project-of-another-program")
        monkeypatch.setenv("LANGSMITH_API_KEY", "ls-of-another-program")
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with serving(says("给予贷款贴息[1]。")) as script:
            "".join(Endpoint("m", script.url, None, 10).stream(ASKED))
            (headers,) = script.headers
            (body,) = script.requests
        time.sleep(0.5)  # a tracer posts from the background
        assert other.requests == []
    assert "authorization" not in headers
    assert set(headers) <= {
        "host", "accept", "accept-encoding", "connection", "content-type", "content-length",
    }  # fmt: skip
    assert "another-program" not in str(headers) + str(body)
    assert [m["content"] for m in body["messages"]] == ["规则", "问题"]
    assert set(body) == {"model", "messages", "stream", "temperature", "max_tokens"}
    assert os.environ["OPENAI_BASE_URL"]  # it was there all the time


def test_the_key_goes_to_the_endpoint_and_nowhere_else() -> None:
    with serving(says("好。")) as script:
        endpoint = Endpoint("m", script.url, SecretStr(KEY), 10)
        "".join(endpoint.stream(ASKED))
        assert script.headers[0]["authorization"] == f"Bearer {KEY}"
        assert KEY not in repr(endpoint) + str(script.requests)
