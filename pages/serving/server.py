"""Serve the pages on one address until told to stop."""

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from corpus.errors import PolicyError
from corpus.settings import settings
from pages import texts
from pages.access import texts as access
from pages.access.announced import Peer
from pages.access.users import UsersError
from pages.serving.guard import allowed_hosts, is_loopback
from pages.serving.tracebacks import shorten_tracebacks

if TYPE_CHECKING:  # takes seconds to import
    from pages.desk import Desk

_GRACE = 30  # seconds that questions under way have when the pages stop
_DELIVERY = 1.5  # seconds more in which the answers reach the pages
_CUT = 5  # seconds until what is still open is broken off
_CONNECTIONS = 2000  # at a time; one more is answered 503
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class _Server(uvicorn.Server):
    """Stops accepting, lets what was asked be answered, then closes what is open."""

    def __init__(self, config: uvicorn.Config, desk: "Desk", over: asyncio.Event) -> None:
        """``over`` is set when open responses are to end."""
        super().__init__(config)
        self._desk = desk
        self._over = over

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        await self._desk.finish(_GRACE)
        await asyncio.sleep(_DELIVERY)
        self._over.set()
        await super().shutdown(sockets)


class AddressError(PolicyError):
    """The address can't be listened on."""


def serve(directory: Path, host: str, port: int) -> None:
    """Open the store, bring the pages up, stay until interrupted.

    Raises:
        StoreMissingError: nothing has been built in ``directory``.
        AddressError: the port is taken, or the host is not this machine.
        UsersError: nobody could sign in, but others can reach the host.
    """
    from pages.access.door import Door
    from pages.desk import Desk
    from pages.serving.request_log import to_stderr

    _check_address(host, port)
    desk = Desk(directory)
    door = Door(directory)
    closed = not is_loopback(host) or settings().sign_in == "always"
    public = urlsplit(settings().public_url).hostname or ""
    hosts = allowed_hosts(host, is_loopback(host), f"{settings().hosts} {public}")
    organised = settings().oidc_issuer or settings().user_header
    if closed and not door.users.all() and not organised:
        raise UsersError(access.USERS_NEEDED.format(host=host, store=directory))
    print(texts.LOADING, file=sys.stderr)
    _keep_to_this_machine(host)
    from pages.serving.web import web_application  # takes seconds, and reads the switches just set

    desk.load()
    application = web_application(desk, door, closed, hosts)
    to_stderr()
    with _listening(application, desk, host, port):
        desk.wait()
        print(texts.SERVING.format(url=f"http://{_in_url(host)}:{port}/"), flush=True)
        _wait_for_the_end()
        print(texts.GOODBYE)


@contextmanager
def _listening(app: FastAPI, desk: "Desk", host: str, port: int) -> Iterator[None]:
    """Serve ``app`` on a thread of its own, from its first answer to its last.

    Raises:
        AddressError: the address was taken in the meantime.
    """
    config = uvicorn.Config(
        app,
        host,
        port,
        forwarded_allow_ips=settings().proxies,
        log_level="warning",
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_CUT,
    )
    config.load()
    shorten_tracebacks()
    config.loaded_app = Peer(config.loaded_app)
    server = _Server(config, desk, app.state.over)
    thread = threading.Thread(target=server.run, name="serving", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    if not server.started:
        raise _unusable(host, port)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(_GRACE + _DELIVERY + 2 * _CUT)


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _check_address(host: str, port: int) -> None:
    """Refuse an address that can't be listened on before anything slow is done."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise _unusable(host, port) from error


def _unusable(host: str, port: int) -> AddressError:
    return AddressError(texts.PORT_TAKEN.format(host=host, port=port))


def _keep_to_this_machine(host: str) -> None:
    """Switch off what would call home; reach our own address past any proxy of the office."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    for name in ("NO_PROXY", "no_proxy"):
        known = os.environ.get(name, "")
        os.environ[name] = ",".join([*filter(None, [known]), *_LOOPBACK, host])


def _wait_for_the_end() -> None:
    end = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: end.set())
    end.wait()
