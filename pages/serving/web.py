"""The web application: Gradio's pages mounted on FastAPI, and a name for every visitor."""

import secrets
import warnings
from collections.abc import Callable
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.settings import settings
from pages.app import administration_pages, public_pages
from pages.catalogs.page import catalogs_downloads
from pages.chat.exports import export_routes
from pages.desk import Desk
from pages.duties.page import duties_downloads
from pages.identity import Identity, Role, parse
from pages.library.page import PATH as ADMINISTRATION
from pages.theme import FAVICON, head, theme

_COOKIE = "policy_visitor"
_YEAR = 365 * 24 * 3600  # seconds


def web_application(desk: Desk) -> FastAPI:
    """Everything that is served, over one desk."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(_Named)
    app.include_router(export_routes(desk, _visitor))
    app.get("/favicon.ico")(_favicon)
    app.include_router(duties_downloads(desk))
    app.include_router(catalogs_downloads(desk))
    mount(app, administration_pages(desk), ADMINISTRATION, _administrator)
    mount(app, public_pages(desk), "", _visitor)
    return app


def _favicon() -> FileResponse:
    return FileResponse(FAVICON, media_type="image/svg+xml")


def mount(
    app: FastAPI, pages: gr.Blocks, path: str, visitor: Callable[[Request], str | None]
) -> None:
    """Serve pages at ``path``; ``visitor`` gives the key of an identity, None for who may not enter."""
    if path:  # what is mounted answers from its slash on
        app.get(path)(_with_slash)
    options: dict[str, Any] = {"theme": theme(), "head": head()}
    with warnings.catch_warnings():
        # said of every app of several pages, whatever was asked for; we ask for none
        warnings.filterwarnings("ignore", "SSR mode is not supported")
        gr.mount_gradio_app(
            app,
            pages,
            path,
            auth_dependency=visitor,
            max_file_size=f"{settings().max_file_mb}mb",
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            show_error=False,
            ssr_mode=False,
            **options,
        )


def _with_slash(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.url.path}/")


def _administrator(request: Request) -> str | None:
    key = _visitor(request)
    return key if parse(key).administers else None


def _visitor(request: Request) -> str:
    return Identity(Role.GUEST, request.scope["policy_visitor"]).key


class _Named:
    """Middleware: every browser carries a random name that is its own, in a cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        known = Request(scope).cookies.get(_COOKIE, "")
        scope["policy_visitor"] = known or secrets.token_urlsafe(24)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and not known:
                cookie = f"{_COOKIE}={scope['policy_visitor']}; Path=/; Max-Age={_YEAR}"
                cookie += "; HttpOnly; SameSite=Lax"
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, named)
