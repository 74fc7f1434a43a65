"""The web application: Gradio's pages mounted on FastAPI, behind the gate."""

import asyncio
import warnings
from collections.abc import Callable
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from gradio.route_utils import FnIndexInferError
from gradio.routes import App
from starlette.routing import Mount

from corpus.settings import settings
from pages.access.door import Door
from pages.access.sign_in import sign_in_routes
from pages.api.calls import Calls
from pages.api.chat_completions import chat_routes
from pages.api.chat_errors import ErrorForm
from pages.api.mcp_server import add_mcp
from pages.api.page import api_page
from pages.app import administration_pages, public_pages
from pages.audit.exports import Exports
from pages.audit.page import audit_routes
from pages.catalogs.page import catalogs_downloads
from pages.chat.embedded import sites
from pages.chat.exports import export_routes
from pages.chat.sharing import share_routes
from pages.compare.notice_page import notice_routes
from pages.compare.page import compare_downloads
from pages.desk import Desk
from pages.duties.page import duties_downloads
from pages.insight.page import insight_downloads
from pages.library.page import PATH as ADMINISTRATION
from pages.match.downloads import match_downloads
from pages.originals.routes import original_routes
from pages.people.account import account_routes
from pages.people.page import people_routes
from pages.serving import texts
from pages.serving.ending import Ending
from pages.serving.gate import CHAT, Gate
from pages.serving.guard import Guard
from pages.serving.health import health_routes
from pages.serving.proxied import Beneath, Proxied
from pages.serving.request_log import RequestLog
from pages.serving.sessions import Sessions
from pages.tasks.page import tasks_downloads
from pages.theme import FAVICON, head, theme

_FILES = 10  # of the largest size that one request may bring


def web_application(desk: Desk, door: Door, closed: bool, hosts: tuple[str, ...]) -> FastAPI:
    """Everything that is served, over one desk.

    Args:
        closed: only to those who sign in.
        hosts: names the site is reached by, empty for any.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Calls)
    app.add_middleware(Exports, audit=door.audit)
    app.add_middleware(Gate, door=door, closed=closed)  # the last one added is asked first
    app.add_middleware(
        Guard,
        hosts=hosts,
        upload_limit=_FILES * settings().max_file_mb * 2**20,
        framers=sites(),
        public_url=settings().public_url,
    )
    app.add_middleware(ErrorForm, path=CHAT)
    app.add_middleware(RequestLog, metrics=desk.metrics)
    app.state.over = asyncio.Event()
    app.add_middleware(Ending, over=app.state.over)
    app.add_middleware(Proxied, public_url=settings().public_url)
    app.include_router(health_routes(desk))
    app.include_router(sign_in_routes(door, closed))
    app.include_router(export_routes(desk, visitor))
    app.include_router(share_routes(desk))
    app.include_router(original_routes(desk))
    app.include_router(match_downloads(desk))
    app.include_router(duties_downloads(desk))
    app.include_router(tasks_downloads(desk))
    app.include_router(catalogs_downloads(desk))
    app.include_router(compare_downloads(desk))
    app.include_router(notice_routes(desk, visitor))
    app.get("/favicon.ico")(_favicon)
    app.include_router(insight_downloads(desk, visitor))
    app.include_router(people_routes(desk, door))
    app.include_router(account_routes(door))
    app.include_router(audit_routes(door.audit))
    app.include_router(api_page(closed))
    app.include_router(chat_routes(desk))
    add_mcp(app, desk)
    mount(app, administration_pages(desk), ADMINISTRATION, visitor)
    mount(app, public_pages(desk), "", visitor)
    return app


def _favicon() -> FileResponse:
    return FileResponse(FAVICON, media_type="image/svg+xml")


def mount(app: FastAPI, pages: gr.Blocks, path: str, who: Callable[[Request], str | None]) -> None:
    """Serve pages at ``path``; ``who`` gives the key of an identity, None for who may not enter."""
    if path:  # what is mounted answers from its slash on
        app.get(path)(_with_slash)
    options: dict[str, Any] = {"theme": theme(), "head": head()}
    if public := settings().public_url:  # else Gradio goes by the headers of each request
        options["root_path"] = public + path
    with warnings.catch_warnings():
        # said of every app of several pages, whatever was asked for; we ask for none
        warnings.filterwarnings("ignore", "SSR mode is not supported")
        gr.mount_gradio_app(
            app,
            pages,
            path,
            auth_dependency=who,
            max_file_size=f"{settings().max_file_mb}mb",
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            mcp_server=False,  # Gradio's calls back to whatever the Host header names
            show_error=False,
            ssr_mode=False,
            **options,
        )
    route = next(r for r in app.routes if isinstance(r, Mount) and r.path == path)
    mounted = route.app
    assert isinstance(mounted, App)
    if path and "root_path" in options:
        route.app = Beneath(mounted, path)
    mounted.state_holder = Sessions()
    mounted.state_holder.set_blocks(pages)
    # A function is called that there is not: by itself Gradio breaks, and writes a traceback into
    # the log whenever a stranger likes. What our own functions raise does not come this far.
    for error in (FnIndexInferError, KeyError):
        mounted.add_exception_handler(error, _no_such_function)
    # The usual answer repeats what was sent, which may be a question with somebody's number in it.
    mounted.add_exception_handler(RequestValidationError, _not_understood)


def _no_such_function(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse({"detail": texts.NO_SUCH_FUNCTION}, 404)


def _not_understood(_: Request, __: Exception) -> JSONResponse:
    return JSONResponse({"detail": texts.NOT_UNDERSTOOD}, 422)


def _with_slash(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.url.path}/")


def visitor(request: Request) -> str:
    """The key of the identity that the gate gave a request."""
    key: str = request.scope["policy_identity"].key
    return key
