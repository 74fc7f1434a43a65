"""What the page 找政策 does: hold what is filled in against the measures, bring their words up."""

import logging

import gradio as gr

from corpus.errors import PolicyError
from pages.desk import Desk
from pages.markup import one_line
from pages.match import texts
from pages.match.form import form
from pages.match.found import find
from pages.match.query import MatchQuery
from pages.match.results import results, start
from pages.shell import live
from pages.sources.passage import nothing_open
from pages.tables import texts as table_texts
from pages.tables.page import EVERY, PRIVATE, open_words, table_page, values_of
from pages.tables.rows import line

PATH = "/match"
log = logging.getLogger(__name__)
_LONGEST = 1000  # characters of a value


class MatchPage:
    """Answers the events of the page; keeps nothing of any visitor."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(), "passage", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            asked, rows = live("", "form"), live("", "rows")
        query = gr.State(MatchQuery())
        shown = [asked, rows, query]
        app.load(self._open, None, shown, **PRIVATE)
        asked.submit(self._asked, [query], shown, **EVERY)
        rows.submit(self._clicked, [query], shown, **EVERY)
        gr.on([rows.select, beside.select], self._words, None, beside, **EVERY)

    def _open(self, request: gr.Request) -> tuple[str, str, MatchQuery]:
        query = MatchQuery().changed(dict(request.query_params))
        return form(query), *self._show(query)

    def _asked(self, query: MatchQuery, event: gr.EventData) -> tuple[object, str, MatchQuery]:
        # the form stays as it is: who types in it keeps the focus
        return gr.skip(), *self._show(query.changed(values_of(event, _LONGEST)))

    def _clicked(self, query: MatchQuery, event: gr.EventData) -> tuple[object, str, MatchQuery]:
        values = values_of(event, _LONGEST)
        query = query.changed(values)
        return form(query) if "add" in values else gr.skip(), *self._show(query)

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event)

    def _show(self, query: MatchQuery) -> tuple[str, MatchQuery]:
        try:
            matcher = self.desk.matcher()
            if query.empty:
                return start(matcher.count()), query
            return results(find(query, matcher)), query
        except PolicyError as error:
            return line(one_line(error), query.address()), query
        except Exception:
            log.exception("measures could not be matched")
            return line(table_texts.FAILED, query.address()), query
