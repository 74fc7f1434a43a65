"""Tables of a page as HTML, and turning their pages. A phone shows each row as a card."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Generic, TypeVar

from corpus.document import Document, Metadata
from pages.markup import button
from pages.tables import texts

T = TypeVar("T")
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Rows ``first``.. (from 0) of ``total``; ``number`` counts pages from 1."""

    rows: Sequence[T]
    number: int
    total: int
    first: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def page_of(rows: Sequence[T], number: int, size: int = PAGE_ROWS) -> Page[T]:
    """Page ``number`` of ``rows``; the nearest one there is for a number out of range."""
    last = max(1, -(-len(rows) // size))
    number = min(max(number, 1), last)
    first = (number - 1) * size
    return Page(rows[first : first + size], number, len(rows), first, size)


def pager(page: Page[T]) -> str:
    """Buttons to the other pages, "" where there are none."""
    if page.pages == 1:
        return ""
    here = texts.PAGE_OF.format(number=page.number, pages=page.pages)
    back = _turn(texts.PREVIOUS, page.number - 1, page.number == 1)
    on = _turn(texts.NEXT, page.number + 1, page.number == page.pages)
    return (
        f'<nav class="pager" aria-label="{texts.PAGER_LABEL}">{back}'
        f'<span role="status">{here}</span>{on}</nav>'
    )


def _turn(label: str, number: int, off: bool) -> str:
    return go(label, {"page": str(number)}, "quiet", disabled=off)


def go(label: str, values: Mapping[str, str], css: str, **more: object) -> str:
    """A button that changes what is shown: ``values`` are what is asked for anew."""
    return button(label, css, "go", **values, **more)


def choices(label: str, options: Iterable[tuple[str, Mapping[str, str], bool]]) -> str:
    """Buttons of which one is pressed: their words, what each asks for, whether it is the one."""
    buttons = "".join(
        go(words, values, "choice", aria_pressed=pressed) for words, values, pressed in options
    )
    return f'<div role="group" aria-label="{label}">{buttons}</div>'


def opener(
    label: str, document: Document, start: int, end: int, css: str = "clause", **more: object
) -> str:
    """A button that opens words of a document beside the table."""
    return button(
        label, css, "open", document=document.document_id, start=start, end=end,
        version=_version(document.text), **more,
    )  # fmt: skip


@lru_cache(maxsize=64)
def _version(text: str) -> str:
    """Of a table of many rows the same long text is asked for again and again."""
    return Document("", "", text, Metadata()).version


def address_of(document: Document, start: int, end: int) -> str:
    """Where words of a document stand, for people to look up."""
    return texts.ADDRESS.format(
        document_id=document.document_id, version=_version(document.text), start=start, end=end
    )


def table(caption: str, header: Sequence[str], rows: Iterable[str], css_class: str = "") -> str:
    """A table of ``rows`` made by ``row`` or ``group``; ``caption`` is read aloud."""
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    return (
        f'<div class="table-box" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="rows {css_class}"><caption class="sr-only">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def row(header: Sequence[str], cells: Sequence[str]) -> str:
    """One row; ``cells`` are HTML. Each cell knows its column for the card on a phone."""
    return (
        "<tr>"
        + "".join(
            f'<td data-label="{escape(name)}"{_empty(cell)}>{cell}</td>'
            for name, cell in zip(header, cells, strict=True)
        )
        + "</tr>"
    )


def group(label: str, columns: int) -> str:
    """A line across the table that names the rows below it."""
    return f'<tr class="group"><th colspan="{columns}" scope="colgroup">{escape(label)}</th></tr>'


def _empty(cell: str) -> str:
    return "" if cell else ' class="empty"'


def results(body: str, address: str = "") -> str:
    """Everything below the form; ``address`` is what was asked, as it follows the path."""
    return f'<section class="results" data-address="{escape(address)}">{body}</section>'


def line(words: str, address: str = "") -> str:
    """What is said where there is nothing to list."""
    return results(f'<p class="nothing" role="status">{escape(words)}</p>', address)


def download_link(address: str, label: str) -> str:
    """The way to a workbook of what is shown."""
    return f'<a class="quiet download" href="{escape(address)}" download>{label}</a>'
