"""Sessions: a signed cookie that names its user, ends by the clock, by sign-out, or with the password."""

import hashlib
import hmac
import json
import os
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from itsdangerous import BadSignature, URLSafeTimedSerializer

from pages.access.private_file import write_private
from pages.access.users import User, Users

COOKIE = "policy_session"
_KEY = "session.key"
_ENDED = "sessions.ended"


@dataclass(frozen=True, slots=True)
class _Session:
    name: str
    password: str  # fingerprint of the hash: another password, another fingerprint
    id: str


class Sessions:
    """Makes and reads the cookies of one store. Safe to share between threads."""

    def __init__(self, store: Path, users: Users, seconds: int) -> None:
        """``seconds``: life of a session. The signing key is made once and kept in the store."""
        self.seconds = seconds
        self._users = users
        self.key = _signing_key(store / _KEY)
        self._signer = URLSafeTimedSerializer(self.key, salt="session")
        self._path = store / _ENDED
        self._lock = Lock()
        self._ended: dict[str, float] = _read(self._path)

    def begin(self, user: User) -> str:
        """A cookie for a user who has just shown the password."""
        return self._signer.dumps([user.name, _fingerprint(user), secrets.token_urlsafe(12)])

    def user(self, cookie: str) -> User | None:
        """The user of a cookie that is genuine and still good.

        Raises:
            UsersError: the file of users can't be understood.
        """
        session = self._genuine(cookie)
        if session is None or session.id in self._ended:
            return None
        user = self._users.find(session.name)
        same = user and hmac.compare_digest(_fingerprint(user), session.password)
        return user if same else None

    def end(self, cookie: str) -> None:
        """Sign out: the cookie is worthless from now on, also after a restart, also if it was copied."""
        session = self._genuine(cookie)
        if session is None:
            return
        now = time.time()
        with self._lock:
            ended = {i: until for i, until in self._ended.items() if until > now}
            ended[session.id] = now + self.seconds
            write_private(self._path, json.dumps(ended).encode())
            self._ended = ended

    def _genuine(self, cookie: str) -> _Session | None:
        if not cookie:
            return None
        try:
            return _Session(*self._signer.loads(cookie, max_age=self.seconds))
        except (BadSignature, TypeError, ValueError):
            return None


def _fingerprint(user: User) -> str:
    return hashlib.sha256(user.password.encode()).hexdigest()[:16]


def _signing_key(path: Path) -> str:
    """The key in ``path``, made if it is not there; of two that make it, the first one wins."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text(encoding="ascii", errors="replace").strip()
        if len(key) >= 32:
            return key
        key = secrets.token_urlsafe(48)  # cut off while it was made: sessions begin anew
        write_private(path, key.encode())
        return key
    with os.fdopen(handle, "w", encoding="ascii") as file:
        key = secrets.token_urlsafe(48)
        file.write(key)
    return key


def _read(path: Path) -> dict[str, float]:
    try:
        ended = json.loads(path.read_text(encoding="utf-8"))
        return {str(i): float(until) for i, until in ended.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError):
        return {}  # written whole or not at all, so somebody else wrote it
