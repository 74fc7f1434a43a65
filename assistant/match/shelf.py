"""The measures of the library, made ready to be matched and kept until the index changes."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from assistant.library import Library
from assistant.match.offer import Offer, offers_of
from assistant.match.place import Region, region_of
from assistant.match.successor import Successor, successors
from assistant.match.verdict import Weight
from assistant.match.words import telling
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.facts.measures.measure import Measure
from corpus.life.standing import Claim
from index.store import Store
from index.store.facts import StoredFact


@dataclass(frozen=True, slots=True)
class Stock:
    """All offers as they stand, what other documents say of theirs (by document id), and the weight
    of words among them."""

    offers: tuple[Offer, ...]
    claims: dict[str, tuple[Claim, ...]]
    successors: dict[str, Successor]
    weight: Weight


class MeasureShelf:
    """Reads the measures of a library once; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._state = ""
        self._stock: Stock | None = None
        self._ready: dict[tuple[str, str], tuple[Offer, ...]] = {}

    def stock(self) -> Stock:
        """The measures as the index has them now; a copy of another document's text is left out."""
        state = self._library.store.meta("generation")
        with self._lock:
            if self._stock is None or state != self._state:
                self._stock = self._read()
                self._state = state
            return self._stock

    def _read(self) -> Stock:
        store = self._library.store
        repeated = store.twins.repeated()
        stated: dict[tuple[str, str], list[Measure]] = {}
        for found in _readable(store):
            if found.document_id not in repeated:
                stated.setdefault((found.document_id, found.version), []).append(found.fact)
        ready: dict[tuple[str, str], tuple[Offer, ...]] = {}
        for key, measures in stated.items():
            known = self._ready.get(key)
            if known is None or [o.measure for o in known] != measures:
                known = self._offers(*key, measures)
            if known:
                ready[key] = known
        self._ready = ready
        offers = tuple(offer for own in ready.values() for offer in own)
        documents = {o.document.document_id: o.document for o in offers}
        regions: dict[str, Region] = {o.document.document_id: o.region for o in offers}
        claims = {key: tuple(store.names.claims(d)) for key, d in documents.items()}
        return Stock(offers, claims, successors(documents, regions), weights(offers))

    def _offers(
        self, document_id: str, version: str, measures: Sequence[Measure]
    ) -> tuple[Offer, ...]:
        try:
            document: Document = self._library.store.document(document_id)
        except UnknownDocumentError:
            return ()
        if document.version != version or not document.metadata.searchable:
            return ()
        return tuple(offers_of(document, measures, region_of(document)))


def _readable(store: Store) -> list[StoredFact[Measure]]:
    """The stored measures; none where another version of the program wrote them, until the next build."""
    try:
        return store.facts.find(Measure)
    except (KeyError, TypeError, ValueError):
        return []


def weights(offers: Sequence[Offer]) -> Weight:
    """How much each word tells: rare in general Chinese, and in few of the measures at hand."""
    counts: Counter[str] = Counter()
    for offer in offers:
        pieces = (offer.topic, *offer.conditions, *((offer.target,) if offer.target else ()))
        counts.update({word for piece in pieces for word in piece.words})
    whole = math.log(len(offers) + 2)
    kept: dict[str, float] = {}

    def weight(word: str) -> float:
        known = kept.get(word)
        if known is None:
            rare = math.log((len(offers) + 2) / (counts[word] + 1)) / whole
            known = kept[word] = telling(word) * (0.4 + 0.6 * rare)
        return known

    return weight
