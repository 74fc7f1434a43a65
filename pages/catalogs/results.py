"""Catalogues as HTML: the list of them, the form, and the rows of one."""

from collections.abc import Sequence
from html import escape

from assistant.catalogs.table import CatalogTable, Facet
from corpus.document import Document
from corpus.language.column_headers import ColumnRole
from pages.catalogs import texts
from pages.catalogs.query import FILTER, CatalogQuery
from pages.tables import texts as table_texts
from pages.tables.rows import go, opener, page_of, pager, row, table

_SHOWN = 5  # columns beside the name; the rest is in the row's own view and in the workbook
_LONG = 60  # characters, on average, of a column that is left to the row's own view
_CELL = 90  # characters of a cell in the table
_ASIDE = (ColumnRole.CODE.value, ColumnRole.URL.value, ColumnRole.NUMBER.value)
_SAMPLE = 200  # rows that are looked at for it


def catalog_list(catalogs: Sequence[tuple[Document, int]]) -> str:
    """The catalogues of the library, each with the number of its rows."""
    if not catalogs:
        return _section("", f'<p class="nothing">{texts.NONE_YET}</p>')
    items = "".join(
        f"<li>{go(document.title, {'c': document.document_id}, 'link')}"
        f'<span class="count">{texts.ROWS.format(count=count)}</span></li>'
        for document, count in catalogs
    )
    return _section("", f'<h2>{texts.CATALOGS}</h2><ul class="plain-list">{items}</ul>')


def form(query: CatalogQuery, catalogs: Sequence[Document], chosen: CatalogTable | None) -> str:
    """The choice of a catalogue, and of what in it."""
    options = "".join(
        _option(d.document_id, d.title, d.document_id == query.catalog) for d in catalogs
    )
    menu = _menu("c", texts.CATALOG, _option("", texts.CHOOSE, False) + options, "grow")
    if chosen is None:
        return f'<form class="query" role="search">{menu}{_send()}</form>'
    columns = _option("", texts.ANY_COLUMN, False) + "".join(
        _option(label, label, label == query.column) for label in chosen.labels
    )
    words = (
        f'<div class="field grow"><label for="q">{texts.WORDS}</label><input id="q" name="q"'
        f' maxlength="100" autocomplete="off" placeholder="{texts.WORDS_HINT}"'
        f' value="{escape(query.words)}"></div>'
    )
    facets = "".join(_facet(facet, query) for facet in chosen.facets)
    return (
        f'<form class="query" role="search">{menu}{words}'
        f"{_menu('col', texts.COLUMN, columns)}{facets}{_send()}</form>"
    )


def rows(query: CatalogQuery, chosen: CatalogTable, numbers: Sequence[int]) -> str:
    """One page of the rows that were found."""
    document = chosen.document
    narrowed = query.words or query.chosen
    words = texts.TOTAL_OF if narrowed else texts.TOTAL
    total = words.format(count=len(numbers), total=len(chosen))
    download = (
        f'<a class="quiet download" href="catalogs/table.xlsx{escape(query.address())}" download>'
        f"{table_texts.DOWNLOAD_PAGE if narrowed else table_texts.DOWNLOAD}</a>"
    )
    note = document.metadata.source_note
    head = (
        f'<div class="result-head"><h2>{escape(document.title)}</h2>'
        f'{f"""<p class="also">{escape(note)}</p>""" if note else ""}'
        f'<p class="total" role="status">{total}</p>'
        f'<div class="choices">{go(texts.ALL_CATALOGS, {"c": ""}, "choice")}'
        f"{download if numbers else ''}</div></div>"
    )
    if not numbers:
        return _section(query.address(), f'{head}<p class="nothing">{texts.NO_ROWS}</p>')
    page = page_of(numbers, query.page)
    shown = _columns(chosen)
    header = (texts.NUMBER, *shown)
    lines = [row(header, _cells(chosen, number, shown)) for number in page.rows]
    body = table(document.title, header, lines, "catalog") + pager(page)
    return _section(query.address(), head + body)


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


def _section(address: str, body: str) -> str:
    return f'<section class="results" data-address="{escape(address)}">{body}</section>'


def _facet(facet: Facet, query: CatalogQuery) -> str:
    wanted = query.chosen.get(facet.label, "")
    options = _option("", texts.ANY_VALUE, False) + "".join(
        _option(value, f"{value}（{count}）", value == wanted) for value, count in facet.values
    )
    return _menu(FILTER + facet.label, facet.label, options)


def _menu(name: str, label: str, options: str, more: str = "") -> str:
    return (
        f'<div class="field {more}"><label for="{escape(name)}">{escape(label)}</label>'
        f'<select id="{escape(name)}" name="{escape(name)}">{options}</select></div>'
    )


def _option(value: str, label: str, chosen: bool) -> str:
    selected = " selected" if chosen else ""
    return f'<option value="{escape(value)}"{selected}>{escape(label[:60])}</option>'


def _send() -> str:
    return f'<button class="primary" type="submit">{texts.SHOW}</button>'
