"""Workbooks as downloads: plain addresses, so that they work on a phone and by a program alike."""

from collections.abc import Callable, Mapping
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from corpus.errors import PolicyError
from pages.markup import one_line
from pages.tables.workbook import XLSX

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIXES = {XLSX: "xlsx", DOCX: "docx"}


def xlsx_response(content: bytes, name: str) -> Response:
    """The answer that a browser keeps as ``name``.xlsx."""
    return file_response(content, name, XLSX)


def file_response(content: bytes, name: str, kind: str) -> Response:
    """The answer that a browser keeps under ``name``; ``kind`` is a media type, XLSX or DOCX."""
    stem = "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|')[:80] or "table"
    return Response(
        content,
        media_type=kind,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(stem)}.{_SUFFIXES[kind]}",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )


def download(page: str, made: Callable[[Mapping[str, str]], tuple[str, bytes]]) -> APIRouter:
    """The address from which the table of a page is downloaded, with the same query as the page;
    ``made`` gives name and content."""
    router = APIRouter()

    @router.get(f"{page}/table.xlsx")
    def table(request: Request) -> Response:
        try:
            name, content = made(dict(request.query_params))
        except PolicyError as error:
            return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")
        return xlsx_response(content, name)

    return router
