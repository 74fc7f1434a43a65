"""Middleware outside all others: what a reverse proxy adds, leaves out, or keeps back.

``POLICY_PUBLIC_URL`` says by which address the pages are reached. With it nothing depends on headers
that a proxy may forget: paths come with the prefix or without, cookies and redirects carry it, and
an address of https is https. Streams are told not to be kept back (``X-Accel-Buffering``).
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_COOKIE_PATH = re.compile(rb";\s*path=/(?=;|$)", re.IGNORECASE)


class Proxied:
    """Puts requests as they would be without a proxy, and responses as the proxy's visitors need them."""

    def __init__(self, app: ASGIApp, public_url: str) -> None:
        """``public_url``: without a slash at its end, "" where nothing is said."""
        self._app = app
        parts = urlsplit(public_url)
        self._scheme, self._prefix = parts.scheme, parts.path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if (
            self._prefix and scope["path"] == self._prefix
        ):  # what is in a page is found from its slash
            await RedirectResponse(f"{self._prefix}/", 308)(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        scope = self._without_prefix(scope)

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._tell(message, host)
            await send(message)

        await self._app(scope, receive, told)

    def _without_prefix(self, scope: Scope) -> Scope:
        changed = dict(scope)
        if self._scheme:
            changed["scheme"] = self._scheme
        if self._prefix and scope["path"].startswith(f"{self._prefix}/"):
            changed["path"] = scope["path"].removeprefix(self._prefix)
            raw, encoded = scope.get("raw_path") or b"", self._prefix.encode()
            changed["raw_path"] = raw.removeprefix(encoded)
        return changed

    def _tell(self, message: Message, host: str) -> None:
        headers = MutableHeaders(scope=message)
        if headers.get("content-type", "").startswith("text/event-stream"):
            headers["x-accel-buffering"] = "no"
            headers.setdefault("cache-control", "no-cache")
        if target := headers.get("location"):
            headers["location"] = self._outside(target, host)
        if self._prefix:
            path = f"; Path={self._prefix}/".encode()
            message["headers"] = [
                (name, _COOKIE_PATH.sub(path, value) if name.lower() == b"set-cookie" else value)
                for name, value in message["headers"]
            ]

    def _outside(self, target: str, host: str) -> str:
        """Where a redirect leads for the visitor: within the site by its path alone."""
        parts = urlsplit(target)
        if parts.netloc and parts.netloc == host:  # what we take for our name may be the proxy's
            target = parts._replace(scheme="", netloc="").geturl()
            target = f"/{target.lstrip('/')}"
        inside = target.startswith("/") and not target.startswith("//")
        if not inside or not self._prefix or target.startswith(f"{self._prefix}/"):
            return target
        return self._prefix + target


class Beneath:
    """What is mounted at a path, asked as if it stood at the root.

    An application of Gradio that is told its whole address takes that for the path it is mounted at,
    and finds no route of its own.
    """

    def __init__(self, app: ASGIApp, path: str) -> None:
        self._app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inner = scope["path"].removeprefix(self._path)
        await self._app({**scope, "path": inner or "/", "root_path": ""}, receive, send)
