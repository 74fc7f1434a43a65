"""Middleware: responses without an end, such as those that tell a page is still open, end in time."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Ending:
    """Once ``over`` is set, every request hears that its client has left, and is brought to an end.

    Otherwise the server would wait for open pages in vain, and break them off with an error each.
    """

    def __init__(self, app: ASGIApp, over: asyncio.Event) -> None:
        self._app = app
        self._over = over

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = complete = False

        async def noted(message: Message) -> None:
            nonlocal begun, complete
            begun = True
            complete = message["type"] == "http.response.body" and not message.get("more_body")
            await send(message)

        async def received() -> Message:
            return await _or_left(receive, self._over)

        await self._app(scope, received, noted)
        if begun and not complete and self._over.is_set():
            await send({"type": "http.response.body", "body": b""})


async def _or_left(receive: Receive, over: asyncio.Event) -> Message:
    asked = asyncio.ensure_future(receive())
    ended = asyncio.ensure_future(over.wait())
    try:
        await asyncio.wait({asked, ended}, return_when=asyncio.FIRST_COMPLETED)
        return await asked if asked.done() else {"type": "http.disconnect"}
    finally:
        asked.cancel()
        ended.cancel()
