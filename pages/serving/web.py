"""The web application: Gradio's pages mounted on FastAPI, behind the gate."""

from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from starlette.responses import FileResponse

from corpus.settings import settings
from pages.access.door import Door
from pages.access.sign_in import sign_in_routes
from pages.app import public_pages
from pages.desk import Desk
from pages.serving.gate import Gate
from pages.serving.guard import Guard
from pages.theme import FAVICON, head, theme

_FILES = 10  # of the largest size that one request may bring


def web_application(desk: Desk, door: Door, closed: bool, hosts: tuple[str, ...]) -> FastAPI:
    """Everything that is served, over one desk.

    Args:
        closed: only to those who sign in.
        hosts: names the site is reached by, empty for any.
    """
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Gate, door=door, closed=closed)  # the last one added is asked first
    app.add_middleware(Guard, hosts=hosts, upload_limit=_FILES * settings().max_file_mb * 2**20)
    app.include_router(sign_in_routes(door, closed))
    app.get("/favicon.ico")(_favicon)
    _mount(app, public_pages(desk), "")
    return app


def _favicon() -> FileResponse:
    return FileResponse(FAVICON, media_type="image/svg+xml")


def _mount(app: FastAPI, pages: gr.Blocks, path: str) -> None:
    options: dict[str, Any] = {"theme": theme(), "head": head()}
    gr.mount_gradio_app(
        app,
        pages,
        path,
        auth_dependency=_visitor,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        **options,
    )


def _visitor(request: Request) -> str:
    key: str = request.scope["policy_identity"].key
    return key
