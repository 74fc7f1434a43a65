"""Middleware: calls by plain HTTP, ``POST /gradio_api/call/TOOL``, put into the form that Gradio needs.

Gradio wants every argument, answers a short list with an error that says nothing, and writes a
traceback into the log. Here those left out get their defaults; what can't be a call is told in one
Chinese line.
"""

import json
import re
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.api import texts
from pages.api.tools import TOOLS, Tool

_CALL = re.compile(r"/gradio_api/(?:call|run)/([a-z]+)/?")
_TOOLS = {tool.name: tool for tool in TOOLS}


class Calls:
    """Completes the body of a call, or refuses it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        called = _CALL.fullmatch(scope["path"]) if scope["type"] == "http" else None
        tool = _TOOLS.get(called[1]) if called else None
        if tool is None or scope["method"] != "POST":
            await self._app(scope, receive, send)
            return
        values = _object(await Request(scope, receive).body())
        if isinstance(values, str):
            await JSONResponse({"detail": values}, 422)(scope, receive, send)
            return
        given, wanted = values.get("data"), tool.arguments
        least = sum(argument.required for argument in wanted)
        if not isinstance(given, list) or not least <= len(given) <= len(wanted):
            told = texts.COUNT_OF_ARGUMENTS.format(
                tool=tool.name, names=_names(tool), most=len(wanted), least=least
            )
            await JSONResponse({"detail": told}, 422)(scope, receive, send)
            return
        values["data"] = [*given, *(argument.default for argument in wanted[len(given) :])]
        await self._app(*_with_body(scope, receive, values), send)


def _object(body: bytes) -> dict[str, Any] | str:
    """What a body says; a line for the caller if it says nothing."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        return texts.NOT_JSON
    return values if isinstance(values, dict) else texts.NOT_JSON


def _names(tool: Tool) -> str:
    return "、".join(argument.name for argument in tool.arguments)


def _with_body(scope: Scope, receive: Receive, values: dict[str, Any]) -> tuple[Scope, Receive]:
    """The request with another body."""
    body = json.dumps(values).encode()
    changed = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=changed)
    headers["content-length"] = str(len(body))
    headers["content-type"] = "application/json"
    told = False

    async def received() -> Message:
        nonlocal told
        if told:  # only that the client leaves is still to come
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return changed, received
