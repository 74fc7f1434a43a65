"""Addresses of our own pages as a browser is to follow them, also behind a proxy's path prefix.

Routes are written without the prefix; what stands in a page goes through ``at``. Redirects and
cookies are given theirs by ``pages/serving/proxied.py``.
"""

from urllib.parse import urlsplit

from corpus.settings import settings


def prefix() -> str:
    """What the site's paths begin with for those outside, such as ``/policy``; "" for nothing."""
    return urlsplit(settings().public_url).path


def at(path: str = "/") -> str:
    """The address within the site of what our routes call ``path``, such as ``/duties``."""
    return prefix() + path


def site(fallback: str) -> str:
    """The address of the first page, "/" at the end; ``fallback`` is what the request was sent to."""
    return f"{settings().public_url or fallback.rstrip('/')}/"
