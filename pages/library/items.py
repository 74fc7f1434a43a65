"""What is known of every document, read again when something was built or the day has changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock

from assistant.library import Library
from corpus import clock
from corpus.document import Metadata
from corpus.life.standing import Claim, Standing, standings
from index.store import Entry


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

    def holds(self, words: Iterable[str]) -> bool:
        """Whether title, number, issuer and source together hold all ``words`` (lower case)."""
        known = self.known
        searched = "\n".join((known.title, known.number, known.issuer, self.entry.source)).lower()
        return all(word in searched for word in words)

    def lies_in(self, folder: Path) -> bool:
        """Whether its original lies in ``folder``."""
        return self.entry.root == str(folder)


class Listing:
    """Every document as an item. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._state: tuple[str, date] | None = None
        self._items: dict[str, Item] = {}

    def items(self) -> dict[str, Item]:
        """Every live document by id, those that came last first."""
        store = self._library.store
        with self._lock:
            state = (store.meta("generation"), clock.today())
            if state != self._state:
                self._items, self._state = self._read(state[1]), state
            return self._items

    def _read(self, today: date) -> dict[str, Item]:
        store = self._library.store
        entries, sizes = store.documents.entries(), store.documents.sizes()
        known = store.documents.metadata()
        states = standings(known, today)
        items = [
            _item(entry, known[i], states[i], sizes.get(i, (0, 0)))
            for i, entry in entries.items()
            if i in known
        ]
        items.sort(key=lambda item: item.added, reverse=True)
        return {item.document_id: item for item in items}


def _item(entry: Entry, known: Metadata, stands: Standing, size: tuple[int, int]) -> Item:
    own = [(r.kind.value, Claim(r.kind, "", r.title, r.number).name) for r in known.relations]
    others = [(claim.kind.value, claim.name) for claim in stands.by]
    try:
        written = (Path(entry.root) / entry.file).stat().st_mtime
        added = f"{datetime.fromtimestamp(written, clock.zone()):%Y-%m-%d %H:%M}"
    except OSError:
        added = ""
    relations = tuple(dict.fromkeys([*own, *others]))
    return Item(entry.document_id, entry, known, stands, relations, size, added)
