"""A visitor at a browser who notes everything that should not happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Route

# A script for the page: what it shows with too little contrast for WCAG AA.
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
ARTIFACTS = Path(__file__).resolve().parents[1] / "artifacts"
# What Chromium and Gradio say of streams that leaving a page breaks off.
_LEFT = ("AbortError", "Connection errored out")
_LOCAL_SCHEMES = {"data", "blob", "about"}


@dataclass
class Visitor:
    """One page in its own browser context."""

    page: Page
    url: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> None:
        """Open the page and wait until it can be used."""
        self.page.goto(self.url + path)
        self.page.locator("#ask textarea").wait_for()

    def reload(self) -> None:
        """Load the page anew; Chromium reports streams that its own leaving broke off."""
        before = list(self.complaints)
        self.page.reload()
        self.page.locator("#ask textarea").wait_for()
        self.complaints[:] = before

    def ask(self, question: str) -> Locator:
        """Type a question, send it with Enter, and return the finished turn."""
        turns = self.page.locator(".turn").count()
        box = self.page.locator("#ask textarea")
        box.fill(question)
        box.press("Enter")
        return self.finished(turns)

    def finished(self, index: int) -> Locator:
        """Turn ``index``, once its answer is complete."""
        turn = self.page.locator(f'.turn[data-turn="{index}"]')
        turn.locator(".actions, .notice").first.wait_for()
        return turn

    def source(self, turn: int, n: int) -> Locator:
        """The source panel, once it shows citation ``n`` of ``turn``."""
        panel = self.page.locator(f'.source[data-turn="{turn}"][data-n="{n}"]')
        panel.wait_for()
        return panel

    def picture(self, name: str) -> None:
        """Keep a screenshot of what is visible, animations finished."""
        ARTIFACTS.mkdir(exist_ok=True)
        self.page.wait_for_timeout(400)
        self.page.screenshot(path=ARTIFACTS / f"{name}.png", animations="disabled")

    def _route(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in _LOCAL_SCHEMES or address.hostname == "127.0.0.1":
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()


@contextmanager
def visit(browser: Browser, url: str, width: int, height: int, scheme: str) -> Iterator[Visitor]:
    """A new visitor; when done, nothing may have left the machine or gone wrong in the console."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="zh-CN",
        has_touch=width < 900,
    )
    context.set_default_timeout(30_000)  # a busy machine is slow, not wrong
    page = context.new_page()
    visitor = Visitor(page, url)
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    page.on(
        "console",
        lambda message: (
            visitor.complaints.append(message.text)
            if message.type in ("error", "warning")
            else None
        ),
    )
    context.route("**/*", visitor._route)
    yield visitor
    context.close()
    assert visitor.foreign == [], visitor.foreign
    complaints = [c for c in visitor.complaints if not any(words in c for words in _LEFT)]
    assert complaints == [], complaints
