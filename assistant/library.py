"""Stored documents at hand, as they stand today: read once, kept until the index or the day changes."""

from collections import OrderedDict
from dataclasses import replace
from datetime import date
from threading import Lock

from assistant.evidence.filter import Cards
from corpus import clock
from corpus.document import Document
from corpus.life.standing import Standing, standing
from index.store import Store

_KEPT = 256


class Library:
    """A small cache of documents over the store; safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[Document, Standing]] = OrderedDict()
        self._cards: Cards | None = None
        self._state = (store.meta("generation"), clock.today())

    def document(self, document_id: str) -> Document:
        """A live document; its ``metadata.validity`` is the state it has today.

        Raises:
            UnknownDocumentError: no such document.
        """
        return self._fetch(document_id)[0]

    def standing(self, document_id: str) -> Standing:
        """Whether a live document is in force today, why, and what took its place."""
        return self._fetch(document_id)[1]

    def version(self, document_id: str, version: str) -> Document:
        """The text that a citation of ``version`` quotes: live, or kept from an earlier state.

        Raises:
            UnknownDocumentError: neither is there.
        """
        return self.store.document(document_id, version)

    def document_ids(self) -> list[str]:
        """Every live document, by source."""
        return list(self.store.documents.entries())

    def holdings(self) -> tuple[list[str], list[str]]:
        """Ids of the documents and of the catalogues, by source."""
        return self.store.documents.ids(catalogs=False), self.store.documents.ids(catalogs=True)

    def only_document(self) -> Document | None:
        """The document, where just one is no catalogue."""
        found = self.store.documents.ids(catalogs=False, limit=2)
        return self.document(found[0]) if len(found) == 1 else None

    def twins(self, document_id: str) -> set[str]:
        """Live documents with nearly the same text."""
        return self.store.twins.of(document_id)

    def cards(self) -> Cards:
        """What filters look at, of every document that answers questions."""
        state = self._fresh()
        with self._lock:
            if self._cards is None:
                self._cards = Cards.of(self.store.documents.known(), state[1])
            return self._cards

    def _fresh(self) -> tuple[str, date]:
        """Forget what was read before the index or the day changed; the state it is now."""
        state = (self.store.meta("generation"), clock.today())
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._cards = None
                self._state = state
        return state

    def _fetch(self, document_id: str) -> tuple[Document, Standing]:
        state = self._fresh()
        with self._lock:
            found = self._kept.pop(document_id, None) or self._read(document_id, state[1])
            self._kept[document_id] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _read(self, document_id: str, today: date) -> tuple[Document, Standing]:
        document = self.store.document(document_id)
        stands = standing(document.metadata, self.store.names.claims(document), today)
        known = replace(document.metadata, validity=stands.validity)
        return replace(document, metadata=known), stands
