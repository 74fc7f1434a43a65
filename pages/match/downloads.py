"""The addresses from which the results of the page 找政策 are taken along."""

from collections.abc import Callable
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from corpus.errors import PolicyError
from pages.desk import Desk
from pages.markup import one_line
from pages.match import texts
from pages.match.compared import COMPARED_PATH, compared_workbook
from pages.match.export import match_calendar, match_workbook
from pages.match.found import Found, find
from pages.match.page import PATH
from pages.match.query import MatchQuery
from pages.match.summary import summary_docx, summary_page
from pages.tables.download import download

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def match_downloads(desk: Desk) -> APIRouter:
    """Workbook, summary, calendar and the page to be printed, each with the same query as the page."""

    def found(values: dict[str, str]) -> Found:
        return find(MatchQuery().changed(values), desk.matcher())

    router = download(PATH, lambda values: match_workbook(found(dict(values))))

    router.include_router(download(COMPARED_PATH, lambda values: compared_workbook(desk, values)))

    @router.get(f"{PATH}/summary.docx")
    def summary(request: Request) -> Response:
        return _made(request, found, lambda f: summary_docx(f, desk.library), _WORD, "docx")

    @router.get(f"{PATH}/calendar.ics")
    def calendar(request: Request) -> Response:
        return _made(request, found, match_calendar, "text/calendar; charset=utf-8", "ics")

    @router.get(f"{PATH}/print")
    def printed(request: Request) -> Response:
        try:
            return summary_page(found(dict(request.query_params)), desk.library)
        except PolicyError as error:
            return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")

    return router


def _made(
    request: Request,
    found: Callable[[dict[str, str]], Found],
    made: Callable[[Found], bytes],
    media_type: str,
    suffix: str,
) -> Response:
    try:
        content = made(found(dict(request.query_params)))
    except PolicyError as error:
        return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")
    name = f"attachment; filename*=UTF-8''{quote(texts.FILE)}.{suffix}"
    headers = {
        "Content-Disposition": name,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
