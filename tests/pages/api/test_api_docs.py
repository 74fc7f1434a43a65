"""The page 接口说明 says what there is, and its example works as it stands there."""

import contextlib
import html
import io
import re

import httpx
from playwright.sync_api import Browser

from pages.api.tools import TOOLS


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


def test_the_example_works(page_url: str) -> None:
    page = httpx.get(f"{page_url}api-docs").text
    code = html.unescape(re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)[0])
    assert "gradio_client" in code
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(code, {})  # noqa: S102
    assert "应当淘汰" in said.getvalue() and "answered" in said.getvalue()


def test_it_is_linked_and_fits_a_phone(page_url: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(page_url)
    page.get_by_role("link", name="接口说明").click()
    page.get_by_role("heading", level=1, name="接口说明").wait_for()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
