"""Who the organisation's own proxy says is asking: a header, believed from its addresses alone.

Where such a proxy stands before us it takes the header out of what comes from outside and puts its own
in. From any other address the header means nothing; twice in one request it is somebody's trick.
"""

import ipaddress
from urllib.parse import unquote

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from corpus.settings import Settings, settings
from pages.identity import Role

_PEER = "policy_peer"


class Peer:
    """Keeps the address that a connection comes from, before anyone goes by what a proxy says of it.
    Has to stand before uvicorn's own middleware for proxies."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope[_PEER] = scope["client"][0] if scope.get("client") else ""
        await self._app(scope, receive, send)


def announced(request: HTTPConnection) -> tuple[str, tuple[str, ...]] | None:
    """Name and groups of the user that the proxy announces; None where it says nothing, or it is not
    the proxy who says it."""
    ours = settings()
    if not ours.user_header or not _is_proxy(request, ours):
        return None
    names = _values(request, ours.user_header)
    if len(names) != 1 or not names[0]:
        return None
    groups = _values(request, ours.groups_header) if ours.groups_header else []
    return names[0], split_groups(",".join(groups))


def split_groups(written: str) -> tuple[str, ...]:
    """Names of groups that stand apart by commas or semicolons."""
    names = (name.strip() for name in written.replace(";", ",").split(","))
    return tuple(dict.fromkeys(name for name in names if name))


def role_of(groups: tuple[str, ...]) -> Role | None:
    """The role that the organisation gives by its groups, None where it gives none."""
    chiefs = settings().administrators_group
    if not chiefs:
        return None
    return Role.ADMINISTRATOR if chiefs in groups else Role.READER


def _is_proxy(request: HTTPConnection, ours: Settings) -> bool:
    here = request.client.host if request.client else ""
    peer = request.scope.get(_PEER, here)
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in ipaddress.ip_network(n) for n in ours.user_header_from.split(",") if n)


def _values(request: HTTPConnection, header: str) -> list[str]:
    """What a header holds, each time it is there: UTF-8, as bytes or as %XX."""
    found = []
    for value in request.headers.getlist(header):
        raw = value.encode("latin-1")
        try:
            found.append(unquote(raw.decode("utf-8"), errors="strict").strip())
        except UnicodeDecodeError:
            found.append("")  # nobody's name
    return found
