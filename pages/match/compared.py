"""The page 比较政策: the same benefit in several places or versions, every row with its words."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape

import gradio as gr

from assistant.match.offer import Offer
from assistant.measures.comparing import amounts_of
from assistant.measures.comparison import NOTHING_SHARED, Group, Over, compare
from corpus.errors import PolicyError
from corpus.language.words import simplified
from pages.desk import Desk
from pages.markup import menu, one_line, query_form, search_field
from pages.match import texts
from pages.shell import live
from pages.sources.passage import nothing_open
from pages.tables import texts as table_texts
from pages.tables.page import EVERY, PRIVATE, open_words, table_page, values_of
from pages.tables.query import address
from pages.tables.rows import (
    address_of,
    download_link,
    group,
    line,
    opener,
    results,
    row,
    table,
)
from pages.tables.workbook import Sheet, workbook

COMPARED_PATH = "/match-compare"
log = logging.getLogger(__name__)
_LONGEST, _QUOTE = (
    200,
    300,
)  # characters of a value; of a quote in the table, the whole is beside it
_MOST = 40  # benefits that are shown; the workbook holds all


@dataclass(frozen=True, slots=True)
class ComparedQuery:
    """What is compared, as it stands in the address; nothing in it is trusted."""

    words: str = ""
    places: str = ""
    over: str = ""

    def changed(self, values: Mapping[str, str]) -> "ComparedQuery":
        """With what ``values`` say anew."""
        named = {"q": "words", "places": "places", "over": "over"}
        new = {named[k]: " ".join(v.split())[:_LONGEST] for k, v in values.items() if k in named}
        return replace(self, **new)

    def address(self) -> str:
        """As it follows the path."""
        return address({"q": self.words, "places": self.places, "over": self.over}, 1)

    def found(self, desk: Desk) -> list[Group]:
        """The benefits.

        Raises:
            PolicyError: nothing is asked, a place is none, or the store can't be used.
        """
        places = [p for p in re.split("[、,，;；\\s]+", self.places) if p]
        over = Over.VERSIONS if self.over == "versions" else Over.PLACES
        return compare(desk.matcher().stock(), simplified(self.words), places, over)


class ComparedPage:
    """Answers the events of the page; keeps nothing of any visitor."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(), "passage", render=False)
        with table_page(COMPARED_PATH, texts.COMPARED_HEADING, texts.COMPARED_INTRO, beside):
            asked, rows = live("", "form"), live("", "rows")
        query = gr.State(ComparedQuery())
        app.load(self._open, None, [asked, rows, query], **PRIVATE)
        asked.submit(self._asked, [query], [rows, query], **EVERY)
        gr.on([rows.select, beside.select], self._words, None, beside, **EVERY)

    def _open(self, request: gr.Request) -> tuple[str, str, ComparedQuery]:
        query = ComparedQuery().changed(dict(request.query_params))
        return _form(query), self._show(query), query

    def _asked(self, query: ComparedQuery, event: gr.EventData) -> tuple[str, ComparedQuery]:
        query = query.changed(values_of(event, _LONGEST))
        return self._show(query), query

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event)

    def _show(self, query: ComparedQuery) -> str:
        if not query.words and not query.places:
            return line(texts.COMPARED_START)
        try:
            return _shown(query.found(self.desk), query)
        except PolicyError as error:
            return line(one_line(error), query.address())
        except Exception:
            log.exception("measures could not be compared")
            return line(table_texts.FAILED, query.address())


def compared_workbook(desk: Desk, values: Mapping[str, str]) -> tuple[str, bytes]:
    """The file's name and its content, a row each measure.

    Raises:
        PolicyError: as ``ComparedQuery.found`` does.
    """
    groups = ComparedQuery().changed(values).found(desk)
    rows = (_plain(found, offer) for found in groups for offer in found.offers)
    return texts.COMPARED_HEADING, workbook(
        [Sheet(texts.COMPARED_HEADING, texts.COMPARED_COLUMNS, rows)]
    )


def _plain(found: Group, offer: Offer) -> tuple[str, ...]:
    document, measure = offer.document, offer.measure
    return (
        found.name, offer.region.name, amounts_of(offer), offer.quote,
        "\n".join(offer.said(p) for p in offer.conditions), document.title,
        document.metadata.number, offer.section, address_of(document, measure.start, measure.end),
    )  # fmt: skip


def _form(query: ComparedQuery) -> str:
    over = [("", texts.OVER_PLACES), ("versions", texts.OVER_VERSIONS)]
    places = (
        f'<div class="field grow"><label for="c-places">{texts.COMPARED_PLACES}</label>'
        f'<input id="c-places" name="places" maxlength="{_LONGEST}" autocomplete="off"'
        f' placeholder="{texts.COMPARED_PLACES_HINT}" value="{escape(query.places)}"></div>'
    )
    return query_form(
        search_field(texts.COMPARED_WHAT, texts.COMPARED_HINT, query.words, _LONGEST)
        + places
        + menu("over", texts.COMPARED_OVER, over, query.over)
    )


def _shown(groups: list[Group], query: ComparedQuery) -> str:
    if not groups:
        return line(NOTHING_SHARED, query.address())
    said = texts.COMPARED_FOUND.format(count=len(groups))
    link = download_link(f"match-compare/table.xlsx{query.address()}", table_texts.DOWNLOAD)
    lines: list[str] = []
    for found in groups[:_MOST]:
        lines.append(group(found.name, len(texts.COMPARED_HEADER)))
        lines += [row(texts.COMPARED_HEADER, _cells(offer)) for offer in found.offers]
    head = (
        f'<div class="result-head"><h2 role="status">{escape(said)}</h2>'
        f'<div class="choices"><div class="links">{link}</div></div></div>'
    )
    return results(head + table(said, texts.COMPARED_HEADER, lines, "measures"), query.address())


def _cells(offer: Offer) -> tuple[str, ...]:
    document, measure = offer.document, offer.measure
    quote = " ".join(offer.quote.split())
    shown = quote if len(quote) <= _QUOTE else f"{quote[: _QUOTE - 1]}…"
    return (
        escape(offer.region.name),
        f"<strong>{escape(amounts_of(offer))}</strong>",
        opener(shown, document, measure.start, measure.end),
        f'<span>{escape(document.title)}</span><span class="number">{escape(offer.section)}</span>',
    )
