"""The tools by MCP (streamable HTTP, without sessions), at ``/mcp`` behind the gate.

Not Gradio's own MCP server: that one calls back to whatever host a request names.
"""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Annotated, Any

from fastapi import FastAPI
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from pages.api import texts, tools
from pages.api.service import Service, told
from pages.desk import Desk

PATH = "/mcp"
Json = dict[str, Any]
_Question = Annotated[str, Field(description=texts.QUESTION_FIELD)]
_History = Annotated[list[str] | None, Field(description=texts.HISTORY_FIELD)]
_InForce = Annotated[bool, Field(description=texts.IN_FORCE_FIELD)]
_Top = Annotated[int, Field(description=texts.SEARCH_LIMIT_FIELD, ge=1, le=50)]
_Department = Annotated[str, Field(description=texts.DEPARTMENT_FIELD)]
_Words = Annotated[str, Field(description=texts.WORDS_FIELD)]
_Offset = Annotated[int, Field(description=texts.OFFSET_FIELD, ge=0)]
_Limit = Annotated[int, Field(description=texts.LIMIT_FIELD, ge=1, le=200)]


def add_mcp(app: FastAPI, desk: Desk) -> None:
    """Serve the tools at ``PATH`` of ``app``, for as long as it runs."""
    server = _server(Service(desk, "mcp"))
    app.router.routes.extend(server.streamable_http_app().routes)
    outer = app.router.lifespan_context

    @asynccontextmanager
    async def running(application: FastAPI) -> AsyncIterator[Any]:
        async with outer(application) as state, server.session_manager.run():
            yield state

    app.router.lifespan_context = running


def _server(service: Service) -> FastMCP:
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    server = FastMCP(
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

    async def ask(
        question: _Question, history: _History = None, in_force: _InForce = False
    ) -> Json:
        with _told():
            return await service.answer(question, history, in_force)

    async def search(question: _Question, history: _History = None, limit: _Top = 10) -> Json:
        with _told():
            return await service.search(question, history, limit)

    async def duties(department: _Department) -> Json:
        with _told():
            return await service.duties(department)

    async def documents(words: _Words = "", offset: _Offset = 0, limit: _Limit = 50) -> Json:
        with _told():
            return await service.documents(words, offset, limit)

    reads = ToolAnnotations(readOnlyHint=True, destructiveHint=False, openWorldHint=False)
    works: tuple[Callable[..., Any], ...] = (ask, search, duties, documents)
    for work, tool in zip(works, tools.TOOLS, strict=True):
        server.add_tool(work, tool.name, description=tool.does, annotations=reads)
    return server


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # the server would tell whatever the error says, paths and all
        raise ToolError(told(error)) from error
