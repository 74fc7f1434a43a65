"""Stored documents at hand: read once, kept until the index changes."""

from collections import OrderedDict
from threading import Lock

from corpus.document import Document
from index.store import Store

_KEPT = 256


class Library:
    """A small cache of documents over the store; safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = Lock()
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._generation = store.meta("generation")

    def document(self, document_id: str) -> Document:
        """The document, from the cache or the store."""
        generation = self.store.meta("generation")
        with self._lock:
            if generation != self._generation:
                self._documents.clear()
                self._generation = generation
            document = self._documents.pop(document_id, None) or self.store.document(document_id)
            self._documents[document_id] = document
            if len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
        return document

    def document_ids(self) -> list[str]:
        """Every live document, by source."""
        return list(self.store.entries())
