"""Endpoints as they are: each habit of one, on a real HTTP server."""

import json
import logging
from typing import Any

import pytest
from pydantic import SecretStr

from assistant.writing import reasons
from assistant.writing.endpoint import Endpoint
from assistant.writing.errors import ModelError
from assistant.writing.parameters import Thinking
from corpus.settings import Settings
from tests.assistant.writing.scripted_endpoint import (
    Handler,
    Reply,
    answers,
    events,
    fails,
    refuses,
    says,
    serving,
)

ASKED = [("system", "规则"), ("human", "中小企业的贷款利息怎样贴补")]
GOOD = "给予贷款贴息[1]。"
KEY = "never-shown-1234567890"


def _said(reply: Reply, **options: Any) -> str:
    with serving(reply) as script:
        return Endpoint("m", script.url, None, 20, **options).complete(ASKED)


def _delta(**said: Any) -> dict[str, Any]:
    return {"index": 0, "delta": said, "finish_reason": None}


_END = {"index": 0, "delta": {}, "finish_reason": "stop"}


@pytest.mark.parametrize(
    "reply",
    [
        says(f"<think>奖励500万元？不对。</think>\n\n{GOOD}"),
        says(f"<think>想<think>再想</think>又想</think>{GOOD}"),
        says(f"先想想，奖励500万元。</think>{GOOD}"),  # the template opened it
        says(f"◁think▷先想想◁/think▷{GOOD}"),
        says(f"[THINK]先想想[/THINK]{GOOD}"),
        says(f"<seed:think>先想想</seed:think>{GOOD}"),
        says(f"<|channel|>analysis<|message|>先想想<|end|><|start|>assistant<|channel|>final<|message|>{GOOD}<|return|>"),
        says(f"{GOOD}<|im_end|>"),
        events(_delta(reasoning_content="先想想"), _delta(content=GOOD), _END),
        events(_delta(reasoning="先想想", content=None), _delta(content=GOOD), _END),
        events(_delta(content=[{"type": "thinking", "thinking": [{"text": "想"}]}]),
               _delta(content=[{"type": "text", "text": GOOD}]), _END),
    ],
)  # fmt: skip
def test_thoughts_are_no_part_of_the_answer(reply: Reply) -> None:
    assert _said(reply) == GOOD


@pytest.mark.parametrize(
    "reply",
    [
        says(f"<think>{'想' * 50_000}</think>{GOOD}", size=500),
        events(*[_delta(reasoning_content="想" * 500)] * 100, _delta(content=GOOD), _END),
    ],
)
def test_thinking_does_not_count_in_the_length(reply: Reply) -> None:
    assert _said(reply) == GOOD


@pytest.mark.parametrize("finish", ["stop", "length"])
def test_thoughts_alone_are_told_as_such(finish: str) -> None:
    with pytest.raises(ModelError, match=reasons.ONLY_THOUGHT):
        _said(says("<think>想来想去", finish=finish))


@pytest.mark.parametrize("finish", ["STOP", "end_turn", "eos", "stop_sequence", None, ""])
def test_every_way_to_end_an_answer(finish: str | None) -> None:
    assert _said(events(_delta(content=GOOD), {**_END, "finish_reason": finish})) == GOOD
    message = {"message": {"content": GOOD}, "finish_reason": finish}
    assert _said(answers({"choices": [message]})) == GOOD


