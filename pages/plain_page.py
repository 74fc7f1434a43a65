"""Pages beside Gradio's: HTML that works without scripts, with one style sheet inside it."""

import base64
import hashlib
from functools import cache
from html import escape

from starlette.responses import HTMLResponse

from pages import texts
from pages.links import at
from pages.theme import asset, icon

_WIDE = ' class="wide"'


def plain_page(
    title: str, body: str, status: int = 200, wide: bool = False, sheet: str = ""
) -> HTMLResponse:
    """A page around ``body`` (HTML). Nothing may run on it, and only its own style is used, with that
    of the asset ``sheet``."""
    style, digest = _style(sheet)
    name = escape(texts.APP_NAME)
    html = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} - {name}</title>{icon()}"
        f"<style>{style}</style></head><body>"
        f'<header><a class="brand" href="{at("/")}"><span class="seal" aria-hidden="true">'
        f"{texts.APP_SEAL}</span><span><strong>{name}</strong>"
        f"<small>{escape(texts.APP_LINE)}</small></span></a></header>"
        f"<main{_WIDE if wide else ''}><h1>{escape(title)}</h1>{body}</main>"
        "</body></html>"
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    headers = {"content-security-policy": policy, "cache-control": "no-store"}
    return HTMLResponse(html, status, headers)


@cache
def _style(sheet: str) -> tuple[str, str]:
    style = asset("plain/plain.css") + (asset(sheet) if sheet else "")
    return style, base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
