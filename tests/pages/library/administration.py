"""The pages as an administrator gets them, served within the test's own process."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse

from pages.app import administration_pages, public_pages
from pages.desk import Desk
from pages.identity import Identity, Role
from pages.insight.page import insight_downloads
from pages.library.page import PATH
from pages.serving.web import mount
from pages.theme import FAVICON
from tests.conftest import aside
from tests.pages.page_server import free_port


def administrator(_: Request) -> str:
    """Everybody is one here: signing in has tests of its own."""
    return Identity(Role.ADMINISTRATOR, "测试").key


@contextmanager
def administered(store: Path) -> Iterator[str]:
    """The address of all pages over ``store``, everybody being an administrator."""
    desk = Desk(store)
    desk.load()

    async def made() -> FastAPI:  # Gradio leaves a loop open where none runs
        app = FastAPI()
        app.get("/favicon.ico")(lambda: FileResponse(FAVICON))
        app.include_router(insight_downloads(desk, administrator))
        mount(app, administration_pages(desk), PATH, administrator)
        mount(app, public_pages(desk), "", administrator)
        return app

    app = aside(made())
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    desk.wait()
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(60)
        desk.close()
