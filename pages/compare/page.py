"""What the page 新旧对照 does: choose two texts, narrow what is shown, bring the words of a clause up."""

import logging

import gradio as gr
from fastapi import APIRouter, Request, Response

from corpus.errors import PolicyError
from pages.compare import texts
from pages.compare.checked import checked
from pages.compare.exported import comparison_docx
from pages.compare.query import CompareQuery
from pages.compare.results import comparison, form, start
from pages.desk import Desk
from pages.markup import one_line
from pages.shell import live
from pages.sources.passage import nothing_open
from pages.tables import texts as table_texts
from pages.tables.download import DOCX, file_response
from pages.tables.page import EVERY, PRIVATE, open_words, table_page, values_of
from pages.tables.rows import line

PATH = "/compare"
log = logging.getLogger(__name__)


class ComparePage:
    """Answers the events of the page; keeps nothing of any visitor."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(), "passage", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            asked, rows = live("", "form"), live("", "rows")
        query = gr.State(CompareQuery())
        shown = [asked, rows, query]
        app.load(self._open, None, shown, **PRIVATE)
        asked.submit(self._asked, [query], shown, **EVERY)
        rows.submit(self._clicked, [query], shown, **EVERY)
        gr.on([rows.select, beside.select], self._words, None, beside, **EVERY)

    def _open(self, request: gr.Request) -> tuple[str, str, CompareQuery]:
        query = CompareQuery().changed(dict(request.query_params))
        return form(query, self.desk.comparisons.choices()), *self._show(query)

    def _asked(self, query: CompareQuery, event: gr.EventData) -> tuple[object, str, CompareQuery]:
        return gr.skip(), *self._show(query.changed(values_of(event)))

    def _clicked(
        self, query: CompareQuery, event: gr.EventData
    ) -> tuple[object, str, CompareQuery]:
        values = values_of(event)
        query = query.changed(values)
        other = values.keys() & {"old", "new", "of"}
        renewed = form(query, self.desk.comparisons.choices()) if other else gr.skip()
        return renewed, *self._show(query)

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event)

    def _show(self, query: CompareQuery) -> tuple[str, CompareQuery]:
        try:
            known = self.desk.comparisons
            if query.of:
                return checked(query, *known.checked(query.of)), query
            if not query.old or not query.new:
                return start(known.pairs(), known.based()), query
            if query.old == query.new:
                return line(texts.SAME, query.address()), query
            return comparison(known.find(query), self.desk.library), query
        except PolicyError as error:
            return line(one_line(error), query.address()), query
        except Exception:
            log.exception("a comparison could not be shown")
            return line(table_texts.FAILED, query.address()), query


def compare_downloads(desk: Desk) -> APIRouter:
    """The address from which the comparison is downloaded, with the same query as the page."""
    router = APIRouter()

    @router.get(f"{PATH}/table.docx")
    def table(request: Request) -> Response:
        try:
            query = CompareQuery().changed(dict(request.query_params))
            name, content = comparison_docx(desk.comparisons.find(query))
        except PolicyError as error:
            return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")
        return file_response(content, name, DOCX)

    return router
