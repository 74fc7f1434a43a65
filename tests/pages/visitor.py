"""A visitor at a browser who notes everything that should not happen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    expect,
    sync_playwright,
)

# A script for the page: what it shows with too little contrast for WCAG AA.
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
ARTIFACTS = Path(__file__).resolve().parents[1] / "artifacts"
# What Chromium and Gradio say of streams that leaving a page breaks off.
_LEFT = ("AbortError", "Connection errored out")
# A busy machine is slow, not wrong.
_PATIENCE = 60_000  # milliseconds
expect.set_options(timeout=_PATIENCE)
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

    def asked_for(self, request: Request) -> None:
        """Note a request to another machine; none of them leaves."""
        address = urlsplit(request.url)
        if address.scheme not in _LOCAL_SCHEMES and address.hostname != "127.0.0.1":
            self.foreign.append(request.url)

    def told(self, message: ConsoleMessage) -> None:
        """Note what the console complains about."""
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium of the machine; no name but our own address leads anywhere."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--process-per-site",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()


@contextmanager
def visit(browser: Browser, url: str, width: int, height: int, scheme: str) -> Iterator[Visitor]:
    """A new visitor; when done, nothing may have left the machine or gone wrong in the console."""
    with _context(browser, url, touch=width < 900) as context:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        visitor = Visitor(page, url)
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on("console", visitor.told)
        context.on("request", visitor.asked_for)
        yield visitor
        context.remove_listener("request", visitor.asked_for)
    assert visitor.foreign == [], visitor.foreign
    complaints = [c for c in visitor.complaints if not any(words in c for words in _LEFT)]
    assert complaints == [], complaints


# Browser contexts by whether they are touched, to be used again: each visitor comes without cookies and
# without anything that a page keeps, but the scripts of the pages are read once and not in every test.
_free: WeakKeyDictionary[Browser, dict[bool, list[BrowserContext]]] = WeakKeyDictionary()


@contextmanager
def _context(browser: Browser, url: str, *, touch: bool) -> Iterator[BrowserContext]:
    free = _free.setdefault(browser, {False: [], True: []})[touch]
    context = free.pop() if free else browser.new_context(locale="zh-CN", has_touch=touch)
    context.set_default_timeout(_PATIENCE)
    try:
        yield context
    except BaseException:
        context.close()
        raise
    keeper = context.new_page()  # the process that has read the scripts lives on in it
    keeper.goto(f"{url}favicon.ico")
    for page in context.pages:
        if page is not keeper:
            page.close()
    kept = {"origin": url.rstrip("/"), "storageTypes": "local_storage,indexeddb"}
    context.new_cdp_session(keeper).send("Storage.clearDataForOrigin", kept)
    context.clear_cookies()
    context.clear_permissions()
    free.append(context)
