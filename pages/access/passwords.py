"""Passwords: what is strong enough, and Argon2 hashes of them."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from corpus.errors import PolicyError
from pages.access import texts

_SHORTEST = 10  # characters
_LONGEST = 256  # characters; hashing takes time for every one of them
_KINDS = 3  # of lower case, upper case, digits, the rest
_DIFFERENT = 5  # characters
_HASHER = PasswordHasher()


class WeakPasswordError(PolicyError):
    """A password that is too easy to guess."""


def check_strength(name: str, password: str) -> None:
    """Refuse a password that a guesser finds.

    Raises:
        WeakPasswordError: with what is missing.
    """
    faults = (
        (len(password) < _SHORTEST, texts.TOO_SHORT.format(length=_SHORTEST)),
        (len(password) > _LONGEST, texts.TOO_LONG.format(length=_LONGEST)),
        (name.lower() in password.lower(), texts.LIKE_NAME),
        (len({_kind(character) for character in password}) < _KINDS, texts.TOO_PLAIN),
        (len(set(password)) < _DIFFERENT, texts.TOO_FEW),
    )
    for found, line in faults:
        if found:
            raise WeakPasswordError(line)


def hashed(password: str) -> str:
    """The Argon2id hash to keep of a password, with its salt and cost in it."""
    return _HASHER.hash(password)


def is_hash(text: str) -> bool:
    """Whether ``text`` is a hash that ``matches`` understands."""
    try:
        _HASHER.check_needs_rehash(text)
    except InvalidHashError:
        return False
    return True


def matches(kept: str | None, password: str) -> bool:
    """Whether a password is the one that was hashed.

    Without a hash (nobody of that name) it takes as long and is never right, so that the time tells
    nothing about who exists.
    """
    if len(password) > _LONGEST:
        password = ""
    try:
        return _HASHER.verify(kept or _nobodys(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe())


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if character.isalpha() and character.lower() != character.upper():
        return "lower" if character.islower() else "upper"
    return "other"
