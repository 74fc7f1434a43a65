"""What the page 查目录 does: choose a catalogue, search and filter it, open a row."""

import logging
from collections.abc import Mapping

import gradio as gr
from fastapi import APIRouter

from assistant.catalogs.table import CatalogTable
from corpus.errors import PolicyError, UnknownDocumentError
from pages.catalogs import texts
from pages.catalogs.export import catalog_workbook
from pages.catalogs.query import CatalogQuery
from pages.catalogs.results import catalog_list, form, rows
from pages.catalogs.row_view import row_view
from pages.desk import Desk
from pages.markup import one_line
from pages.shell import live
from pages.sources.passage import nothing_open
from pages.tables import texts as table_texts
from pages.tables.download import download
from pages.tables.page import EVERY, PRIVATE, open_words, table_page, values_of
from pages.tables.rows import line

PATH = "/catalogs"
log = logging.getLogger(__name__)


class CatalogsPage:
    """Answers the events of the page; keeps nothing of any visitor."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        beside = live(nothing_open(), "passage", render=False)
        with table_page(PATH, texts.HEADING, texts.INTRO, beside):
            asked, results = live("", "form"), live("", "rows")
        query = gr.State(CatalogQuery())
        shown = [asked, results, query]
        app.load(self._open, None, shown, **PRIVATE)
        asked.submit(self._asked, [query], shown, **EVERY)
        results.submit(self._asked, [query], shown, **EVERY)
        gr.on([results.select, beside.select], self._words, None, beside, **EVERY)

    def _open(self, request: gr.Request) -> tuple[object, str, CatalogQuery]:
        return self._show(CatalogQuery().changed(dict(request.query_params)), renewed=True)

    def _asked(self, query: CatalogQuery, event: gr.EventData) -> tuple[object, str, CatalogQuery]:
        asked = query.changed(values_of(event))
        # within one catalogue the form stays as it is: who types in it keeps the focus
        return self._show(asked, renewed=asked.catalog != query.catalog)

    def _words(self, event: gr.EventData) -> str:
        return open_words(self.desk, event, row_view)

    def _show(self, query: CatalogQuery, renewed: bool) -> tuple[object, str, CatalogQuery]:
        try:
            if not query.catalog:
                counted = self.desk.catalogs.counted()
                menu = form(query, [document for document, _ in counted], None)
                return menu, catalog_list(counted), query
            query, table, numbers = found(self.desk, query)
            menu = form(query, self.desk.catalogs.catalogs(), table) if renewed else gr.skip()
            return menu, rows(query, table, numbers), query
        except PolicyError as error:
            return gr.skip(), line(one_line(error), query.address()), query
        except Exception:
            log.exception("a catalogue could not be shown")
            return gr.skip(), line(table_texts.FAILED, query.address()), query


def found(desk: Desk, query: CatalogQuery) -> tuple[CatalogQuery, CatalogTable, list[int]]:
    """The query as far as it fits the catalogue, the catalogue, and the numbers of its rows.

    Raises:
        UnknownDocumentError: no catalogue of that id.
    """
    if not desk.library.document(query.catalog).metadata.columns:
        raise UnknownDocumentError(texts.NOT_FOUND)
    table = desk.catalogs.table(query.catalog)
    query = query.fitting(table)
    return query, table, table.find(query.words, query.column, query.chosen)


def catalogs_downloads(desk: Desk) -> APIRouter:
    """The address from which the rows are downloaded."""

    def made(values: Mapping[str, str]) -> tuple[str, bytes]:
        _, chosen, numbers = found(desk, CatalogQuery().changed(values))
        return chosen.document.title, catalog_workbook(chosen, numbers, desk.library)

    return download(PATH, made)
