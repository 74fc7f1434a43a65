"""Programs use the assistant: through Gradio's client, and by MCP, open and behind the gate."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.client import Job
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from pages.api import texts, tools
from tests.pages.access.doors import GOOD, with_users
from tests.pages.page_server import served

CEMENT = "日产800吨的水泥线会不会被淘汰？"
ANSWER_KEYS = {"id", "question", "status", "kind", "answer", "citations", "mode", "elapsed_ms"}
TOOLS = {"ask", "search", "duties", "tasks", "match", "measures", "documents"}


@pytest.fixture(scope="module")
def client(page_url: str) -> Iterator[Client]:
    client = Client(page_url, verbose=False, analytics_enabled=False)
    yield client
    client.close()


@pytest.fixture(scope="module")
def closed(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    users = tmp_path_factory.mktemp("users")
    with_users(users)
    with served(
        store,
        closed=True,
        POLICY_USERS_FILE=str(users / "users.yaml"),
        POLICY_ANSWER_AT_ONCE="1",
        POLICY_ANSWER_WAITING="0",
    ) as url:
        yield url


def test_only_the_tools_are_public(page_url: str, client: Client) -> None:
    info = httpx.get(f"{page_url}gradio_api/info").json()
    assert {name.strip("/") for name in info["named_endpoints"]} == TOOLS
    assert not info["unnamed_endpoints"]
    ask = info["named_endpoints"]["/ask"]
    assert ask["description"] == tools.ASK.description
    assert [p["parameter_name"] for p in ask["parameters"]] == ["question", "history", "in_force"]
    for name in ("/_ask", "/_reopen", "/_delete"):
        with pytest.raises(ValueError, match="api_name"):
            client.predict(api_name=name)


def test_ask(client: Client) -> None:
    job = client.submit(CEMENT, api_name="/ask")
    answer: dict[str, Any] = job.result(60)
    assert set(answer) == ANSWER_KEYS and answer["question"] == CEMENT
    assert answer["status"] == "answered" and "[1]" in answer["answer"]
    first = answer["citations"][0]
    assert first["end"] - first["start"] == len(first["quote"])
    assert job.outputs()[-1] == answer
    followed = client.predict("1000吨的呢？", history=[CEMENT], api_name="/ask")
    assert followed["citations"] and "水泥" in followed["answer"]


def test_search_duties_documents(client: Client) -> None:
    hits = client.predict(CEMENT, limit=3, api_name="/search")["hits"]
    assert 0 < len(hits) <= 3 and "水泥" in hits[0]["text"]
    duties = client.predict("工信局", api_name="/duties")
    assert duties["duties"] and duties["duties"][0]["citation"]["quote"]
    page = client.predict(api_name="/documents")
    assert page["total"] == len(page["documents"]) >= 1
    known = page["documents"][0]
    assert client.predict(known["number"], api_name="/documents")["total"] >= 1
    assert client.predict("没有的词", api_name="/documents") == {"total": 0, "documents": []}


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("/ask", {"question": ""}),
        ("/ask", {"question": "长" * 3000}),
        ("/ask", {"question": CEMENT, "history": [CEMENT] * 21}),
        ("/ask", {"question": CEMENT, "history": ["长" * 3000]}),
        ("/ask", {"question": CEMENT, "history": [1]}),
        ("/search", {"question": CEMENT, "limit": 51}),
        ("/duties", {"department": "没有这个部门"}),
        ("/documents", {"offset": -1}),
    ],
)
def test_what_can_not_be_used_is_said_in_one_line(
    client: Client, name: str, arguments: dict[str, Any]
) -> None:
    with pytest.raises(AppError) as error:
        client.predict(**arguments, api_name=name)
    line = str(error.value)
    assert any("一" <= sign <= "鿿" for sign in line) and "Traceback" not in line


def test_behind_the_gate(closed: str) -> None:
    away = httpx.get(f"{closed}api-docs", headers={"accept": "text/html"})
    assert away.status_code == 303 and "sign-in" in away.headers["location"]
    assert "HTTP Basic" in httpx.get(f"{closed}api-docs", auth=("li", GOOD)).text
    assert httpx.get(f"{closed}gradio_api/info").status_code == 401
    assert httpx.post(f"{closed}mcp", json={}).status_code == 401
    client = Client(closed, httpx_kwargs={"auth": ("li", GOOD)}, verbose=False)
    assert client.predict(CEMENT, api_name="/ask")["status"] == "answered"
    jobs = [client.submit(CEMENT, api_name="/ask") for _ in range(8)]
    _one_at_a_time([_words(job) for job in jobs])
    client.close()


def _words(job: Job) -> str:
    try:
        return str(job.result(60)["status"])
    except AppError as error:
        return str(error)


def _one_at_a_time(said: list[str]) -> None:
    """Some are answered, the others told to come later, and nothing else happens."""
    answered = said.count("answered")
    assert 0 < answered < len(said), said
    assert all("稍后再试" in words for words in said if words != "answered"), said


@asynccontextmanager
async def _session(url: str, **options: Any) -> AsyncIterator[ClientSession]:
    async with (
        httpx.AsyncClient(timeout=60, **options) as http,
        streamable_http_client(f"{url}mcp", http_client=http) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        yield session


async def test_mcp(page_url: str) -> None:
    async with _session(page_url) as session:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert set(tools) == TOOLS and tools["search"].description == texts.SEARCH
        assert tools["ask"].inputSchema["properties"]["question"]["description"]
        answer = await session.call_tool("ask", {"question": CEMENT})
        assert not answer.isError and answer.structuredContent
        assert set(answer.structuredContent) == ANSWER_KEYS
        assert json.loads(answer.content[0].text) == answer.structuredContent
        for name, arguments in (
            ("search", {"question": CEMENT, "limit": 2}),
            ("duties", {"department": "工信局"}),
            ("documents", {}),
        ):
            found = await session.call_tool(name, arguments)
            assert not found.isError and found.structuredContent, name
        refused = await session.call_tool("ask", {"question": ""})
        assert refused.isError and "问题" in refused.content[0].text


async def test_mcp_behind_the_gate(closed: str) -> None:
    async with _session(closed, auth=("li", GOOD)) as session:
        answers = await asyncio.gather(
            *(session.call_tool("ask", {"question": CEMENT}) for _ in range(8))
        )
        contents = [(answer.structuredContent, answer.content[0].text) for answer in answers]
        _one_at_a_time([str(found["status"]) if found else words for found, words in contents])


def test_mcp_takes_nothing_from_other_sites(page_url: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    for wrong in ({"host": "evil.test"}, {"origin": "http://evil.test"}):
        assert httpx.post(f"{page_url}mcp", json=body, headers=accept | wrong).status_code in (
            400,
            403,
        )
