"""One JSON line a request and one a question, with nothing in it that a person wrote or is called.

Paths are logged as the templates of their routes: what visitors choose may stand in a path. Only a
setting lets questions in, and then without the numbers of persons.
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

from corpus.settings import settings
from pages.identity import Role
from pages.records.masking import masked
from pages.serving.metrics import Metrics

log = logging.getLogger("policy.requests")
log.propagate = False
_UNKNOWN = "-"


class Asked(str):
    """A question: logged only if the settings ask for it, and masked."""


def to_stderr() -> None:
    """Write the lines to the standard error, as the settings have it."""
    if settings().request_log == "none":
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)


def write(kind: str, milliseconds: float, **values: Any) -> None:
    """Log one line."""
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    told = {name: _told(value) for name, value in values.items()}
    line = {"time": now, "kind": kind, **told, "ms": round(milliseconds)}
    log.info(json.dumps({k: v for k, v in line.items() if v is not None}, ensure_ascii=False))


def _told(value: Any) -> Any:
    if not isinstance(value, Asked):
        return value
    return masked(value) if settings().request_log == "questions" else None


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
            outcome = _outcome(status)
            if not _is_probe(scope):
                self._metrics.requested(outcome)
            write(
                "request",
                1000 * (time.perf_counter() - begun),
                id=request,
                method=scope["method"] if scope["method"] in _METHODS else _UNKNOWN,
                route=_template(scope),
                status=status,
                outcome=outcome,
                role=_role(scope),
            )


_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def _outcome(status: int) -> str:
    """What became of a request; no status: the client left before there was an answer."""
    if not status:
        return "left"
    return "failed" if status >= 500 else "refused" if status >= 400 else "ok"


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
