"""Users, their roles and the hashes of their passwords: in a file, or given by the environment."""

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import yaml
from filelock import FileLock

from corpus.errors import PolicyError
from corpus.settings import settings
from pages.access import texts
from pages.access.passwords import is_hash
from pages.access.private_file import write_private
from pages.identity import Role

FILE = "users.yaml"
ROLES = (Role.READER, Role.ADMINISTRATOR)
ELSEWHERE = "elsewhere:"  # before a random word, which another sign-in of all sessions replaces
_NAME = re.compile(r"[\w.@-]{1,64}")


class UsersError(PolicyError):
    """The file of users can't be read, or a change of it is not possible."""


@dataclass(frozen=True, slots=True)
class User:
    """One user. ``password`` is a hash, or what stands there for who signs in elsewhere; ``fixed``:
    given by the environment."""

    name: str
    role: Role
    password: str
    fixed: bool = False
    groups: tuple[str, ...] = ()

    @property
    def elsewhere(self) -> bool:
        """Whether the organisation signs this user in, not a password of ours."""
        return self.password.startswith(ELSEWHERE)


class Users:
    """The users of one store; a change made by the command is seen at once. Safe between threads."""

    def __init__(self, path: Path, fixed: tuple[User, ...] = ()) -> None:
        self.path = path
        self._fixed = {user.name: user for user in fixed}
        self._lock = Lock()
        self._read: tuple[tuple[int, ...], dict[str, User]] = ((), {})

    def all(self) -> list[User]:
        """Every user, those of the environment first.

        Raises:
            UsersError: the file can't be understood.
        """
        return list((self._fixed | {n: u for n, u in self._kept().items() if n not in self._fixed})
                    .values())  # fmt: skip

    def find(self, name: str) -> User | None:
        """The user of this name.

        Raises:
            UsersError: the file can't be understood.
        """
        name = plain(name)
        return self._fixed.get(name) or self._kept().get(name)

    def add(self, name: str, role: Role, password: str) -> None:
        """Add a user with the hash of a password.

        Raises:
            UsersError: the name is taken, or can't be one.
        """
        name = checked_name(name)
        with self._changing() as users:
            if name in users or name in self._fixed:
                raise UsersError(texts.USER_EXISTS.format(name=name))
            users[name] = User(name, role, password)

    def remove(self, name: str) -> None:
        """Remove a user.

        Raises:
            UsersError: nobody of that name, or the last administrator.
        """
        with self._changing() as users:
            user = users.pop(self._changeable(name, users).name)
            left = [u.role for u in [*users.values(), *self._fixed.values()]]
            if user.role is Role.ADMINISTRATOR and left and Role.ADMINISTRATOR not in left:
                raise UsersError(texts.LAST_ADMINISTRATOR.format(name=user.name))

    def change_password(self, name: str, password: str) -> None:
        """Give a user the hash of another password.

        Raises:
            UsersError: nobody of that name.
        """
        with self._changing() as users:
            user = self._changeable(name, users)
            users[user.name] = replace(user, password=password)

    def change(self, name: str, role: Role, groups: tuple[str, ...]) -> None:
        """Give a user another role and other groups.

        Raises:
            UsersError: nobody of that name, or the last administrator.
        """
        with self._changing() as users:
            user = self._changeable(name, users)
            users[user.name] = replace(user, role=role, groups=groups)
            left = [u.role for u in [*users.values(), *self._fixed.values()]]
            if user.role is Role.ADMINISTRATOR and Role.ADMINISTRATOR not in left:
                raise UsersError(texts.LAST_ADMINISTRATOR_STAYS.format(name=user.name))

    def arrived(self, name: str, role: Role | None, groups: tuple[str, ...]) -> User:
        """The user whom the organisation has signed in, entered or brought up to date; with ``role``
        None the one that was given here stays.

        Raises:
            UsersError: a name that can't be one, or one that has a password here: whoever may choose
            names there is not to become somebody here.
        """
        name = checked_name(name)
        known = self.find(name)
        if known is not None and not known.elsewhere:
            raise UsersError(texts.TAKEN_HERE.format(name=name))
        if known is not None and known.groups == groups and role in (None, known.role):
            return known
        with self._changing() as users:
            new = User(name, Role.READER, ELSEWHERE + secrets.token_urlsafe(16))
            users[name] = replace(users.get(name, new), groups=groups)
            users[name] = replace(users[name], role=role or users[name].role)
            return users[name]

    def _changeable(self, name: str, users: dict[str, User]) -> User:
        name = plain(name)
        if name in self._fixed:
            raise UsersError(texts.USER_IS_FIXED.format(name=name))
        if name not in users:
            raise UsersError(texts.NO_SUCH_USER.format(name=name))
        return users[name]

    @contextmanager
    def _changing(self) -> Iterator[dict[str, User]]:
        """The users of the file, written back when nothing was raised; one process at a time."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_suffix(".lock"), mode=0o600):
            users = dict(self._kept())
            yield users
            rows = [
                {"name": u.name, "role": u.role.value, "password": u.password}
                | ({"groups": list(u.groups)} if u.groups else {})
                for u in users.values()
            ]
            content = texts.FILE_HEAD + yaml.safe_dump(
                {"users": rows}, allow_unicode=True, sort_keys=False
            )
            write_private(self.path, content.encode())

    def _kept(self) -> dict[str, User]:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return {}
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
        with self._lock:
            if state != self._read[0]:
                self._read = (state, self._parsed())
            return self._read[1]

    def _parsed(self) -> dict[str, User]:
        try:
            rows = yaml.safe_load(self.path.read_text(encoding="utf-8"))["users"] or []
            users = [
                _user(row["name"], row["role"], row["password"], groups=row.get("groups") or ())
                for row in rows
            ]
        except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, OSError) as error:
            raise UsersError(texts.FILE_DAMAGED.format(path=self.path)) from error
        return {user.name: user for user in users}


def configured_users(store: Path) -> Users:
    """The users of a store, as the settings say where they are.

    Raises:
        UsersError: ``POLICY_USERS`` can't be understood.
    """
    chosen = settings()
    given = chosen.users.get_secret_value() if chosen.users else ""
    try:
        rows = [line.split() for line in given.splitlines() if line.strip()]
        fixed = [_user(name, role, kept, fixed=True) for name, role, kept in rows]
    except (TypeError, ValueError):
        raise UsersError(texts.FIXED_DAMAGED) from None  # the cause would show the hash
    return Users(chosen.users_file or store / FILE, tuple(fixed))


def plain(name: str) -> str:
    """A name in the one form in which it is kept and compared."""
    return unicodedata.normalize("NFKC", name).strip()


def checked_name(name: str) -> str:
    """A name that a user may have.

    Raises:
        UsersError: empty, too long, or with characters that mean something elsewhere.
    """
    if not _NAME.fullmatch(plain(name)):
        raise UsersError(texts.BAD_NAME.format(name=name[:80]))
    return plain(name)


def _user(
    name: str, role: str, password: str, fixed: bool = False, groups: Iterable[str] = ()
) -> User:
    known = is_hash(password) or password.startswith(ELSEWHERE)
    if not _NAME.fullmatch(name) or Role(role) not in ROLES or not known:
        raise ValueError(name)
    return User(plain(name), Role(role), password, fixed, tuple(str(group) for group in groups))
