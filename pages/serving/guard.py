"""Middleware before all others: foreign hosts and sites, oversized and endless bodies, safe headers."""

import asyncio
import ipaddress
import time
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.chat.embedded import is_embedded
from pages.serving import texts
from pages.serving.gradio_routes import is_shut

_BODY = 2_000_000  # bytes; a question with a long conversation is a few hundred thousand
_BODY_SECONDS = 60.0  # that a body may take to arrive
_UPLOAD_SECONDS = 900.0
# Gradio writes its configuration and components' code into the page and runs code from strings.
_PAGES = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "media-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": _PAGES,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Guard:
    """Refuses what no page of ours sends.

    A name that points at this machine (DNS rebinding) and a script of another site (a forged
    request) are told by ``Host`` and ``Origin``, which a script can't set.
    """

    def __init__(
        self,
        app: ASGIApp,
        hosts: tuple[str, ...],
        upload_limit: int,
        framers: str = "",
        public_url: str = "",
    ) -> None:
        """``hosts``: names this site is reached by, empty for any; ``upload_limit``: bytes;
        ``framers``: the sites that may show the page for it in a frame, as ``frame-ancestors``;
        ``public_url``: where a proxy shows it, whatever name that proxy puts into ``Host``."""
        self._app = app
        # A registered name may come by a proxy that puts another one into Host; a loopback name with
        # another port is another service.
        self._sites = {host for host in hosts if not is_loopback(host)}
        self._hosts = {host.lower() for host in hosts}
        self._upload_limit = upload_limit
        self._framers = framers
        self._public = urlsplit(public_url).netloc.lower()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if refusal := self._refusal(scope, headers):
            await refusal(scope, receive, _with_headers(send))
            return
        if self._framers and is_embedded(scope["path"]):
            send = _framed(send, self._framers)
        uploads = scope["path"].startswith("/admin/")
        limit = self._upload_limit if uploads else _BODY
        if (length := headers.get("content-length", "0")).isdigit() and int(length) > limit:
            await _too_large()(scope, receive, _with_headers(send))
            return
        seconds = _UPLOAD_SECONDS if uploads else _BODY_SECONDS
        body = _Body(receive, limit, seconds)
        guarded = _with_headers(send, body)
        try:
            await self._app(scope, body.receive, guarded)
        except ClientDisconnect:
            if body.refused is not None:  # else the client left by itself: nobody to answer
                await guarded({"type": "http.response.start", "status": 400})  # becomes the refusal

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        # A browser always sends a name; a proxy that speaks HTTP/1.0 may send none.
        host = headers.get("host", "")
        unnamed = not host and self._public
        if self._hosts and not unnamed and _name(host) not in self._hosts:
            return JSONResponse({"detail": texts.FOREIGN_HOST}, 400)
        origin = headers.get("origin", "")
        if origin and not self._is_ours(origin, headers.get("host", "")):
            return JSONResponse({"detail": texts.FOREIGN_SITE}, 403)
        # Nothing on the pages for everybody takes a file; else strangers would fill the disk.
        upload = scope["path"].rstrip("/").endswith("/gradio_api/upload")
        if upload and not scope["path"].startswith("/admin/"):
            return JSONResponse({"detail": texts.NO_UPLOADS}, 403)
        if is_shut(scope["path"]):
            return JSONResponse({"detail": texts.NO_SUCH_FUNCTION}, 404)
        return None

    def _is_ours(self, origin: str, host: str) -> bool:
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        if not parts.netloc:  # "null": a page that hides where it is from
            return False
        known = parts.netloc.lower() in {host.lower(), self._public}
        return known or (parts.hostname or "") in self._sites


class _Body:
    """Counts a body as it is read; ends it when it is too large or too slow."""

    def __init__(self, receive: Receive, limit: int, seconds: float) -> None:
        self._receive = receive
        self._left = limit
        self._deadline = time.monotonic() + seconds
        self._complete = False
        self.refused: Response | None = None

    async def receive(self) -> Message:
        if self._complete:  # what comes next is that the client leaves, whenever that may be
            return await self._receive()
        try:
            async with asyncio.timeout(max(0.0, self._deadline - time.monotonic())):
                message = await self._receive()
        except TimeoutError:
            self.refused = JSONResponse({"detail": texts.TOO_SLOW}, 408)
            return {"type": "http.disconnect"}
        self._complete = not message.get("more_body", False)
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            self.refused = _too_large()
            return {"type": "http.disconnect"}
        return message


def allowed_hosts(host: str, loopback: bool, given: str) -> tuple[str, ...]:
    """Names that ``Host`` may hold, empty for any.

    Where others can reach the host, every page needs a sign-in whose cookie belongs to one name, so
    that another name pointing here gains nothing; the setting narrows it all the same.
    """
    named = tuple(name for name in given.replace(",", " ").split() if name)
    own = (host, "localhost", "127.0.0.1", "::1")
    return (*own, *named) if loopback or named else ()


def is_loopback(address: str) -> bool:
    """Whether an address is of this machine only."""
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """The name in a ``Host`` header, without its port."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _too_large() -> Response:
    return JSONResponse({"detail": texts.TOO_LARGE}, 413, {"connection": "close"})


def _framed(send: Send, framers: str) -> Send:
    """``send`` with what lets other sites (as in ``frame-ancestors``) show a page in a frame."""
    policy = _PAGES.replace("frame-ancestors 'none'", f"frame-ancestors {framers}")

    async def framed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = policy
            del headers["x-frame-options"]
        await send(message)

    return framed


def _with_headers(send: Send, body: _Body | None = None) -> Send:
    """``send`` with our headers; a body cut off is answered for what it was, whatever was said."""
    answered = False

    async def guarded(message: Message) -> None:
        nonlocal answered
        if answered:
            return
        if message["type"] == "http.response.start":
            if body is not None and (refused := body.refused):
                answered = True
                await send({"type": "http.response.start", "status": refused.status_code,
                            "headers": refused.raw_headers})  # fmt: skip
                await send({"type": "http.response.body", "body": bytes(refused.body)})
                return
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return guarded
