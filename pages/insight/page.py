"""What the page 运营 does: figures of a period, and the clauses nearest to a question."""

import logging
from collections.abc import Callable
from datetime import timedelta
from html import escape

import gradio as gr
from fastapi import APIRouter, HTTPException, Request, Response

from corpus import clock
from corpus.errors import PolicyError, UnknownDocumentError
from pages import identity
from pages.access import texts as access
from pages.desk import Desk
from pages.identity import require_administrator
from pages.insight import texts
from pages.insight.export import insight_workbook
from pages.insight.figures import Figures, figures
from pages.insight.nearest import SHOWN, back_to_nearest, nearest_clauses
from pages.insight.query import InsightQuery
from pages.insight.results import XLSX, overview
from pages.markup import one_line
from pages.records.errors import RecordsError
from pages.records.reports import Asked, most_cited, question_of, questions_between
from pages.shell import live
from pages.sources.passage import Place, nothing_open, passage
from pages.tables.download import xlsx_response
from pages.tables.page import EVERY, PRIVATE, number, open_words, table_page, values_of

PATH = "/admin/insight"
ROUTE = "/insight"  # within what is mounted for administrators
log = logging.getLogger(__name__)
_CITED = 8


class InsightPage:
    """Answers the events of the page; every one asks first who sent it."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(texts.BESIDE_HINT), "passage", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            rows = live("", "rows")
        query, turn = gr.State(InsightQuery()), gr.State(0)
        app.load(self._open, None, [rows, query], **PRIVATE)
        rows.submit(self._asked, [query], [rows, query], **EVERY)
        gr.on([rows.select, beside.select], self._words, [turn], [beside, turn], **EVERY)

    def _open(self, request: gr.Request) -> tuple[str, InsightQuery]:
        require_administrator(request)
        return self._show(InsightQuery().changed(dict(request.query_params)))

    def _asked(
        self, query: InsightQuery, event: gr.EventData, request: gr.Request
    ) -> tuple[str, InsightQuery]:
        require_administrator(request)
        return self._show(query.changed(values_of(event)))

    def _show(self, query: InsightQuery) -> tuple[str, InsightQuery]:
        try:
            found, _, cited = gathered(self.desk, query)
            return _model(self.desk) + overview(query, found, cited), query
        except RecordsError as error:
            return f'<p class="nothing" role="alert">{one_line(error)}</p>', query

    def _words(self, turn: int, event: gr.EventData, request: gr.Request) -> tuple[str, int]:
        """A question's nearest clauses, or one of them in its document."""
        require_administrator(request)
        asked = values_of(event).get("turn", "")
        if not asked:
            return open_words(
                self.desk, event, lambda desk, place: _clause(desk, place, turn)
            ), turn
        turn = max(number(asked), 0)
        try:
            question = question_of(self.desk.records.database, turn)
            if not question:
                return nothing_open(texts.QUESTION_GONE), 0
            hits = self.desk.wait().retriever.search(question, SHOWN)
            return nearest_clauses(question, hits, self.desk.library), turn
        except PolicyError as error:
            return nothing_open(one_line(error)), 0


def _model(desk: Desk) -> str:
    """A line where the endpoint of the model fails and is left alone, "" otherwise."""
    try:
        writer = desk.wait().writer
    except PolicyError:  # the store can't be used; the pages say so themselves
        return ""
    line = writer.endpoint.breaker.line if writer else ""
    return f'<p class="nothing" role="alert">{escape(line)}</p>' if line else ""


def _clause(desk: Desk, place: Place, turn: int) -> str:
    document = desk.library.document(place.document_id)
    before = back_to_nearest(turn) if turn else ""
    seen = desk.original(document, place.start, place.end)
    return passage(document, desk.library.standing(place.document_id), place, before, seen)


def gathered(desk: Desk, query: InsightQuery) -> tuple[Figures, list[Asked], list[tuple[str, int]]]:
    """The figures of the period, its questions, and the documents that were quoted, by title.

    Raises:
        RecordsError: the records can't be read.
    """
    start, end = query.period(clock.now())
    database = desk.records.database
    asked = questions_between(database, start, end)
    last = (end - timedelta(days=1)).date()
    first = start.date()
    if not query.days:
        first = clock.local(asked[0].asked_at).date() if asked else last
    cited = [(_title(desk, i), count) for i, count in most_cited(database, start, end, _CITED)]
    return figures(asked, first, last, desk.library.store.chunks.knows), asked, cited


def _title(desk: Desk, document_id: str) -> str:
    try:
        return desk.library.document(document_id).title
    except UnknownDocumentError:
        return texts.WITHDRAWN


def insight_downloads(desk: Desk, visitor: Callable[[Request], str | None]) -> APIRouter:
    """The address from which an administrator downloads the figures.

    Args:
        visitor: the key of whoever sends a request.
    """
    router = APIRouter()

    @router.get(XLSX)
    def download(request: Request) -> Response:
        if not identity.parse(visitor(request) or "").administers:
            raise HTTPException(403, access.ADMINISTRATORS_ONLY)
        query = InsightQuery().changed(dict(request.query_params))
        try:
            found, asked, cited = gathered(desk, query)
        except PolicyError as error:
            raise HTTPException(503, one_line(error)) from error
        name = texts.FILE_NAME.format(first=found.whole.first, last=found.whole.last)
        return xlsx_response(insight_workbook(found, asked, cited), name)

    return router
