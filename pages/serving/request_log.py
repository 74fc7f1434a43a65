"""One JSON line a request and one a question, with nothing in it that a person wrote or is called.

Paths are logged as the templates of their routes: what visitors choose may stand in a path.
"""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.identity import Role
from pages.serving.metrics import Metrics

log = logging.getLogger("policy.requests")
log.propagate = False
_UNKNOWN = "-"


def to_stderr() -> None:
    """Write the lines to the standard error; nobody reads them otherwise."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)


def write(kind: str, milliseconds: float, **values: Any) -> None:
    """Log one line."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    line = {"time": now, "kind": kind, **values, "ms": round(milliseconds)}
    log.info(json.dumps(line, ensure_ascii=False))


class RequestLog:
    """Middleware around all others; the id of a line goes to the client as ``x-request-id``."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, request, status = time.perf_counter(), secrets.token_hex(8), 0

        async def marked(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = request
            await send(message)

        try:
            await self._app(scope, receive, marked)
        except Exception:
            status = status or 500  # as the server answers in our stead
            raise
        finally:
            if status >= 500 and not _is_probe(scope):
                self._metrics.failed("request")
            write(
                "request",
                1000 * (time.perf_counter() - begun),
                id=request,
                method=scope["method"] if scope["method"] in _METHODS else _UNKNOWN,
                route=_template(scope),
                status=status,  # 0: the client left before there was an answer
                role=_role(scope),
            )


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _is_probe(scope: Scope) -> bool:
    return bool(scope["path"].startswith("/health/"))


def _template(scope: Scope) -> str:
    """The route's path as it is declared, below what it is mounted at."""
    template = getattr(scope.get("route"), "path", None)
    if template is None:
        return _UNKNOWN
    mounted = scope.get("app_root_path", scope.get("root_path", ""))
    return f"{mounted}{template}"


def _role(scope: Scope) -> str:
    identity = scope.get("policy_identity")
    role: Role | None = identity.role if identity else None
    return role.value if role else _UNKNOWN
