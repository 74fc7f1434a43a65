"""Middleware: every request gets an identity; what it may not see is refused before a page is asked."""

import secrets
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.errors import PolicyError
from pages.access import texts
from pages.access.door import Door, TooManyAttemptsError
from pages.access.organisation import PATH as ORGANISATION
from pages.access.sign_in import SIGN_IN, SIGN_OUT, forbidden_page, way_in
from pages.access.tokens import looks_like_token
from pages.chat.embedded import is_embedded
from pages.identity import Identity, Role
from pages.rights.reader import reading_as

ADMINISTRATION = "/admin"
CHAT = "/v1"
# What everybody may see in any case. Who may read /metrics is decided there.
_OPEN = {SIGN_IN, SIGN_OUT, "/health/live", "/health/ready", "/metrics", "/favicon.ico"}
_GUEST = "policy_visitor"
_YEAR = 365 * 24 * 3600  # seconds


class Gate:
    """Puts ``policy_identity`` into the scope of each request that may pass."""

    def __init__(self, app: ASGIApp, door: Door, closed: bool) -> None:
        """``closed``: nothing can be read without signing in."""
        self._app = app
        self._door = door
        self._closed = closed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:  # nothing here speaks by websocket
            await send({"type": "websocket.close", "code": 1008})

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        try:
            user = None if self._is_placeholder(request) else await self._door.user(request)
        except PolicyError as error:
            if scope["path"] in _OPEN:  # the sign-in page itself says what is wrong
                user = None
            else:
                await _unauthorised(request, error)(scope, receive, send)
                return
        known = request.cookies.get(_GUEST, "")
        guest = known or secrets.token_urlsafe(24)
        identity = Identity(user.role, user.name) if user else Identity(Role.GUEST, guest)
        scope["policy_identity"] = identity
        if refusal := self._refusal(request, identity):
            await refusal(scope, receive, send)
            return
        with reading_as(identity, request.client.host if request.client else ""):
            await self._pass(scope, receive, send, "" if known or user else guest)

    async def _pass(self, scope: Scope, receive: Receive, send: Send, guest: str) -> None:
        """Let a request through; ``guest``: the name that the browser is to keep, "" for none."""
        if not guest:
            await self._app(scope, receive, send)
            return

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{_GUEST}={guest}; Path=/; Max-Age={_YEAR}; HttpOnly; "
                secure = scope["scheme"] == "https"
                if secure and is_embedded(scope["path"]):  # a jar for each site it stands in
                    cookie += "SameSite=None; Secure; Partitioned"
                else:
                    cookie += "SameSite=Lax" + ("; Secure" if secure else "")
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        await self._app(scope, receive, named)

    def _is_placeholder(self, request: Request) -> bool:
        """Whether a chat client sends a key only because it can't do without one: on open pages it
        asks as a guest then."""
        if self._closed or not request.scope["path"].startswith(f"{CHAT}/"):
            return False
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and not looks_like_token(secret.strip())

    def _refusal(self, request: Request, identity: Identity) -> Response | None:
        path = request.scope["path"]
        if path in _OPEN or path.startswith(f"{ORGANISATION}/"):
            return None
        administers = path == ADMINISTRATION or path.startswith(f"{ADMINISTRATION}/")
        if administers and identity.signed_in and not identity.administers:
            if _is_page(request):
                return forbidden_page(identity)
            return JSONResponse({"detail": texts.ADMINISTRATORS_ONLY}, 403)
        if identity.signed_in or not (administers or self._closed):
            return None
        if _is_page(request):
            target = quote(path, safe="/") + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(way_in(target), 303, {"cache-control": "no-store"})
        return JSONResponse({"detail": texts.SIGN_IN_FIRST}, 401)


def _unauthorised(request: Request, error: PolicyError) -> Response:
    if isinstance(error, TooManyAttemptsError):
        return JSONResponse({"detail": str(error)}, 429, {"retry-after": str(error.seconds)})
    # Only to who sent credentials: a challenge to a page would make the browser ask by itself.
    challenge = {"www-authenticate": 'Basic realm="policy", charset="UTF-8"'}
    sent = "authorization" in request.headers
    return JSONResponse({"detail": str(error)}, 401, challenge if sent else None)


def _is_page(request: Request) -> bool:
    """Whether a person's browser asks for a page, not a program or script for an answer."""
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "")
