"""What the page 任务台账 does: find, turn pages, bring the words of a task up, hand out and print."""

import logging

import gradio as gr
from fastapi import APIRouter, Request, Response

from corpus import clock
from corpus.errors import PolicyError
from pages.desk import Desk
from pages.markup import one_line
from pages.shell import live
from pages.sources.passage import nothing_open
from pages.tables import texts as table_texts
from pages.tables.download import download
from pages.tables.page import EVERY, PRIVATE, open_words, table_page, values_of
from pages.tables.rows import line
from pages.tasks import texts
from pages.tasks.export import printed, tasks_workbook
from pages.tasks.query import TaskQuery
from pages.tasks.results import form, results

PATH = "/tasks"
log = logging.getLogger(__name__)


class TasksPage:
    """Answers the events of the page; keeps nothing of any visitor."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(), "passage", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            asked, rows = live("", "form"), live("", "rows")
        query = gr.State(TaskQuery())
        shown = [asked, rows, query]
        app.load(self._open, None, shown, **PRIVATE)
        asked.submit(self._asked, [query], shown, **EVERY)
        rows.submit(self._clicked, [query], shown, **EVERY)
        gr.on([rows.select, beside.select], self._words, None, beside, **EVERY)

    def _open(self, request: gr.Request) -> tuple[str, str, TaskQuery]:
        query = TaskQuery().changed(dict(request.query_params))
        return form(query, self.desk.tasks), *self._show(query)

    def _asked(self, query: TaskQuery, event: gr.EventData) -> tuple[object, str, TaskQuery]:
        # the form stays as it is: who types in it keeps the focus
        return gr.skip(), *self._show(query.changed(values_of(event)))

    def _clicked(self, query: TaskQuery, event: gr.EventData) -> tuple[object, str, TaskQuery]:
        values = values_of(event)
        query = query.changed(values)
        renewed = form(query, self.desk.tasks) if values.keys() & {"d", "doc"} else gr.skip()
        return renewed, *self._show(query)

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event)

    def _show(self, query: TaskQuery) -> tuple[str, TaskQuery]:
        try:
            return results(query, self.desk.tasks, clock.today()), query
        except PolicyError as error:
            return line(one_line(error), query.address()), query
        except Exception:
            log.exception("tasks could not be shown")
            return line(table_texts.FAILED, query.address()), query


def tasks_downloads(desk: Desk) -> APIRouter:
    """The addresses from which the register is downloaded and printed."""
    router = download(
        PATH,
        lambda values: tasks_workbook(TaskQuery().changed(values), desk.tasks, clock.today()),
    )

    @router.get(f"{PATH}/print")
    def to_print(request: Request) -> Response:
        try:
            query = TaskQuery().changed(dict(request.query_params))
            return printed(query, desk.tasks, clock.today())
        except PolicyError as error:
            return Response(one_line(error), 404, media_type="text/plain; charset=utf-8")

    return router
