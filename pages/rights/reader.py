"""For whom the program is at work: known wherever something is read, so that nobody has to hand it on.

The gate says so for a request; Gradio's events, which run beside the request they came with, carry the
key of who sent them. Where neither says anything, it is nobody: who sees what everybody may see.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from pages.identity import Identity, Role, parse

NOBODY = Identity(Role.GUEST, "")
_reader: ContextVar[Identity] = ContextVar("reader", default=NOBODY)
_address: ContextVar[str] = ContextVar("address", default="")


def reader() -> Identity:
    """Who reads."""
    request = _event()
    if request is not None:
        return parse(getattr(request, "username", "") or "")
    return _reader.get()


def asker() -> str:
    """A word for who asks, by which what they ask is counted: a guest's is the address, since a browser
    can have as many names as it likes."""
    identity = reader()
    return identity.name if identity.signed_in else f"@{address()}"


def address() -> str:
    """Where who reads comes from, "" where that is not known."""
    client = getattr(_event(), "client", None)
    return str(client.host) if client else _address.get()


@contextmanager
def reading_as(identity: Identity, where: str = "") -> Iterator[None]:
    """Work for somebody, who comes from the address ``where``."""
    tokens = _reader.set(identity), _address.set(where)
    try:
        yield
    finally:
        _reader.reset(tokens[0])
        _address.reset(tokens[1])


def _event() -> Any:
    """The request of the Gradio event that is at work, None outside of one."""
    gradio = sys.modules.get("gradio.context")  # takes seconds to import; without it no events
    return gradio.LocalContext.request.get(None) if gradio else None
