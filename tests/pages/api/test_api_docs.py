"""The page 接口说明 says what there is, and its examples work as they stand there."""

import html
import json
import re
import subprocess
import sys

import httpx
from playwright.sync_api import Browser

from pages.api.tools import TOOLS
from tests.pages.page_server import environment


def test_the_page_says_what_there_is(page_url: str) -> None:
    page = httpx.get(f"{page_url}api-docs")
    assert page.status_code == 200 and f"{page_url}mcp" in page.text
    endpoints = httpx.get(f"{page_url}gradio_api/info").json()["named_endpoints"]
    for tool in TOOLS:
        parameters = endpoints[f"/{tool.name}"]["parameters"]
        told = [(a.name, not a.required, a.default) for a in tool.arguments]
        assert told == [
            (p["parameter_name"], p["parameter_has_default"], p["parameter_default"])
            for p in parameters
        ]
        assert all(f"<code>{a.name}</code>" in page.text for a in tool.arguments)


def test_every_example_works_as_it_stands_there(page_url: str) -> None:
    page = httpx.get(f"{page_url}api-docs").text
    python, curl, chat, address, mcp_python, mcp_curl = (
        html.unescape(code) for code in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    )
    said = _run(sys.executable, "-c", python)
    assert "应当淘汰" in said and "answered" in said
    events = _run("bash", "-c", curl)
    assert "event: complete" in events
    (answer,) = json.loads(events.rpartition("data: ")[2])
    assert answer["status"] == "answered"
    assert "应当淘汰" in _run(sys.executable, "-c", chat)
    assert address == f"{page_url}mcp"
    assert "应当淘汰" in _run(sys.executable, "-c", mcp_python)
    found = json.loads(_run("bash", "-c", mcp_curl))["result"]
    assert not found["isError"] and len(found["structuredContent"]["hits"]) == 2


def _run(*words: str) -> str:
    """What a program says that is run as a reader of the page would."""
    done = subprocess.run(
        words, capture_output=True, encoding="utf-8", env=environment(), timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_it_is_linked_and_fits_a_phone(page_url: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(page_url)
    page.get_by_role("link", name="接口说明").click()
    page.get_by_role("heading", level=1, name="接口说明").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
