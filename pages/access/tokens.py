"""Tokens by which programs act for a user: made, listed and withdrawn by their owner.

Only a digest is kept. A token is 256 random bits, so that a plain hash of it can't be guessed back.
Whoever has one may ask what its owner may ask, and administers nothing.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock

from filelock import FileLock

from corpus.errors import PolicyError
from pages.access import texts
from pages.access.private_file import write_private
from pages.access.users import User, Users

FILE = "tokens.json"
_MARK = "pa"  # what a token begins with, so that a scanner of leaked secrets can tell it
_NAME = 60  # characters
_MOST = 50  # tokens of one user
LONGEST = 3650  # days


class TokenError(PolicyError):
    """A token can't be made, or there is none of that id."""


@dataclass(frozen=True, slots=True)
class Token:
    """What is kept of a token. ``made`` and ``ends`` are ISO dates, ``ends`` "" for never; ``digest`` is
    the SHA-256 of its secret."""

    id: str
    owner: str
    name: str
    digest: str
    made: str
    ends: str = ""

    def good(self) -> bool:
        """Whether it has not ended yet."""
        return not self.ends or datetime.now(UTC).date().isoformat() <= self.ends


def looks_like_token(secret: str) -> bool:
    """Whether a secret is, or once was, a token of ours."""
    return secret.startswith(f"{_MARK}_")


class Tokens:
    """The tokens of one store. Safe between threads and processes."""

    def __init__(self, store: Path, users: Users) -> None:
        self.path = store / FILE
        self._users = users
        self._lock = Lock()
        self._read: tuple[tuple[int, ...], dict[str, Token]] = ((), {})

    def user(self, secret: str) -> User | None:
        """The user that a token stands for; None where it is none of ours, has ended or was withdrawn,
        or its owner is gone.

        Raises:
            TokenError, UsersError: a file can't be understood.
        """
        mark, _, rest = secret.partition("_")
        key, _, word = rest.partition("_")
        token = self._kept().get(key) if mark == _MARK else None
        right = hmac.compare_digest(token.digest if token else "", _digest(word))
        if token is None or not right or not token.good():
            return None
        return self._users.find(token.owner)

    def of(self, owner: str) -> list[Token]:
        """The tokens of a user, the last one made first."""
        mine = [token for token in self._kept().values() if token.owner == owner]
        return sorted(mine, key=lambda token: (token.made, token.id), reverse=True)

    def make(self, owner: str, name: str, days: int = 0) -> str:
        """A new token, as its owner is shown it once; good for ``days``, 0 for ever.

        Raises:
            TokenError: no name, or too many tokens.
        """
        name = " ".join(name.split())
        if not 0 < len(name) <= _NAME or not name.isprintable():
            raise TokenError(texts.TOKEN_NAME)
        if not 0 <= days <= LONGEST:
            raise TokenError(texts.TOKEN_DAYS.format(most=LONGEST))
        key, word = secrets.token_hex(6), secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        ends = (now + timedelta(days=days)).date().isoformat() if days else ""
        with self._changing() as tokens:
            if sum(token.owner == owner for token in tokens.values()) >= _MOST:
                raise TokenError(texts.TOKEN_MANY.format(most=_MOST))
            made = now.isoformat(timespec="seconds")
            tokens[key] = Token(key, owner, name, _digest(word), made, ends)
        return f"{_MARK}_{key}_{word}"

    def withdraw(self, owner: str, key: str) -> Token:
        """Make a token worthless at once.

        Raises:
            TokenError: the owner has none of that id.
        """
        with self._changing() as tokens:
            if key not in tokens or tokens[key].owner != owner:
                raise TokenError(texts.TOKEN_UNKNOWN)
            return tokens.pop(key)

    def forget(self, owner: str) -> None:
        """Withdraw all tokens of a user who is removed: another of that name has none."""
        if self.of(owner):
            with self._changing() as tokens:
                for key in [k for k, token in tokens.items() if token.owner == owner]:
                    del tokens[key]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, Token]]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock", mode=0o600):
            tokens = dict(self._kept())
            yield tokens
            write_private(self.path, json.dumps([asdict(t) for t in tokens.values()]).encode())

    def _kept(self) -> dict[str, Token]:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return {}
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            if state != self._read[0]:
                self._read = (state, self._parsed())
            return self._read[1]

    def _parsed(self) -> dict[str, Token]:
        try:
            rows = [Token(**row) for row in json.loads(self.path.read_text(encoding="utf-8"))]
        except (ValueError, TypeError, OSError) as error:
            raise TokenError(texts.TOKENS_DAMAGED.format(file=FILE)) from error
        return {token.id: token for token in rows}


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()
