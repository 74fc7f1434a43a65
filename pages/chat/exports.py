"""A conversation as a file, for whom it belongs to: routes of their own beside Gradio's."""

from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request, Response

from corpus.errors import PolicyError
from pages import identity
from pages.chat.exported import exported
from pages.chat.exported_docx import as_docx
from pages.chat.exported_markdown import as_markdown
from pages.chat.history import DOCX, MARKDOWN
from pages.desk import Desk
from pages.records.errors import UnknownConversationError

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARKDOWN = "text/markdown; charset=utf-8"


def export_routes(desk: Desk, visitor: Callable[[Request], str | None]) -> APIRouter:
    """The addresses that ``history.export_address`` names.

    Args:
        visitor: the key of whoever sends a request. A conversation of somebody else is not found.
    """
    router = APIRouter()

    @router.get("/exports/{conversation}.{kind}")
    def export(conversation: str, kind: str, request: Request) -> Response:
        owner = identity.parse(visitor(request) or "")
        if not owner.name or kind not in (DOCX, MARKDOWN):
            raise HTTPException(404)
        try:
            kept = desk.records.load(owner.key, conversation)
        except UnknownConversationError as error:
            raise HTTPException(404, str(error)) from error
        except PolicyError as error:
            raise HTTPException(503, str(error)) from error
        whole = exported(kept, desk)
        content = as_docx(whole) if kind == DOCX else as_markdown(whole).encode("utf-8", "replace")
        name = quote(f"{_file_name(kept.title)}.{kind}", safe="")
        return Response(
            content,
            media_type=_DOCX if kind == DOCX else _MARKDOWN,
            headers={
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
                "Cache-Control": "private, no-store",
            },
        )

    return router


def _file_name(title: str) -> str:
    """A title without what file systems don't take."""
    kept = "".join(" " if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in title)
    return kept.strip(" .") or "conversation"
