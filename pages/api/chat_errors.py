"""Errors in OpenAI's form, with lines in Chinese; also for what is refused before it gets this far."""

import json
import logging
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import QuestionError
from corpus.errors import PolicyError
from pages.admission import CrowdedError, TooLateError
from pages.allowance import TooMuchError
from pages.api.chat_request import RequestError
from pages.api.texts import FAILED
from pages.markup import one_line

log = logging.getLogger(__name__)
_LONGEST = 100_000  # bytes of a refusal that is looked at
_TYPES = {
    400: "invalid_request_error", 401: "authentication_error", 403: "permission_error",
    404: "invalid_request_error", 405: "invalid_request_error", 413: "invalid_request_error",
    429: "rate_limit_error",
}  # fmt: skip


def error_of(error: Exception) -> tuple[int, dict[str, Any]]:
    """The HTTP status of an error, and its body."""
    param: str | None = None
    code: str | None = None
    if isinstance(error, RequestError):
        status, param, code = error.status, error.param or None, error.code
    elif isinstance(error, QuestionError):
        status, param, code = 400, "messages", "invalid_value"
    elif isinstance(error, CrowdedError | TooMuchError):
        status, code = 429, "rate_limit_exceeded"
    elif isinstance(error, TooLateError):
        status, code = 504, "timeout"
    else:
        status = 503 if isinstance(error, PolicyError) else 500
    if status == 500:
        log.error("a program's request failed", exc_info=error)
    line = one_line(error) if isinstance(error, PolicyError) else FAILED
    return status, _body(status, line, param, code)


def error_response(error: Exception) -> JSONResponse:
    """An error before anything was sent."""
    status, body = error_of(error)
    return JSONResponse(body, status, {"retry-after": "5"} if status in (429, 503) else None)


def _body(status: int, line: str, param: str | None, code: str | None) -> dict[str, Any]:
    kind = _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    return {"error": {"message": line, "type": kind, "param": param, "code": code}}


class ErrorForm:
    """Middleware around all others: what they refuse below ``path`` is said in OpenAI's form."""

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = f"{path}/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(self._path):
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        body = b""

        async def rewriting(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and message["status"] >= 400:
                start = message
                return
            if start is None:
                await send(message)
                return
            body = (body + message.get("body", b""))[:_LONGEST]
            if not message.get("more_body", False):
                said = _rewritten(start["status"], body)
                headers = MutableHeaders(raw=list(start["headers"]))
                headers["content-length"] = str(len(said))
                headers["content-type"] = "application/json"
                await send({**start, "headers": headers.raw})
                await send({"type": "http.response.body", "body": said})

        await self._app(scope, receive, rewriting)


def _rewritten(status: int, body: bytes) -> bytes:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict) and "error" in told:
        return body
    detail = told.get("detail") if isinstance(told, dict) else None
    line = detail if isinstance(detail, str) and detail not in ("Not Found",) else FAILED
    return json.dumps(_body(status, line, None, None), ensure_ascii=False).encode()
