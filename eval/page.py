"""How heavy the pages are, and how soon they and an answer can be seen, in headless Chromium."""

import statistics
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from eval.serving import serving

PATHS = ("/", "/duties", "/catalogs")
_TURN = '.turn[data-turn="0"]'
_CHROMIUM = "/usr/bin/chromium"
_SETTLED = 1500  # milliseconds in which whatever is fetched late has come
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


def measure(store: Path, questions: list[str]) -> dict[str, Any]:
    """Open each page with an empty cache, ask ``questions`` on the first; many who ask at once are
    measured by ``eval load``.

    Returns, by path, kilobytes over the wire, requests, milliseconds to the first paint and until
    it can be used; and p50 of milliseconds from Enter to the first words and to the whole answer.
    """
    with serving(store) as served, sync_playwright() as playwright:
        url = served.url
        chromium = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        _opened(chromium, url, "/")  # what the server does once is not counted
        pages = {path: _opened(chromium, url, path) for path in PATHS}
        first, whole = _asked(chromium, url, questions)
        chromium.close()
    return {"pages": pages, "first_words_ms": first, "answer_ms": whole, "n": len(questions)}


def _visited(chromium: Browser) -> Page:
    """A new visitor's page."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    return context.new_page()


def _opened(chromium: Browser, url: str, path: str) -> dict[str, float]:
    page = _visited(chromium)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda done: received.append(done["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(url + path)
    page.locator("input:visible, textarea:visible, select:visible").first.wait_for()
    usable = 1000 * (time.perf_counter() - begun)
    page.wait_for_timeout(_SETTLED)  # an event stream stays open: the network is never idle
    paint = float(page.evaluate(_PAINT))
    page.context.close()
    return {
        "kilobytes": round(sum(received) / 1000),
        "requests": len(received),
        "first_paint_ms": round(paint),
        "usable_ms": round(usable),
    }


def _asked(chromium: Browser, url: str, questions: list[str]) -> tuple[float, float]:
    """Ask one after the other, in a new conversation each; p50 of both times."""
    first, whole = [], []
    for question in questions:
        page = _visited(chromium)
        page.goto(url)
        box = page.locator("#ask textarea")
        box.fill(question)
        begun = time.perf_counter()
        box.press("Enter")
        page.locator(_TURN).locator(".words, .notice").first.wait_for()
        first.append(1000 * (time.perf_counter() - begun))
        page.locator(_TURN).locator(".actions, .notice").first.wait_for()
        whole.append(1000 * (time.perf_counter() - begun))
        page.context.close()
    return round(statistics.median(first)), round(statistics.median(whole))
