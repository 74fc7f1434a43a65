"""Stored documents at hand: read once, kept until the index changes."""

from collections import OrderedDict

from corpus.document import Document
from index.store import Store

_KEPT = 256


class Library:
    """A small cache of documents over the store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._generation = store.meta("generation")

    def document(self, document_id: str) -> Document:
        """The document, from the cache or the store."""
        generation = self.store.meta("generation")
        if generation != self._generation:
            self._documents.clear()
            self._generation = generation
        if document_id in self._documents:
            self._documents.move_to_end(document_id)
        else:
            self._documents[document_id] = self.store.document(document_id)
            if len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
        return self._documents[document_id]

    def document_ids(self) -> list[str]:
        """Every live document, by source."""
        return list(self.store.entries())
