"""What every page has around it: the head with the name, the way to the other pages."""

from collections.abc import Sequence
from html import escape

import gradio as gr

from pages import texts
from pages.access import texts as access
from pages.access.sign_in import ACCOUNT, SIGN_IN, SIGN_OUT
from pages.identity import Identity, of
from pages.links import at
from pages.theme import asset

BRAND = (
    f'<span class="seal" aria-hidden="true">{texts.APP_SEAL}</span>'
    f"<div><h1>{texts.APP_NAME}</h1><p>{texts.APP_LINE}</p></div>"
)


_HERE = ' aria-current="page"'


def header(here: str) -> None:
    """Build the head of the page at ``here`` (its path) into the ``gr.Blocks`` around."""
    still(f'<div class="brand">{BRAND}</div>{navigation(here)}', "brand")
    account = still("", "account")

    def signed_in(request: gr.Request) -> str:
        return account_line(of(request), here)

    gr.on(
        None,  # when the page opens
        signed_in,
        None,
        account,
        queue=False,
        show_progress="hidden",
        api_visibility="private",
    )


def account_line(identity: Identity, here: str = "") -> str:
    """Who is signed in and the way out, or the way in; of the administrator's pages the one at
    ``here`` is marked."""
    if not identity.signed_in:
        return f'<a href="{at(SIGN_IN)}">{access.TITLE}</a>'
    role = access.ROLES[identity.role.value]
    links = _links(texts.ADMINISTRATION_PAGES, here) if identity.administers else ""
    if links:
        links = f'<nav class="administration" aria-label="{texts.ADMINISTRATION}">{links}</nav>'
    return (
        f"{links}"
        f'<a class="who" href="{at(ACCOUNT)}" title="{role}">{escape(identity.name)}</a>'
        f'<form method="post" action="{at(SIGN_OUT)}"><button>{access.LEAVE}</button></form>'
    )


def navigation(here: str) -> str:
    """Links to the pages for everybody, the one at ``here`` marked."""
    links = _links(texts.PAGES, here)
    return f'<nav class="pages" aria-label="{texts.PAGES_LABEL}">{links}</nav>'


def _links(pages: Sequence[tuple[str, str]], here: str) -> str:
    return "".join(
        f'<a href="{at(path)}"{_HERE if path == here else ""}>{escape(name)}</a>'
        for path, name in pages
    )


def still(html: str, elem_id: str) -> gr.HTML:
    """HTML that never changes."""
    return gr.HTML(html, apply_default_css=False, js_on_load=None, elem_id=elem_id)


def live(html: str, elem_id: str, *, render: bool = True) -> gr.HTML:
    """HTML whose buttons and forms send events, by the script ``assets/ELEM_ID.js``."""
    script = asset(f"{elem_id}.js")
    return gr.HTML(html, apply_default_css=False, js_on_load=script, elem_id=elem_id, render=render)