@pytest.mark.parametrize(
    ("finish", "reason"),
    [
        ("sensitive", reasons.SENSITIVE),
        ("content_filter", reasons.SENSITIVE),
        ("SAFETY", reasons.SENSITIVE),
        ("length", reasons.CUT_OFF),
        ("MAX_TOKENS", reasons.CUT_OFF),
        ("network_error", reasons.CUT_OFF),
        ("insufficient_system_resource", reasons.BUSY),
    ],
)
def test_an_answer_that_is_not_whole(finish: str, reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        _said(events(_delta(content=GOOD), {**_END, "finish_reason": finish}))


@pytest.mark.parametrize("indent", [None, 2])
def test_a_reply_that_is_not_streamed(indent: int | None) -> None:
    def whole(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin(kind="application/json")
        choice = {"message": {"content": f"<think>想</think>{GOOD}"}, "finish_reason": "stop"}
        handler.send(json.dumps({"choices": [choice]}, indent=indent))

    assert _said(whole) == GOOD


def test_comments_events_and_figures_between(caplog: pytest.LogCaptureFixture) -> None:
    def chatty(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        handler.send(": keep-alive\n\nevent: message\nid: 7\n")
        handler.event(GOOD)
        handler.event(finish="stop")
        handler.send('data: {"choices":[],"usage":{"total_tokens":9}}\n\ndata: [DONE]\n\n')

    assert _said(chatty) == GOOD


@pytest.mark.parametrize(
    ("names", "options"),
    [
        (("temperature",), {}),
        (("max_tokens", "temperature"), {}),
        (("enable_thinking", "thinking", "chat_template_kwargs"), {"thinking": "off"}),
    ],
)
def test_what_is_refused_is_left_out(names: tuple[str, ...], options: dict[str, Any]) -> None:
    with serving(refuses(*names)) as script:
        endpoint = Endpoint("m", script.url, None, 20, **options)
        assert endpoint.complete(ASKED) == GOOD
        assert not set(names) & set(script.requests[-1])
        calls = len(script.requests)
        endpoint.complete(ASKED)
        assert len(script.requests) == calls + 1  # not tried again


def test_another_name_for_the_length() -> None:
    say = "Unsupported parameter: '{name}'. Use 'max_completion_tokens' instead."
    with serving(refuses("max_tokens", say=say)) as script:
        assert Endpoint("m", script.url, None, 20).complete(ASKED) == GOOD
        assert "max_completion_tokens" in script.requests[-1]
        assert "temperature" in script.requests[-1]


def test_who_does_not_say_what_it_refuses_gets_the_least() -> None:
    with serving(refuses("temperature", say="bad request")) as script:
        assert Endpoint("m", script.url, None, 20, thinking="on").complete(ASKED) == GOOD
        assert set(script.requests[-1]) - {"max_completion_tokens"} == {
            "model", "messages", "stream",
        }  # fmt: skip


def test_no_system_role() -> None:
    def gemma(handler: Handler, body: dict[str, Any]) -> None:
        if body["messages"][0]["role"] == "system":
            fails(400, '{"error":{"message":"System role not supported"}}')(handler, body)
        else:
            says(GOOD)(handler, body)

    with serving(gemma) as script:
        assert Endpoint("m", script.url, None, 20).complete(ASKED) == GOOD
        (message,) = script.requests[-1]["messages"]
        assert "规则" in message["content"] and "怎样贴补" in message["content"]


def test_a_refusal_for_good_ends() -> None:
    with serving(fails(400, '{"error":{"message":"no"}}')) as script:
        with pytest.raises(ModelError, match="HTTP 400"):
            Endpoint("m", script.url, None, 20).complete(ASKED)
        assert len(script.requests) <= 4


@pytest.mark.parametrize(
    ("status", "error", "reason"),
    [
        (400, {"code": "data_inspection_failed", "message": "Input data may…"}, reasons.SENSITIVE),
        (400, {"code": "1301", "message": "系统检测到输入可能包含不安全内容"}, reasons.SENSITIVE),
        (402, {"message": "Insufficient Balance"}, reasons.NO_CREDIT),
        (429, {"code": "insufficient_quota", "message": "quota"}, reasons.NO_CREDIT),
        (400, {"message": "This model's maximum context length is 4096"}, reasons.TOO_MUCH),
    ],
)
def test_errors_are_told_as_what_they_are(status: int, error: dict[str, str], reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        _said(fails(status, json.dumps({"error": error})))


@pytest.mark.parametrize("streamed", [False, True])
def test_the_servers_own_words_are_in_the_log_masked(
    caplog: pytest.LogCaptureFixture, streamed: bool
) -> None:
    told = f"worker 3 is down, key {KEY}, asked: 中小企业的贷款利息怎样贴补, see http://10.0.0.8/x"
    body = json.dumps({"error": {"message": told}})

    def breaks(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin(200 if streamed else 500, "text/event-stream" if streamed else "text/plain")
        handler.send(f"data: {body}\n\n" if streamed else body)

    with (
        caplog.at_level(logging.WARNING),
        serving(breaks) as script,
        pytest.raises(ModelError) as error,
    ):
        Endpoint("m", script.url, SecretStr(KEY), 20).complete(ASKED)
    assert "worker 3 is down" in caplog.text and "worker" not in str(error.value)
    assert not any(secret in caplog.text for secret in (KEY, "利息", "10.0.0.8"))


@pytest.mark.parametrize(
    "text",
    [
        f"{GOOD}{GOOD}",
        f"- {GOOD}\n- {GOOD}\n",
        f"{GOOD.replace('[1]。', '。[1]')}\n\n{GOOD.replace('[1]。', '。[1]')}",
    ],
)
def test_what_is_said_twice_is_heard_once(text: str) -> None:
    assert _said(says(text)).count("给予贷款贴息") == 1


def test_who_goes_round_in_circles_is_stopped() -> None:
    def circles(handler: Handler, _: dict[str, Any]) -> None:
        handler.begin()
        while not handler.script.release.is_set():
            handler.event(f"{GOOD}由省财政安排资金[2]。" * 10)

    assert _said(circles) == f"{GOOD}由省财政安排资金[2]。"


@pytest.mark.parametrize(("thinking", "sent"), [("off", False), ("on", True), ("default", None)])
def test_limits_and_switches_are_sent(thinking: Thinking, sent: bool | None) -> None:
    with serving(says(GOOD)) as script:
        endpoint = Endpoint("m", script.url, None, 20, 700, thinking, 0.4)
        endpoint.complete(ASKED, as_json=True)
        (body,) = script.requests
    assert body["temperature"] == 0.4 and body["response_format"] == {"type": "json_object"}
    assert body["max_tokens"] == 700 if thinking == "off" else body["max_tokens"] > 700
    assert body.get("enable_thinking") is sent


@pytest.mark.parametrize("end", ["", "/", "/chat/completions", "/chat/completions/"])
def test_the_full_address_is_taken_too(end: str) -> None:
    with serving(says(GOOD)) as script:
        ours = Settings(model="m", model_url=f"{script.url}{end}")
        assert ours.model_url == script.url
        assert Endpoint(ours.model, ours.model_url, None, 20).complete(ASKED) == GOOD
