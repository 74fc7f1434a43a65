"""Behind a real nginx with TLS and a path prefix: pages, streams, sign-in, upload, download, MCP.

Once by the sample of ``deploy/``, once by a configuration that passes no header and cuts the prefix.
"""

import shutil
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client
from playwright.sync_api import Browser, Page, Request, Response

from pages import texts
from tests.assistant.writing.scripted_endpoint import Handler
from tests.assistant.writing.scripted_endpoint import serving as endpoint
from tests.pages.access.doors import GOOD, with_users
from tests.pages.page_server import free_port, served
from tests.pages.serving.reverse_proxy import bare, nginx, sample
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.browser

ASKED = "技改找谁备案"
CEMENT = "日产800吨的水泥线会不会被淘汰？"
SENTENCE = "各级工业和信息化部门负责牵头组织开展企业技术改造项目的备案[1]。"
PAGES = (
    "",
    "match",
    "duties",
    "tasks",
    "catalogs",
    "compare",
    "api-docs",
    "sign-in",
    "duties?page=2",
)
# A script for the page: every address within the site that it holds, but one that Gradio writes into
# its own head and nothing uses.
OWN = """() => ['href', 'src', 'action'].flatMap(
    name => [...document.querySelectorAll(`[${name}]`)].map(e => e.getAttribute(name))
).filter(address => address.startsWith('/') && address !== '/manifest.json')"""
_PATIENCE = 20_000  # milliseconds
_PAUSE = 0.6  # seconds between two sentences that the model writes


@pytest.fixture(scope="module", params=[sample, bare], ids=["sample", "bare"])
def site(
    request: pytest.FixtureRequest, seed_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address that visitors know, "/" at its end; nginx stands there."""
    folder = tmp_path_factory.mktemp("nginx")
    store = Path(shutil.copytree(seed_store, folder / "store", symlinks=True))
    with_users(store)
    port, plain_port = free_port(), free_port()
    url = f"https://127.0.0.1:{port}/policy"
    with pytest.MonkeyPatch.context() as patch, endpoint(_slowly) as script:
        configured = {
            "POLICY_PUBLIC_URL": url,
            "POLICY_MODEL": "m",
            "POLICY_MODEL_URL": script.url,
        }
        for name, value in configured.items():  # not only while the pages are made
            patch.setenv(name, value)
        tls = tmp_path_factory.mktemp("tls")
        with (
            served(store, **configured) as pages,
            nginx(tls, request.param(tls, port, plain_port, pages), port),
        ):
            request.module.TRUST = ssl.create_default_context(cafile=str(tls / "policy.crt"))
            yield f"{url}/"


TRUST: Any = None


def _slowly(handler: Handler, _: dict[str, Any]) -> None:
    handler.begin()
    for _ in range(3):
        handler.event(SENTENCE)
        time.sleep(_PAUSE)
    handler.event(finish="stop")
    handler.send("data: [DONE]\n\n")


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page in which nothing may go wrong, and nothing be asked for outside the prefix."""
    context = browser.new_context(ignore_https_errors=True, locale="zh-CN", accept_downloads=True)
    context.set_default_timeout(_PATIENCE)
    page = context.new_page()
    wrong: list[str] = []

    def asked(request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(site):
            wrong.append(f"outside: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status}: {response.url}")

    context.on("request", asked)
    context.on("response", answered)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.remove_listener("response", answered)
    context.close()
    assert wrong == []


def test_every_page_stays_within_the_prefix(page: Page, site: str) -> None:
    for path in PAGES:
        page.goto(site + path)
        page.locator("h1").first.wait_for()
        links = page.evaluate(OWN)
        assert links and all(link.startswith("/policy/") for link in links), (path, links)
    page.goto(site)
    page.get_by_role("link", name="查职责").click()
    page.wait_for_url(f"{site}duties**")
    bare = httpx.get(site.rstrip("/"), verify=TRUST)
    assert bare.has_redirect_location and bare.headers["location"].endswith("/policy/")


def test_an_answer_grows_and_is_exported(page: Page, site: str) -> None:
    visitor = Visitor(page, site)
    visitor.open()
    visitor.page.locator("#ask textarea").fill(ASKED)
    visitor.page.locator("#ask textarea").press("Enter")
    # The extract comes through while the model still writes; a proxy that kept it back would show it
    # with the whole answer.
    page.locator(".searching", has_text=texts.WRITING).wait_for()
    visitor.finished(0)
    assert SENTENCE.removesuffix("[1]。") in page.locator(".turn").inner_text()
    links = page.evaluate(OWN)
    assert all(link.startswith("/policy/") for link in links), links
    exported = next(link for link in links if link.endswith(".docx"))
    jar = {c["name"]: c["value"] for c in page.context.cookies()}
    file = httpx.get(site.removesuffix("/policy/") + exported, cookies=jar, verify=TRUST)
    assert file.status_code == 200 and file.content.startswith(b"PK")
    cookies = page.context.cookies()
    assert cookies and all(c["path"] == "/policy/" and c["secure"] for c in cookies), cookies


def test_signing_in_uploading_downloading(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}admin")
    page.wait_for_url(f"{site}sign-in**")
    page.fill("#name", "chef")
    page.fill("#password", GOOD)
    page.get_by_role("button").click()
    page.wait_for_url(f"{site}admin/")
    name = f"代理{time.time_ns()}.txt"
    file = tmp_path / name
    # larger than nginx takes by itself
    file.write_text(
        "关于代理的通知\n\n第一条 本通知自印发之日起施行。\n" + "补充说明。\n" * 150_000, "utf-8"
    )
    assert file.stat().st_size > 1_500_000
    page.locator("#upload input[type=file]").set_input_files(file)
    page.locator("#upload").get_by_text("代理").first.wait_for()
    jar = {c["name"]: c["value"] for c in page.context.cookies()}
    with httpx.Client(base_url=site, cookies=jar, verify=TRUST) as http:
        table = http.get("duties/table.xlsx")
        assert table.status_code == 200 and table.content.startswith(b"PK")
        assert http.get("admin/insight.xlsx").status_code == 200
        assert http.get("metrics").status_code == 200
    assert httpx.get(f"{site}metrics", verify=TRUST).status_code == 403


async def test_mcp(site: str) -> None:
    async with (
        httpx.AsyncClient(timeout=60, verify=TRUST) as http,
        streamable_http_client(f"{site}mcp", http_client=http) as (read, write, _),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        found = await session.call_tool("search", {"question": CEMENT, "limit": 2})
        assert not found.isError and found.structuredContent


def test_a_program_hears_the_answer_as_it_grows(site: str) -> None:
    client = Client(site, verbose=False, analytics_enabled=False, ssl_verify=TRUST)
    times = []
    for step in client.submit(ASKED, api_name="/ask"):
        times.append(time.monotonic())
        last = step
    client.close()
    assert last["status"] == "answered" and times[-1] - times[0] > _PAUSE


def test_the_page_of_interfaces_tells_the_address_outside(site: str) -> None:
    told = httpx.get(f"{site}api-docs", verify=TRUST).text
    assert f'Client("{site}")' in told.replace("&quot;", '"') and f"{site}mcp" in told
    assert urlsplit(site).scheme == "https"
