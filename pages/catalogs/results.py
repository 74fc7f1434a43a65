"""Catalogues as HTML: the list of them, the form, and the rows of one."""

from collections.abc import Sequence
from html import escape

from assistant.catalogs.table import CatalogTable, Facet
from corpus.document import Document
from corpus.language.column_headers import ColumnRole
from pages.catalogs import texts
from pages.catalogs.query import FILTER, CatalogQuery
from pages.markup import menu, query_form, search_field
from pages.tables import texts as table_texts
from pages.tables.rows import download_link, go, opener, page_of, pager, results, row, table

_SHOWN = 5  # columns beside the name; the rest is in the row's own view and in the workbook
_LONG = 60  # characters, on average, of a column that is left to the row's own view
_CELL = 90  # characters of a cell in the table
_ASIDE = (ColumnRole.CODE.value, ColumnRole.URL.value, ColumnRole.NUMBER.value)
_SAMPLE = 200  # rows that are looked at for it


def catalog_list(catalogs: Sequence[tuple[Document, int]]) -> str:
    """The catalogues of the library, each with the number of its rows."""
    if not catalogs:
        return results(f'<p class="nothing">{texts.NONE_YET}</p>')
    items = "".join(
        f"<li>{go(document.title, {'c': document.document_id}, 'link')}"
        f'<span class="count">{texts.ROWS.format(count=count)}</span></li>'
        for document, count in catalogs
    )
    return results(f'<h2>{texts.CATALOGS}</h2><ul class="plain-list">{items}</ul>')


def form(query: CatalogQuery, catalogs: Sequence[Document], chosen: CatalogTable | None) -> str:
    """The choice of a catalogue, and of what in it."""
    known = [("", texts.CHOOSE), *((d.document_id, d.title) for d in catalogs)]
    fields = menu("c", texts.CATALOG, known, query.catalog, css="field grow")
    if chosen is not None:
        columns = [("", texts.ANY_COLUMN), *((label, label) for label in chosen.labels)]
        fields += search_field(texts.WORDS, texts.WORDS_HINT, query.words, 100)
        fields += menu("col", texts.COLUMN, columns, query.column)
        fields += "".join(_facet(facet, query) for facet in chosen.facets)
    return query_form(fields)


def rows(query: CatalogQuery, chosen: CatalogTable, numbers: Sequence[int]) -> str:
    """One page of the rows that were found."""
    document = chosen.document
    narrowed = query.words or query.chosen
    words = texts.TOTAL_OF if narrowed else texts.TOTAL
    total = words.format(count=len(numbers), total=len(chosen))
    label = table_texts.DOWNLOAD_PAGE if narrowed else table_texts.DOWNLOAD
    download = download_link(f"catalogs/table.xlsx{query.address()}", label)
    note = document.metadata.source_note
    head = (
        f'<div class="result-head"><h2>{escape(document.title)}</h2>'
        f'{f"""<p class="also">{escape(note)}</p>""" if note else ""}'
        f'<p class="total" role="status">{total}</p>'
        f'<div class="choices">{go(texts.ALL_CATALOGS, {"c": ""}, "choice")}'
        f"{download if numbers else ''}</div></div>"
    )
    if not numbers:
        return results(f'{head}<p class="nothing">{texts.NO_ROWS}</p>', query.address())
    page = page_of(numbers, query.page)
    shown = _columns(chosen)
    header = (texts.NUMBER, *shown)
    lines = [row(header, _cells(chosen, number, shown)) for number in page.rows]
    body = table(document.title, header, lines, "catalog") + pager(page)
    return results(head + body, query.address())


def _columns(chosen: CatalogTable) -> list[str]:
    """The name and the columns that say most in little space."""
    sample = [chosen.cells(n) for n in range(min(len(chosen), _SAMPLE))]

    def fits(label: str) -> bool:
        values = [cells[label] for cells in sample if label in cells]
        often = len(values) * 4 >= len(sample)
        return often and sum(map(len, values)) <= _LONG * len(values)

    roles = chosen.document.metadata.columns
    others = [c for c in chosen.labels[1:] if roles.get(c) not in _ASIDE and fits(c)]
    return [chosen.labels[0], *others[:_SHOWN]]


def _cells(chosen: CatalogTable, number: int, shown: Sequence[str]) -> list[str]:
    found = chosen.row(number)
    values = chosen.cells(number)
    name = opener(
        _short(values[shown[0]]), chosen.document, found.heading.start, found.cells[-1].end
    )
    others = [escape(_short(values.get(label, ""))) for label in shown[1:]]
    return [str(number + 1), name, *others]


def _short(value: str) -> str:
    return value if len(value) <= _CELL else value[:_CELL] + "……"


def _facet(facet: Facet, query: CatalogQuery) -> str:
    values = [(value, f"{value}（{count}）") for value, count in facet.values]
    chosen = query.chosen.get(facet.label, "")
    return menu(FILTER + facet.label, facet.label, [("", texts.ANY_VALUE), *values], chosen)
