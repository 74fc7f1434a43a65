"""Who sends a request: a guest known by a cookie, a reader or an administrator who signed in.

Gradio hands handlers one string a request, its ``username``: the key of an identity.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from corpus.errors import PolicyError
from pages.access import texts

if TYPE_CHECKING:  # takes seconds to import, and commands know identities too
    import gradio as gr


class Role(StrEnum):
    """What someone may do. An administrator may do all that a reader may."""

    GUEST = "guest"
    READER = "reader"
    ADMINISTRATOR = "administrator"


class AdministratorsOnlyError(PolicyError):
    """Something that only an administrator who signed in may do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One visitor; conversations and feedback belong to ``key``.

    ``name`` is the user's, or of a guest a random one that only the visitor's browser knows.
    """

    role: Role
    name: str

    @property
    def key(self) -> str:
        """The identity as one string."""
        return f"{self.role.value}:{self.name}"

    @property
    def signed_in(self) -> bool:
        """Whether this is a user, not a guest."""
        return self.role is not Role.GUEST

    @property
    def administers(self) -> bool:
        """Whether the pages 文件库 and 运营 are open to this visitor."""
        return self.role is Role.ADMINISTRATOR


def of(request: "gr.Request") -> Identity:
    """Who sent a Gradio event."""
    return parse(request.username or "")


def require_administrator(request: "gr.Request") -> Identity:
    """Who sent a Gradio event, if it is an administrator.

    Raises:
        AdministratorsOnlyError: it is somebody else.
    """
    identity = of(request)
    if not identity.administers:
        raise AdministratorsOnlyError(texts.ADMINISTRATORS_ONLY)
    return identity


def parse(key: str) -> Identity:
    """The identity with this key; a nameless guest for anything else."""
    role, _, name = key.partition(":")
    if role not in set(Role):
        return Identity(Role.GUEST, "")
    return Identity(Role(role), name)
