"""The door: finds out who sends a request, by a session cookie or HTTP Basic, and slows guessers down."""

import base64
import binascii
import hashlib
import hmac
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock

import anyio
from starlette.requests import HTTPConnection

from corpus.errors import PolicyError
from corpus.settings import settings
from pages.access import texts
from pages.access.announced import announced, role_of
from pages.access.passwords import matches
from pages.access.sessions import COOKIE, Sessions
from pages.access.throttle import Throttle, network_of
from pages.access.tokens import Tokens
from pages.access.users import User, Users, configured_users, plain
from pages.audit.log import Action, AuditLog
from pages.identity import Identity, Role

_FREE_FOR_USER = 4  # attempts: a slip of the finger costs nothing
_FREE_FOR_ADDRESS = 20  # attempts: a whole office may come from one
_LONGEST_FOR_USER = 300.0  # seconds; longer would let a stranger keep a user out
_LONGEST_FOR_ADDRESS = 900.0  # seconds
_HASHING = 2  # at a time: each takes 64 MiB
_REMEMBERED_NAMES = 10_000
_REMEMBERED = 256  # credentials of programs, which send them with every request


class SignInError(PolicyError):
    """Wrong name or password; which of them is not said."""


class TooManyAttemptsError(PolicyError):
    """Too many attempts; ``seconds`` until the next one is looked at."""

    def __init__(self, seconds: float) -> None:
        self.seconds = math.ceil(seconds)
        super().__init__(texts.SLOW_DOWN.format(seconds=self.seconds))


class Door:
    """Users, sessions and attempts of one store. Safe to share between requests."""

    def __init__(self, store: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.users: Users = configured_users(store)
        self.sessions = Sessions(store, self.users, round(settings().session_hours * 3600))
        self._by_name = Throttle(_FREE_FOR_USER, _LONGEST_FOR_USER, clock)
        self._by_address = Throttle(_FREE_FOR_ADDRESS, _LONGEST_FOR_ADDRESS, clock)
        self._hashing: anyio.CapacityLimiter | None = None
        self._known = _Known()
        self.tokens = Tokens(store, self.users)
        self.audit = AuditLog(store)
        self.organised = bool(settings().oidc_issuer)  # whether the organisation signs people in
        self._noted: set[tuple[str, date]] = set()

    async def sign_in(self, name: str, password: str, address: str) -> User:
        """The user of this name, if the password is right.

        Raises:
            SignInError: it is not. TooManyAttemptsError: nobody looked.
            UsersError: the file of users can't be understood.
        """
        name = plain(name)[:100]
        network = network_of(address)
        wait = self._by_address.attempt(network) or self._by_name.attempt(name)
        if wait:
            raise TooManyAttemptsError(wait)
        user = self.users.find(name)
        if self._hashing is None:  # needs a running loop
            self._hashing = anyio.CapacityLimiter(_HASHING)
        right = await anyio.to_thread.run_sync(
            matches, user.password if user else None, password, limiter=self._hashing
        )
        if user is None or not right:
            raise SignInError(texts.WRONG)
        self._by_address.forgive(network)
        self._by_name.forgive(name)
        return user

    async def user(self, request: HTTPConnection) -> User | None:
        """Who sends a request; None for a guest.

        Raises:
            SignInError, TooManyAttemptsError: it carries credentials that are not right.
            UsersError: the file of users can't be understood.
        """
        given = request.headers.get("authorization", "")
        if given.partition(" ")[0].lower() == "bearer":
            return self.bearer(request)
        credentials = _basic(given)
        if credentials is None and (told := announced(request)):
            return self._announced(*told)
        if credentials is None:
            return self.sessions.user(request.cookies.get(COOKIE, ""))
        name, password = credentials
        user = self.users.find(name)
        if user and self._known.has(user, password):
            return user
        address = request.client.host if request.client else ""
        user = await self.sign_in(name, password, address)
        self._known.keep(user, password)
        return user

    def _announced(self, name: str, groups: tuple[str, ...]) -> User:
        """The user of the organisation's proxy; noted as signed in once a day."""
        user = self.users.arrived(name, role_of(groups), groups)
        today = (user.name, datetime.now(UTC).date())
        if today not in self._noted:
            if len(self._noted) > _REMEMBERED_NAMES:
                self._noted.clear()
            self._noted.add(today)
            self.audit.note(Action.SIGNED_IN, texts.BY_PROXY, who=Identity(user.role, user.name))
        return user

    def bearer(self, request: HTTPConnection) -> User:
        """The user whose token a request carries, as a reader: by a token nobody administers.

        Raises:
            SignInError, TooManyAttemptsError: it carries none that is good.
            TokenError, UsersError: a file can't be understood.
        """
        secret = request.headers.get("authorization", "").partition(" ")[2].strip()
        user = self.tokens.user(secret)
        if user is None:
            network = network_of(request.client.host if request.client else "")
            if wait := self._by_address.attempt(network):
                raise TooManyAttemptsError(wait)
            raise SignInError(texts.TOKEN_WRONG)
        return replace(user, role=Role.READER)


class _Known:
    """Credentials found right lately, so that a program's every request does not cost a hash.

    Kept are only keyed digests, over the hash in the file too: another password makes them wrong.
    """

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._lock = Lock()
        self._digests: OrderedDict[bytes, None] = OrderedDict()

    def has(self, user: User, password: str) -> bool:
        with self._lock:
            return self._digest(user, password) in self._digests

    def keep(self, user: User, password: str) -> None:
        with self._lock:
            self._digests[self._digest(user, password)] = None
            if len(self._digests) > _REMEMBERED:
                self._digests.popitem(last=False)

    def _digest(self, user: User, password: str) -> bytes:
        told = "\0".join((user.name, user.password, password)).encode("utf-8", "surrogatepass")
        return hmac.digest(self._key, told, hashlib.sha256)


def _basic(header: str) -> tuple[str, str] | None:
    """Name and password of an ``Authorization`` header; None if it is of another kind."""
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""  # nobody's, so refused like any other
    return name, password
