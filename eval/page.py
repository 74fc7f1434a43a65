"""How heavy the pages are, and how soon they and an answer can be seen, in headless Chromium."""

import statistics
import time
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Locator, Page, TimeoutError, sync_playwright

from eval.serving import serving

PATHS = ("/", "/duties", "/catalogs")
_TURN = '.turn[data-turn="0"]'
_PATIENCE = 120_000  # milliseconds until a visitor counts as not answered
_CHROMIUM = "/usr/bin/chromium"
_SETTLED = 1500  # milliseconds in which whatever is fetched late has come
_WATCH = """() => {
  const asked = performance.now();
  new MutationObserver((_, watcher) => {
    if (!document.querySelector('.turn[data-turn="0"] :is(.actions, .notice)')) return;
    window.answered = performance.now() - asked;
    watcher.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
}"""
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"


def measure(store: Path, questions: list[str]) -> dict[str, Any]:
    """Open each page with an empty cache, ask ``questions`` on the first, then all of them at once.

    Returns, by path, kilobytes over the wire, requests, milliseconds to the first paint and until
    it can be used; p50 of milliseconds from Enter to the first words and to the whole answer; and,
    of as many visitors as there are questions, p50 and p95 of milliseconds to the whole answer, how
    many had none, and how many saw another answer than one who asked the same alone.
    """
    with serving(store) as served, sync_playwright() as playwright:
        url = served.url
        chromium = playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        _opened(chromium, url, "/")  # what the server does once is not counted
        pages = {path: _opened(chromium, url, path) for path in PATHS}
        first, whole, answers = _asked(chromium, url, questions)
        crowd = _at_once(chromium, url, answers)
        chromium.close()
    alone = {"first_words_ms": first, "answer_ms": whole}
    return {"pages": pages, **alone, "n": len(questions), "at_once": crowd}


def _opened(chromium: Browser, url: str, path: str) -> dict[str, float]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda done: received.append(done["encodedDataLength"]))
    begun = time.perf_counter()
    page.goto(url + path)
    page.locator("input:visible, textarea:visible, select:visible").first.wait_for()
    usable = 1000 * (time.perf_counter() - begun)
    page.wait_for_timeout(_SETTLED)  # an event stream stays open: the network is never idle
    paint = float(page.evaluate(_PAINT))
    context.close()
    return {
        "kilobytes": round(sum(received) / 1000),
        "requests": len(received),
        "first_paint_ms": round(paint),
        "usable_ms": round(usable),
    }


def _asked(
    chromium: Browser, url: str, questions: list[str]
) -> tuple[float, float, dict[str, str]]:
    """Ask one after the other, in a new conversation each; p50 of both times, and the answers."""
    first, whole, answers = [], [], {}
    for question in questions:
        page, box = _visited(chromium, url)
        box.fill(question)
        begun = time.perf_counter()
        box.press("Enter")
        page.locator(_TURN).locator(".words, .notice").first.wait_for()
        first.append(1000 * (time.perf_counter() - begun))
        page.locator(_TURN).locator(".actions, .notice").first.wait_for()
        whole.append(1000 * (time.perf_counter() - begun))
        answers[question] = _shown(page)
        page.context.close()
    return round(statistics.median(first)), round(statistics.median(whole)), answers


def _at_once(chromium: Browser, url: str, answers: dict[str, str]) -> dict[str, float]:
    """Let a visitor each ask one of the questions, all within a moment; ``answers`` are the right ones."""
    visitors = [(question, *_visited(chromium, url)) for question in answers]
    for question, page, box in visitors:
        box.fill(question)
        page.evaluate(_WATCH)
    for _, _, box in visitors:
        box.press("Enter", no_wait_after=True)
    times, mixed = [], 0
    for question, page, _ in visitors:
        try:
            page.wait_for_function("window.answered", timeout=_PATIENCE)
        except TimeoutError:
            continue
        times.append(float(page.evaluate("window.answered")))
        mixed += _shown(page) != answers[question] or page.locator(".turn").count() != 1
    return {
        "visitors": len(visitors),
        "p50_ms": round(float(np.percentile(times, 50))),
        "p95_ms": round(float(np.percentile(times, 95))),
        "unanswered": len(visitors) - len(times),
        "mixed": mixed,
    }


def _visited(chromium: Browser, url: str) -> tuple[Page, Locator]:
    """A new visitor's page, and the box for questions."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page = context.new_page()
    page.goto(url)
    box = page.locator("#ask textarea")
    box.wait_for()
    return page, box


def _shown(page: Page) -> str:
    """Question and answer as they stand on the page, without what differs from time to time."""
    question = page.locator(_TURN).locator(".question").inner_text()
    return question + page.locator(_TURN).locator(".words, .notice").first.inner_text()
