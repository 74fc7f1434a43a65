"""What the page 查职责 does: find, turn pages, bring the words of a clause up."""

import logging

import gradio as gr
from fastapi import APIRouter

from corpus.errors import PolicyError
from pages.desk import Desk
from pages.duties import texts
from pages.duties.export import duties_workbook
from pages.duties.found import find
from pages.duties.query import DutyQuery
from pages.duties.results import results
from pages.duties.start import form, start
from pages.markup import one_line
from pages.shell import live
from pages.sources.passage import nothing_open
from pages.tables import texts as table_texts
from pages.tables.download import download
from pages.tables.page import EVERY, PRIVATE, open_words, table_page, values_of
from pages.tables.rows import line

PATH = "/duties"
log = logging.getLogger(__name__)


class DutiesPage:
    """Answers the events of the page; keeps nothing of any visitor."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(), "passage", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            asked, rows = live("", "form"), live("", "rows")
        query = gr.State(DutyQuery())
        shown = [asked, rows, query]
        app.load(self._open, None, shown, **PRIVATE)
        asked.submit(self._asked, [query], shown, **EVERY)
        rows.submit(self._clicked, [query], shown, **EVERY)
        gr.on([rows.select, beside.select], self._words, None, beside, **EVERY)

    def _open(self, request: gr.Request) -> tuple[str, str, DutyQuery]:
        query = DutyQuery().changed(dict(request.query_params))
        return form(query, self.desk.duties), *self._show(query)

    def _asked(self, query: DutyQuery, event: gr.EventData) -> tuple[object, str, DutyQuery]:
        # the form stays as it is: who types in it keeps the focus
        return gr.skip(), *self._show(query.changed(values_of(event)))

    def _clicked(self, query: DutyQuery, event: gr.EventData) -> tuple[object, str, DutyQuery]:
        values = values_of(event)
        query = query.changed(values)
        renewed = form(query, self.desk.duties) if values.keys() & {"d", "doc"} else gr.skip()
        return renewed, *self._show(query)

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event)

    def _show(self, query: DutyQuery) -> tuple[str, DutyQuery]:
        try:
            if not query.department and not query.document_id:
                return start(self.desk.duties), query
            found = find(query, self.desk.duties, self.desk.library)
            return results(found), found.query
        except PolicyError as error:
            return line(one_line(error), query.address()), query
        except Exception:
            log.exception("duties could not be shown")
            return line(table_texts.FAILED, query.address()), query


def duties_downloads(desk: Desk) -> APIRouter:
    """The address from which the table is downloaded."""
    return download(
        PATH,
        lambda values: duties_workbook(
            find(DutyQuery().changed(values), desk.duties, desk.library)
        ),
    )
