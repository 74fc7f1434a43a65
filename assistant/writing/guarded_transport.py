"""The only way out: to the configured address, with the headers a call needs, and a bounded reply."""

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx

from corpus.settings import is_link_local

# bytes; each token comes in an envelope of some 300, and a model may think for twenty thousand tokens
_MAX_REPLY = 12_000_000
# Libraries add the operating system, the Python version, an organisation found in the environment.
_HEADERS = frozenset(
    "host accept accept-encoding connection content-type content-length authorization".split()
)


class ReplyTooLongError(httpx.TransportError):
    """The reply is longer than any answer; reading on would only fill the memory."""


class GuardedTransport(httpx.AsyncBaseTransport):
    """Sends a request only to ``url`` (and below it), and stops reading an endless reply."""

    def __init__(self, url: str, has_key: bool) -> None:
        """``has_key``: without a key no ``Authorization`` header is sent, not even an empty one."""
        self._url = httpx.URL(url)
        self._headers = _HEADERS if has_key else _HEADERS - {"authorization"}
        self._inner = httpx.AsyncHTTPTransport(trust_env=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request.

        Raises:
            httpx.UnsupportedProtocol: it goes somewhere else.
            httpx.ConnectError: the name leads nowhere, or to where clouds hand out credentials.
        """
        there = (request.url.scheme, request.url.host, request.url.port)
        if there != (self._url.scheme, self._url.host, self._url.port):
            raise httpx.UnsupportedProtocol("not the configured endpoint", request=request)
        await _check_where(request)
        for name in [n for n in request.headers if n.lower() not in self._headers]:
            del request.headers[name]
        request.headers["accept-encoding"] = "identity"  # what is counted is what is read
        response = await self._inner.handle_async_request(request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_Bounded(response.stream),
            extensions=response.extensions,
        )

    async def aclose(self) -> None:
        """Close the connections."""
        await self._inner.aclose()


async def _check_where(request: httpx.Request) -> None:
    """Names are looked at when they are used: what they stand for may change after the start."""
    host, port = request.url.host, request.url.port
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(str(error), request=request) from error
    if any(is_link_local(str(address[0])) for *_, address in found):
        raise httpx.ConnectError("link-local address", request=request)


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream) -> None:
        self._inner = inner

    async def __aiter__(self) -> AsyncIterator[bytes]:
        read = 0
        async for part in self._inner:
            read += len(part)
            if read > _MAX_REPLY:
                raise ReplyTooLongError("reply too long")
            yield part

    async def aclose(self) -> None:
        await self._inner.aclose()
