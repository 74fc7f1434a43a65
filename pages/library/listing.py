"""The table of documents: what is known of each, searched and filtered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from html import escape
from pathlib import Path
from threading import Lock

from assistant.library import Library
from corpus.document import Metadata, Validity
from corpus.life.standing import Claim, Standing, claims_among, standing
from corpus.stored_texts import stored_metadata
from index.store import Entry
from pages.library import texts
from pages.sources.badge import validity_badge
from pages.tables.rows import go, page_of, pager, row, table

_LONGEST = 60
_RELATIONS = 3  # shown in the table; the detail has them all


@dataclass(frozen=True, slots=True)
class Item:
    """One document: ``relations`` are (kind, name); ``size`` counts provisions and chunks; ``added``
    is when its original was written, "" where it is gone."""

    document_id: str
    entry: Entry
    known: Metadata
    standing: Standing
    relations: tuple[tuple[str, str], ...]
    size: tuple[int, int]
    added: str

    @property
    def title(self) -> str:
        """The title, or the source's name where none is known."""
        return self.known.title or self.entry.source

    @property
    def original(self) -> Path:
        """Where the file lies, or lay."""
        return Path(self.entry.root) / self.entry.file


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
        query = replace(self, page=1)
        if "q" in values:
            query = replace(query, words=values["q"].strip()[:_LONGEST])
        if values.get("validity", "?") in ("", *Validity):
            query = replace(query, validity=values["validity"])
        if values.get("kind", "?") in ("", *(name for name, _ in texts.KINDS)):
            query = replace(query, kind=values["kind"])
        if values.get("place", "?") in ("", *(name for name, _ in texts.PLACES)):
            query = replace(query, place=values["place"])
        page = values.get("page", "")
        if page.isascii() and page.isdigit() and len(page) < 7:
            query = replace(query, page=int(page))
        return query


class Listing:
    """All documents as items, read again when something was built or the day has changed."""

    def __init__(self, library: Library, uploads: Path) -> None:
        self._library = library
        self._uploads = str(uploads)
        self._lock = Lock()
        self._state: tuple[str, date] | None = None
        self._items: dict[str, Item] = {}

    def items(self) -> dict[str, Item]:
        """Every live document by id, those that came last first."""
        store = self._library.store
        with self._lock:
            state = (store.meta("generation"), date.today())
            if state != self._state:
                self._items, self._state = self._read(state[1]), state
            return self._items

    def _read(self, today: date) -> dict[str, Item]:
        store = self._library.store
        entries, sizes = store.documents.entries(), store.documents.sizes()
        known = {s.document_id: s.metadata for s in stored_metadata(store.directory)}
        claims = claims_among(known)
        items = [
            _item(entry, known[i], tuple(claims.get(i, ())), sizes.get(i, (0, 0)), today)
            for i, entry in entries.items()
            if i in known
        ]
        items.sort(key=lambda item: item.added, reverse=True)
        return {item.document_id: item for item in items}

    def find(self, query: ListQuery) -> list[Item]:
        """The documents that a query asks for."""
        words = query.words.lower().split()
        return [
            item
            for item in self.items().values()
            if query.validity in ("", item.standing.validity.value)
            and query.kind in ("", "catalog" if item.known.columns else "document")
            and query.place in ("", "uploaded" if self.is_uploaded(item) else "folder")
            and all(word in _searched(item) for word in words)
        ]

    def is_uploaded(self, item: Item) -> bool:
        """Whether its original lies among the uploads."""
        return item.entry.root == self._uploads


def _item(
    entry: Entry, known: Metadata, claims: tuple[Claim, ...], size: tuple[int, int], today: date
) -> Item:
    stands = standing(known, claims, today)
    own = [(r.kind.value, Claim(r.kind, "", r.title, r.number).name) for r in known.relations]
    others = [(claim.kind.value, claim.name) for claim in stands.by]
    try:
        written = (Path(entry.root) / entry.file).stat().st_mtime
        added = datetime.fromtimestamp(written).isoformat(" ", "minutes")
    except OSError:
        added = ""
    relations = tuple(dict.fromkeys([*own, *others]))
    return Item(entry.document_id, entry, known, stands, relations, size, added)


def _searched(item: Item) -> str:
    known = item.known
    return "\n".join((known.title, known.number, known.issuer, item.entry.source)).lower()


def form(query: ListQuery) -> str:
    """The form above the table."""
    return (
        f'<form class="query" role="search"><div class="field grow"><label for="q">{texts.WORDS}'
        f'</label><input id="q" name="q" maxlength="60" autocomplete="off"'
        f' placeholder="{texts.WORDS_HINT}" value="{escape(query.words)}"></div>'
        f"{_menu('validity', texts.VALIDITY, [(v.value, v.value) for v in Validity], query.validity)}"
        f"{_menu('kind', texts.KIND, texts.KINDS, query.kind)}"
        f"{_menu('place', texts.PLACE, texts.PLACES, query.place)}"
        f'<button class="primary" type="submit">{texts.SHOW}</button></form>'
    )


def _menu(name: str, label: str, values: Iterable[tuple[str, str]], chosen: str) -> str:
    options = "".join(
        f'<option value="{value}"{" selected" if value == chosen else ""}>{words}</option>'
        for value, words in [("", texts.ANY), *values]
    )
    return (
        f'<div class="field"><label for="{name}">{label}</label>'
        f'<select id="{name}" name="{name}">{options}</select></div>'
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
    title = (
        f'<button type="button" class="clause" data-act="open"'
        f' data-document="{escape(item.document_id)}">{escape(item.title)}</button>'
    )
    return (
        title + _below(known.number),
        escape(known.issuer) + _below(known.issued.isoformat() if known.issued else ""),
        validity_badge(item.standing.validity.value),
        relations,
        f"{provisions}/{chunks}",
        escape(item.added),
    )
