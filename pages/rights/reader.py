"""For whom the program is at work: known wherever something is read, so that nobody has to hand it on.

The gate says so for a request; Gradio's events, which run beside the request they came with, carry the
key of who sent them. Where neither says anything, it is nobody: who sees what everybody may see.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pages.identity import Identity, Role, parse

NOBODY = Identity(Role.GUEST, "")
_reader: ContextVar[Identity] = ContextVar("reader", default=NOBODY)


def reader() -> Identity:
    """Who reads."""
    gradio = sys.modules.get("gradio.context")  # takes seconds to import; without it no events
    request = gradio.LocalContext.request.get(None) if gradio else None
    if request is not None:
        return parse(getattr(request, "username", "") or "")
    return _reader.get()


@contextmanager
def reading_as(identity: Identity) -> Iterator[None]:
    """Work for somebody."""
    token = _reader.set(identity)
    try:
        yield
    finally:
        _reader.reset(token)
