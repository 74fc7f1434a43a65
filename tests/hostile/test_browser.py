"""Chromium opens every page over hostile documents, catalogues and records: nothing runs, nothing is
smuggled in, nothing is fetched from elsewhere, and what was written stands there as words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.hostile.payloads import MARKUP
from tests.hostile.site import CATALOG, EVIL_NAME, VICTIM, Site, functions
from tests.hostile.tally import held
from tests.pages.access.doors import GOOD
from tests.pages.visitor import Visitor, visit

pytestmark = pytest.mark.browser
# What no page of ours has, and nearly every hostile word would bring along.
_SMUGGLED = """() => {
  const bad = [...document.querySelectorAll('body *, head *')].filter(e =>
    ['IFRAME', 'OBJECT', 'EMBED', 'MARQUEE', 'MATH', 'XSS', 'AUDIO', 'VIDEO'].includes(e.tagName)
    || [...e.attributes].some(a => /^on(?!boarding)/.test(a.name) || a.name === 'srcdoc'
      || /^\\s*(javascript|vbscript):/i.test(a.value) && /^(href|src|action|formaction)$/.test(a.name)
      || /evil\\.example/.test(a.value) && !['value', 'placeholder', 'title', 'aria-label', 'content'].includes(a.name)
           && !a.name.startsWith('data-'))
    || e.tagName === 'BASE' && e.getAttribute('href') !== './'
    || e.tagName === 'META' && /refresh/i.test(e.httpEquiv)
    || e.tagName === 'IMG' && e.getAttribute('src') === 'x'
    || e.tagName === 'STYLE' && /display:none\\}$|evil/.test(e.textContent)
    || e.tagName === 'SCRIPT' && /^\\s*(window|parent)\\.__xss/.test(e.textContent));
  return {ran: window.__xss ?? null, bad: bad.map(e => e.outerHTML.slice(0, 200))};
}"""


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    with visit(browser, site.url, 1280, 800, "light") as visitor:
        cookie = {"name": "policy_visitor", "value": VICTIM, "url": site.url}
        visitor.page.context.add_cookies([cookie])  # type: ignore[list-item]
        yield visitor
        # said by Gradio's own box of files, and of requests that are broken off by leaving a page
        idle = ("Method not implemented.", "net::ERR_")
        visitor.complaints[:] = [
            c for c in visitor.complaints if not any(words in c for words in idle)
        ]


def _sign_in(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.url}sign-in?next=/")
    visitor.page.fill("#name", "chef")
    visitor.page.fill("#password", GOOD)
    visitor.page.get_by_role("button").click()
    visitor.page.wait_for_url(visitor.url)


def _clean(page: Page, where: str, count: int = 1) -> None:
    """Count ``count`` inputs that stand on the page, if it is as we made it."""
    found = page.evaluate(_SMUGGLED)
    for _ in range(count):
        held("浏览器", found == {"ran": None, "bad": []}, (where, found))


def _as_words(page: Page, where: str, inside: str) -> None:
    """Every hostile word that a view holds counts; there must be most of them."""
    told = "".join((page.locator(inside).first.text_content() or "").split())
    values = page.locator(inside).first.locator("input, option").evaluate_all(
        "all => all.map(e => e.value).join(' ')"
    )  # fmt: skip
    told += "".join(values.split())
    shown = [w for w in MARKUP if "".join(w.split())[:40] in told]
    assert len(shown) > len(MARKUP) // 3, (where, len(shown))
    _clean(page, where, len(shown))


def test_conversations_questions_answers_and_feedback(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open()
    page.locator(".history-list li").nth(40).wait_for(state="attached")
    page.locator(".history").get_by_text("显示更早的对话").click()
    page.locator(".history-list li").nth(90).wait_for(state="attached")
    _as_words(page, "conversations", ".history-list")
    page.locator(".history-open", has_text="全部").first.click()
    page.locator(".turn").nth(100).wait_for(state="attached")
    page.locator(".source[data-n]").first.wait_for()
    _as_words(page, "turns", "#transcript")
    _clean(page, "source")


def test_questions_by_hand_and_by_address(visitor: Visitor) -> None:
    page = visitor.page
    words = [w for w in MARKUP if w.isprintable() and len(w) < 200]
    visitor.open()
    visitor.ask(("蓝莓种植补贴 " + " ".join(words))[:1900])
    _clean(page, "asked", 40)
    page.goto(
        f"{visitor.url}?q="
        + "蓝莓种植补贴由谁负责？<img src=x onerror=window.__xss=1>\"'><svg onload=window.__xss=1>"
    )
    visitor.finished(0)
    expect(page.locator(".source[data-n]").first).to_be_visible()
    _clean(page, "address", 2)


def test_catalogues_and_duties(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(f"{visitor.url}catalogs")
    page.locator("button", has_text=CATALOG).first.click()
    page.locator("table.rows tbody tr").nth(40).wait_for()
    rows = page.locator("table.rows tbody tr").count()
    _clean(page, "catalogue", rows)
    page.locator("table.rows tbody tr button").first.click()
    page.locator(".passage, .source").first.wait_for()
    _clean(page, "row")
    page.goto(f"{visitor.url}duties")
    page.locator("form.query input").first.fill("<img src=x onerror=window.__xss=1>")
    page.locator("form.query input").first.press("Enter")
    page.wait_for_timeout(500)
    _clean(page, "duties")


def test_the_library_of_an_administrator(visitor: Visitor, site: Site) -> None:
    page = visitor.page
    _sign_in(visitor)
    page.goto(f"{visitor.url}admin/")
    page.locator("table.library-table").wait_for()
    _as_words(page, "failed files", ".failures")
    page.locator("table.library-table button", has_text="onerror").first.click()
    expect(page.locator(".detail")).to_contain_text("onerror")
    page.locator(".detail .correct:not(.measure) input").first.wait_for()
    _clean(page, "detail", 12)
    given = {"name": f"新{EVIL_NAME}", "mimeType": "", "buffer": "<b onclick=a()>通知".encode()}
    page.locator("#upload input[type=file]").set_input_files([given])  # type: ignore[list-item]
    page.locator(".progress li .badge").first.wait_for(timeout=300_000)
    _clean(page, "upload")


def test_every_page_that_there_is(visitor: Visitor, site: Site) -> None:
    """Pages that come later are opened too: each with the hostile store behind it."""
    chef = site.signed_in("chef")
    paths = [
        f"{mount}{name}"
        for mount in ("", "admin/")
        for name, *_ in chef.get(f"{mount}config").json()["pages"]
    ]
    assert {"", "duties", "catalogs", "admin/"} <= set(paths) and functions(chef)
    _sign_in(visitor)
    for path in paths:
        page = visitor.page
        page.goto(visitor.url + path)
        page.locator("#header").first.wait_for()
        page.wait_for_timeout(300)
        _clean(page, path)
