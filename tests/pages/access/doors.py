"""The gate and the sign-in page around one echo, without the pages: quick to ask a hundred times."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import httpx
from fastapi import FastAPI, Request

from pages.access.door import Door
from pages.access.passwords import hashed
from pages.access.sign_in import sign_in_routes
from pages.access.users import FILE, Users
from pages.identity import Role
from pages.serving.gate import Gate

GOOD = "Zhengce-2026!"
PAGE = {"accept": "text/html"}


def with_users(store: Path) -> Users:
    """A store with an administrator ``chef`` and a reader ``li``."""
    users = Users(store / FILE)
    users.add("chef", Role.ADMINISTRATOR, _kept())
    users.add("li", Role.READER, _kept())
    return users


@cache
def _kept() -> str:
    return hashed(GOOD)  # slow on purpose


def entrance(store: Path, closed: bool, clock: Callable[[], float] = time.monotonic) -> FastAPI:
    """The application; every other path answers with the key of who asked."""
    door = Door(store, clock)
    app = FastAPI()
    app.add_middleware(Gate, door=door, closed=closed)
    app.include_router(sign_in_routes(door, closed))

    @app.api_route("/{path:path}", methods=["GET", "POST"])
    def echo(request: Request) -> str:
        key: str = request.scope["policy_identity"].key
        return key

    return app


def browser(app: FastAPI, address: str = "198.51.100.1") -> httpx.AsyncClient:
    """A browser at an address, with a jar of its own."""
    transport = httpx.ASGITransport(app, client=(address, 40000))
    return httpx.AsyncClient(transport=transport, base_url="http://policy.test")


async def signed_in(app: FastAPI, name: str) -> httpx.AsyncClient:
    """A browser in which ``name`` has signed in."""
    client = browser(app)
    done = await client.post("/sign-in", data={"name": name, "password": GOOD})
    assert done.status_code == 303, done.text
    return client
