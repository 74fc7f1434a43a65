"""Middleware that notes every download, whichever part of the program made it."""

from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.audit.log import Action, AuditLog


class Exports:
    """Notes each answer that a browser keeps as a file. Stands behind the gate, which knows for whom."""

    def __init__(self, app: ASGIApp, audit: AuditLog) -> None:
        self._app = app
        self._audit = audit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                kept = Headers(raw=message["headers"]).get("content-disposition", "")
                if kept.startswith("attachment"):
                    name = unquote(kept.rpartition("filename")[2].lstrip("*=").strip('"'))
                    name = name.removeprefix("utf-8''").removeprefix("UTF-8''")
                    # In the event loop: a line takes a millisecond, a download far more.
                    self._audit.note(Action.EXPORTED, f"{name}（{scope['path']}）")
            await send(message)

        await self._app(scope, receive, noted)
