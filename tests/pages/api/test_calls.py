"""Calls by plain HTTP and MCP: defaults may be left out; what is wrong is told in one Chinese line."""

import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.pages.page_server import serving

JSON = {"content-type": "application/json"}
ASKED = "技术改造项目找谁备案？"


def call(url: str, name: str, body: str) -> tuple[int, str]:
    """Status, and what is said: the last event, or why there is none."""
    sent = httpx.post(f"{url}gradio_api/call/{name}", content=body.encode(), headers=JSON)
    if sent.status_code != 200:
        return sent.status_code, sent.json()["detail"]
    key = sent.json()["event_id"]
    lines = httpx.get(f"{url}gradio_api/call/{name}/{key}").text.strip().splitlines()
    return 200, json.dumps(json.loads(lines[-1].removeprefix("data: ")), ensure_ascii=False)


def one_chinese_line(said: str) -> bool:
    return "\n" not in said and bool(re.search("[一-鿿]", said)) and "pydantic" not in said


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ask", [ASKED]),
        ("ask", [ASKED, [], False]),
        ("search", [ASKED, None, 2]),
        ("documents", []),
    ],
)
def test_what_has_a_default_may_be_left_out(page_url: str, name: str, data: list[Any]) -> None:
    status, said = call(page_url, name, json.dumps({"data": data}))
    assert status == 200 and ("技术改造" in said) and '"error"' not in said


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("ask", '{"data": []}'),
        ("ask", '{"data": ["问", [], false, 1]}'),
        ("ask", '{"data": {"question": "问"}}'),
        ("ask", '{"data": [1]}'),
        ("ask", '{"data": ["问", "历史"]}'),
        ("ask", '{"data": ["问", [], "yes"]}'),
        ("ask", "{}"),
        ("ask", "[]"),
        ("ask", "不是JSON"),
        ("ask", "[" * 100_000),
        ("search", '{"data": ["备案", [], 51]}'),
        ("search", '{"data": ["备案", [], 0]}'),
        ("search", '{"data": ["备案", [], 1e400]}'),
        ("documents", '{"data": ["", -1]}'),
        ("tasks", '{"data": ["", "", "someday"]}'),
        ("match", '{"data": ["{"]}'),
        ("no_such_tool", '{"data": []}'),
    ],
)
def test_what_is_wrong_is_told(page_url: str, name: str, body: str) -> None:
    status, said = call(page_url, name, body)
    assert one_chinese_line(said), said
    assert status in (404, 422) or '"error"' in said


def by_mcp(url: str, name: str, arguments: dict[str, Any], **headers: str) -> dict[str, Any]:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/call",
            "params": {"name": name, "arguments": arguments}}  # fmt: skip
    answered = httpx.post(url, json=body, headers=headers)
    assert answered.status_code == 200, answered.text
    result: dict[str, Any] = answered.json()["result"]
    return result


@pytest.mark.parametrize("path", ["mcp", "mcp/"])
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/event-stream", ""])
def test_mcp_in_any_form(page_url: str, path: str, accept: str) -> None:
    result = by_mcp(page_url + path, "search", {"question": ASKED, "limit": 1}, accept=accept)
    assert not result["isError"] and result["structuredContent"]["hits"]


def test_mcp_takes_only_post(page_url: str) -> None:
    for method in ("GET", "DELETE"):
        refused = httpx.request(method, f"{page_url}mcp")
        assert refused.status_code == 405 and one_chinese_line(refused.json()["detail"])


@pytest.mark.parametrize(
    ("name", "arguments", "named"),
    [
        ("ask", {}, "question"),
        ("ask", {"question": 5}, "question"),
        ("ask", {"question": ASKED, "history": "问"}, "history"),
        ("ask", {"question": ASKED, "in_force": "是"}, "in_force"),
        ("search", {"question": ASKED, "limit": 51}, "limit"),
        ("search", {"question": ASKED, "limit": "很多"}, "limit"),
        ("search", {"question": ASKED, "top": 3}, "limit"),
        ("documents", {"offset": -1}, "offset"),
        ("no_such_tool", {}, "search"),
    ],
)
def test_mcp_names_the_argument(
    page_url: str, name: str, arguments: dict[str, Any], named: str
) -> None:
    result = by_mcp(f"{page_url}mcp", name, arguments)
    said = result["content"][0]["text"]
    assert result["isError"] and named in said and one_chinese_line(said)
    assert not re.search("[a-z]+ [a-z]+ ", said), "English words in a Chinese line"


ID_NUMBER = "410101199001011234"


def test_nothing_of_a_malformed_call_is_repeated_or_logged(seed_store: Path) -> None:
    log: list[str] = []
    with serving(seed_store, log) as url:
        bad = json.dumps(
            {"data": [f"我的身份证{ID_NUMBER}"], "fn_index": ID_NUMBER, "session_hash": 3}
        )
        for path in ("gradio_api/queue/join", "gradio_api/call/ask", "v1/chat/completions"):
            said = httpx.post(f"{url}{path}", content=bad.encode(), headers=JSON).text
            if path.endswith("join"):
                assert one_chinese_line(json.loads(said)["detail"])
            assert ID_NUMBER not in said, path
        with suppress(httpx.RemoteProtocolError):  # Gradio breaks such a stream off
            httpx.get(f"{url}gradio_api/call/ask/{ID_NUMBER}")
    told = "".join(log)
    assert ID_NUMBER not in told.replace(f"/call/ask/{ID_NUMBER}", "")
    assert "Traceback" not in told and len(log) < 30
