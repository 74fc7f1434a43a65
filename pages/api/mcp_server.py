"""The tools by MCP (streamable HTTP, without sessions), at ``/mcp`` behind the gate.

Not Gradio's own MCP server: that one calls back to whatever host a request names.
"""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from starlette.responses import JSONResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.api import texts
from pages.api.mcp_arguments import ToolServer
from pages.api.service import Service
from pages.api.tools import TOOLS
from pages.desk import Desk

PATH = "/mcp"


def add_mcp(app: FastAPI, desk: Desk) -> None:
    """Serve the tools at ``PATH`` of ``app``, for as long as it runs."""
    server = _server(Service(desk, "mcp", ToolError))
    (inner,) = server.streamable_http_app().routes
    assert isinstance(inner, Route)
    for path in (PATH, f"{PATH}/"):
        app.router.routes.append(Route(path, _Endpoint(inner.app)))
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def running(application: FastAPI) -> AsyncIterator[Any]:
        async with outer(application) as state, server.session_manager.run():
            yield state

    app.router.lifespan_context = running


class _Endpoint:
    """Lets in what the library would send away for its form: any ``Accept``, since answers are JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":  # there are no sessions, and nothing is sent unasked
            refused = JSONResponse({"detail": texts.POST_ONLY}, 405, {"allow": "POST"})
            await refused(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept"]
        headers.append((b"accept", b"application/json, text/event-stream"))
        await self._app({**scope, "headers": headers}, receive, send)


def _server(service: Service) -> FastMCP:
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    server = ToolServer(
        texts.MCP_NAME,
        texts.MCP_INSTRUCTIONS,
        streamable_http_path=PATH,
        stateless_http=True,
        json_response=True,
        # Guard looks at Host and Origin, for every path alike.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    root.handlers[:] = handlers  # it sets up the logging of the whole program
    root.setLevel(level)

    reads = ToolAnnotations(readOnlyHint=True, destructiveHint=False, openWorldHint=False)
    works: tuple[Callable[..., Any], ...] = (
        service.ask,
        service.search,
        service.duties,
        service.tasks,
        service.match,
        service.measures,
        service.documents,
    )
    for work, tool in zip(works, TOOLS, strict=True):
        server.add_tool(work, tool.name, description=tool.does, annotations=reads)
    return server
