"""Workbooks as downloads: plain addresses, so that they work on a phone and by a program alike."""

from urllib.parse import quote

from fastapi import Response

from pages.tables.workbook import XLSX


def xlsx_response(content: bytes, name: str) -> Response:
    """The answer that a browser keeps as ``name``.xlsx."""
    stem = "".join(c for c in name if c.isprintable() and c not in '\\/:*?"<>|')[:80] or "table"
    return Response(
        content,
        media_type=XLSX,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(stem)}.xlsx",
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
