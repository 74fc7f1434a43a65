"""What the page 找政策 does: hold what is filled in against the measures, bring their words up."""

import logging
from dataclasses import replace
from urllib.parse import parse_qsl

import gradio as gr

from corpus.errors import PolicyError
from pages.desk import Desk
from pages.identity import Identity, of
from pages.markup import one_line
from pages.match import texts
from pages.match.form import form
from pages.match.found import Found, find
from pages.match.kept import KeptProfile, KeptProfiles, new_since
from pages.match.query import MatchQuery
from pages.match.results import results, start
from pages.records.errors import RecordsError
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
        self.kept = KeptProfiles(desk.records.database)
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
        query, identity = MatchQuery().changed(dict(request.query_params)), of(request)
        if query.empty and (kept := self._kept(identity)):
            query = MatchQuery().changed(dict(parse_qsl(kept.query.lstrip("?"))))
        return form(query), *self._show(query, identity)

    def _asked(
        self, query: MatchQuery, event: gr.EventData, request: gr.Request
    ) -> tuple[object, str, MatchQuery]:
        # the form stays as it is: who types in it keeps the focus
        query = query.changed(values_of(event, _LONGEST))
        return gr.skip(), *self._show(query, of(request))

    def _clicked(
        self, query: MatchQuery, event: gr.EventData, request: gr.Request
    ) -> tuple[object, str, MatchQuery]:
        values = values_of(event, _LONGEST)
        query = query.changed(values)
        shown = self._show(query, of(request), values.get("keep", ""))
        return form(query) if "add" in values else gr.skip(), *shown

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event)

    def _kept(self, identity: Identity) -> KeptProfile | None:
        """What a signed-in visitor keeps; a file of records that can't be read stops no search."""
        if not identity.signed_in:
            return None
        try:
            return self.kept.of(identity.key)
        except RecordsError:
            log.exception("the kept profile could not be read")
            return None

    def _show(
        self, query: MatchQuery, identity: Identity, keep: str = ""
    ) -> tuple[str, MatchQuery]:
        try:
            matcher = self.desk.matcher()
            if query.empty:
                return start(matcher.count()), query
            return results(self._with_news(find(query, matcher), identity, keep)), query
        except PolicyError as error:
            return line(one_line(error), query.address()), query
        except Exception:
            log.exception("measures could not be matched")
            return line(table_texts.FAILED, query.address()), query

    def _with_news(self, found: Found, identity: Identity, keep: str) -> Found:
        """What was found, with what is new of it for a visitor who keeps this profile."""
        if not identity.signed_in:
            return found
        own = replace(found.query, by_date=False, this_month=False).address()
        if keep == "no":
            self.kept.forget(identity.key)
            return replace(found, keeps=True, said=texts.FORGOTTEN)
        if keep == "yes":
            whole = find(replace(found.query, this_month=False), self.desk.matcher())
            self.kept.keep(identity.key, own, whole.all)
            return replace(found, keeps=True, kept=True, said=texts.KEPT)
        kept = self._kept(identity)
        if kept is None or kept.query != own:
            return replace(found, keeps=True)
        new, day = new_since(kept, found.all), kept.looked[:10]
        said = (
            texts.NEW_SINCE.format(day=day, count=len(new))
            if new
            else texts.NOTHING_NEW.format(day=day)
        )
        return replace(found, new=new, said=said, keeps=True, kept=True)
