"""The table of documents: what is known of each, searched and filtered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from corpus.document import Validity
from pages.library import texts
from pages.library.items import Item
from pages.markup import button, menu, query_form, search_field
from pages.sources.badge import validity_badge
from pages.tables.query import page_number
from pages.tables.rows import go, page_of, pager, row, table

_LONGEST = 60
_RELATIONS = 3  # shown in the table; the detail has them all


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What an administrator looks for; "" for anything."""

    words: str = ""
    validity: str = ""
    kind: str = ""
    place: str = ""
    page: int = 1

    def changed(self, values: Mapping[str, str]) -> "ListQuery":
        """With what ``values`` ask for anew, from the first page on."""
        query = replace(self, page=page_number(values))
        if "q" in values:
            query = replace(query, words=values["q"].strip()[:_LONGEST])
        known = {"validity": set(Validity), "kind": dict(texts.KINDS), "place": dict(texts.PLACES)}
        chosen: dict[str, Any] = {
            name: values[name] for name, some in known.items() if values.get(name) in ("", *some)
        }
        return replace(query, **chosen)


def find(items: Iterable[Item], query: ListQuery, uploads: Path) -> list[Item]:
    """The items that a query asks for; ``uploads`` is where uploaded originals lie."""
    words = query.words.lower().split()
    return [
        item
        for item in items
        if query.validity in ("", item.standing.validity.value)
        and query.kind in ("", "catalog" if item.known.columns else "document")
        and query.place in ("", "uploaded" if item.lies_in(uploads) else "folder")
        and item.holds(words)
    ]


def form(query: ListQuery) -> str:
    """The form above the table."""
    states, anything = [(v.value, v.value) for v in Validity], ("", texts.ANY)
    return query_form(
        search_field(texts.WORDS, texts.WORDS_HINT, query.words, _LONGEST)
        + menu("validity", texts.VALIDITY, [anything, *states], query.validity)
        + menu("kind", texts.KIND, [anything, *texts.KINDS], query.kind)
        + menu("place", texts.PLACE, [anything, *texts.PLACES], query.place)
    )


def documents(query: ListQuery, found: list[Item], total: int) -> str:
    """One page of the table."""
    words = texts.TOTAL if len(found) == total else texts.TOTAL_OF
    line = words.format(count=len(found), total=total)
    head = (
        f'<div class="choices"><p class="total" role="status">{line}</p>'
        f"{go(texts.REINDEX, {'do': 'reindex'}, 'choice')}</div>"
    )
    if not found:
        return (
            f'<section class="results">{head}<p class="nothing">{texts.NO_DOCUMENTS}</p></section>'
        )
    page = page_of(found, query.page)
    rows = [row(texts.HEADER, _cells(item)) for item in page.rows]
    body = table(texts.HEADING, texts.HEADER, rows, "library-table")
    return f'<section class="results">{head}{body}{pager(page)}</section>'


def _below(words: str) -> str:
    return f'<span class="number">{escape(words)}</span>' if words else ""


def _cells(item: Item) -> tuple[str, ...]:
    known = item.known
    relations = "<br>".join(escape(f"{kind}：{name}") for kind, name in item.relations[:_RELATIONS])
    provisions, chunks = item.size
    title = button(item.title, "clause", "open", document=item.document_id)
    return (
        title + _below(known.number),
        escape(known.issuer) + _below(known.issued.isoformat() if known.issued else ""),
        validity_badge(item.standing.validity.value),
        relations,
        f"{provisions}/{chunks}",
        escape(item.added),
    )
