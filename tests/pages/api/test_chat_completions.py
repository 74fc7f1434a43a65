"""OpenAI's own client asks the library, open and behind the gate, streamed and not."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI

from pages.access.tokens import Tokens
from tests.assistant.writing.scripted_endpoint import Handler, says
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.pages.access.doors import GOOD, with_users
from tests.pages.page_server import served

CEMENT = "日产800吨的水泥线会不会被淘汰？"
RECORD = "技改找谁备案"
WRITTEN = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案[1]。"


def _client(url: str, key: str = "none") -> OpenAI:
    return OpenAI(base_url=f"{url}v1", api_key=key, max_retries=0, timeout=60)


@pytest.fixture(scope="module")
def client(page_url: str) -> Iterator[OpenAI]:
    with _client(page_url) as client:
        yield client


def _ask(client: OpenAI, *said: str, model: str = "policy", **options: Any) -> Any:
    messages = [
        {"role": "system", "content": "简短"},
        *({"role": "user", "content": s} for s in said),
    ]
    return client.chat.completions.create(model=model, messages=messages, **options)  # type: ignore[call-overload]


def test_models(client: OpenAI) -> None:
    assert [m.id for m in client.models.list()] == ["policy", "policy-extract"]
    assert client.models.retrieve("policy").owned_by


def test_an_answer_with_its_citations(client: OpenAI, page_url: str) -> None:
    answer = _ask(client, CEMENT, temperature=0.3)
    (choice,) = answer.choices
    assert choice.finish_reason == "stop" and choice.message.role == "assistant"
    assert "[1]" in choice.message.content and "出处：" in choice.message.content
    cited = answer.citations
    assert cited and f"《{cited[0]['title']}》" in choice.message.content
    assert len(cited[0]["quote"]) == cited[0]["end"] - cited[0]["start"]
    assert answer.policy["status"] == "answered" and answer.policy["mode"] == "extractive"


def test_streamed_it_is_the_same(client: OpenAI) -> None:
    chunks = list(_ask(client, CEMENT, stream=True, stream_options={"include_usage": True}))
    said = "".join(c.choices[0].delta.content or "" for c in chunks)
    assert said == _ask(client, CEMENT).choices[0].message.content
    assert [c.choices[0].finish_reason for c in chunks].count("stop") == 1
    assert chunks[-1].citations and len({c.id for c in chunks}) == 1


def test_a_follow_up_leans_on_the_conversation(client: OpenAI) -> None:
    messages: list[Any] = [
        {"role": "user", "content": CEMENT},
        {"role": "assistant", "content": "会。"},
        {"role": "user", "content": [{"type": "text", "text": "2500吨的呢"}]},
    ]
    answer = client.chat.completions.create(model="policy-extract", messages=messages)
    assert "水泥" in (answer.choices[0].message.content or "")


@pytest.mark.parametrize(
    ("change", "error", "param"),
    [
        ({"model": "gpt-4o"}, openai.NotFoundError, "model"),
        ({"messages": []}, openai.BadRequestError, "messages"),
        ({"messages": [{"role": "user", "content": ""}]}, openai.BadRequestError, "messages"),
        ({"messages": [{"role": "user", "content": "长" * 3000}]}, openai.BadRequestError, "messages"),
        ({"messages": [{"role": "assistant", "content": "甲"}]}, openai.BadRequestError, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
         openai.BadRequestError, "messages"),
        ({"n": 2}, openai.BadRequestError, "n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("stream", [False, True])
def test_what_can_not_be_used_is_said_in_chinese(
    client: OpenAI,
    change: dict[str, Any],
    error: type[openai.APIStatusError],
    param: str,
    stream: bool,
) -> None:
    asked = {"model": "policy", "messages": [{"role": "user", "content": CEMENT}], "stream": stream}
    with pytest.raises(error) as caught:
        client.chat.completions.create(**{**asked, **change})  # type: ignore[call-overload]
    told = caught.value.body
    assert isinstance(told, dict) and told["param"] == param
    assert any("一" <= sign <= "鿿" for sign in told["message"])


@pytest.mark.parametrize(
    ("method", "path", "content"),
    [
        ("POST", "chat/completions", "{"),
        ("POST", "embeddings", "{}"),
        ("GET", "chat/completions", None),
    ],
)
def test_other_errors_have_the_same_form(
    page_url: str, method: str, path: str, content: str | None
) -> None:
    reply = httpx.request(method, f"{page_url}v1/{path}", content=content)
    assert reply.status_code in (400, 404, 405) and reply.json()["error"]["message"]
    foreign = httpx.get(f"{page_url}v1/models", headers={"origin": "http://evil.test"})
    assert foreign.status_code == 403 and foreign.json()["error"]["type"] == "permission_error"


def test_a_token_that_is_no_longer_good_is_refused_even_here(page_url: str) -> None:
    with _client(page_url, "pa_gone_gone") as known, pytest.raises(openai.AuthenticationError):
        _ask(known, CEMENT)


def test_behind_the_gate(store: Path, tmp_path: Path) -> None:
    users = with_users(tmp_path)
    with served(store, closed=True, POLICY_USERS_FILE=str(tmp_path / "users.yaml")) as url:
        with _client(url) as stranger, pytest.raises(openai.AuthenticationError) as caught:
            _ask(stranger, CEMENT)
        told = caught.value.body
        assert isinstance(told, dict) and told["type"] == "authentication_error"
        reply = httpx.get(f"{url}v1/models", auth=("li", GOOD))
        assert reply.json()["data"][0]["id"] == "policy"
        token = Tokens(store, users).make("li", "聊天客户端")
        with _client(url, token) as known:
            assert _ask(known, CEMENT).policy["status"] == "answered"


@pytest.fixture
def may_answer() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_with_a_model_behind_it(store: Path, may_answer: threading.Event) -> None:
    def waits(handler: Handler, body: dict[str, Any]) -> None:
        assert may_answer.wait(60)
        says(WRITTEN)(handler, body)

    with (
        endpoint(waits) as script,
        served(store, POLICY_MODEL="m", POLICY_MODEL_URL=script.url) as url,
        _client(url) as client,
    ):
        at_once = _ask(client, RECORD, model="policy-extract")
        assert at_once.policy["mode"] == "extractive" and not may_answer.is_set()
        chunks = iter(_ask(client, RECORD, stream=True))
        next(chunks)
        extract = next(chunks)  # beside the text, before the model has answered
        assert extract.policy["status"] == "writing" and extract.policy["answer"]
        assert not extract.choices[0].delta.content
        may_answer.set()
        said = "".join(c.choices[0].delta.content or "" for c in chunks)
        assert said.startswith(WRITTEN) and "出处：" in said
