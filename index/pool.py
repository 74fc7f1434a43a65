"""Where candidates of a search come from: all live documents, or some of them.

The best of a few documents may stand far behind those of all the others, so that nothing would be
left of the usual candidates. Few chunks are all compared with the question; of many, the indexes are
asked for ever more until enough of them are allowed.
"""

from collections.abc import Callable, Set

import numpy as np

from index.keywords import Keywords
from index.store import Store
from index.store.chunks import row_of
from index.vectors import Vectors

_FEW = 4000  # chunks that are compared one by one: 20 ms with their vectors at hand
_WIDER = 8  # how many more candidates are asked for at a time
_WIDEST = 100_000


class Pool:
    """The candidates of one search.

    Args:
        within: ids of the documents to search in; None for all.
    """

    def __init__(self, store: Store, vectors: Vectors, within: Set[str] | None) -> None:
        self._store, self._vectors, self._within = store, vectors, within
        chunks = store.chunks.of_documents(within, _FEW + 1) if within is not None else []
        few = within is not None and len(chunks) <= _FEW
        self._chunks = chunks if few else None

    def holds(self, document_id: str) -> bool:
        """Whether a document may be found."""
        return self._within is None or document_id in self._within

    def nearest(self, vector: np.ndarray, limit: int) -> dict[int, float]:
        """The rows of the chunks nearest to ``vector``, shape (dimension,), with their cosines."""
        if self._chunks is not None:
            cosines = self._vectors.similarities([c.chunk_id for c in self._chunks], vector)
            best = sorted(cosines.items(), key=lambda item: -item[1])[:limit]
            return {row_of(key): cosine for key, cosine in best}
        return self._widened(
            lambda n: {row_of(key): cosine for key, cosine in self._vectors.nearest(vector, n)},
            limit,
        )

    def chunks(self, words: str, limit: int) -> dict[int, float]:
        """The rows of the chunks that match ``words`` best, with their BM25 scores."""
        keywords = self._store.keywords.chunks
        if self._chunks is not None:
            return keywords.best(words, limit, [c.row for c in self._chunks])
        return self._widened(lambda n: keywords.best(words, n), limit)

    def blocks(self, words: str, limit: int) -> dict[int, float]:
        """The rows of the blocks that match ``words`` best, with their BM25 scores."""
        keywords: Keywords = self._store.keywords.blocks
        if self._chunks is not None:
            return keywords.best(words, limit, {c.block for c in self._chunks})
        # blocks are looked up by their chunks only: those of other documents do no harm
        return keywords.best(words, limit if self._within is None else limit * _WIDER)

    def _widened(self, ask: Callable[[int], dict[int, float]], limit: int) -> dict[int, float]:
        """The first ``limit`` allowed of what ``ask`` returns, best first, when asked for enough."""
        if self._within is None:
            return ask(limit)
        wanted = limit
        while True:
            found = ask(wanted)
            live = {
                c.row for c in self._store.chunks.candidates(found) if self.holds(c.document_id)
            }
            if len(live) >= limit or len(found) < wanted or wanted >= _WIDEST:
                allowed = [(row, score) for row, score in found.items() if row in live]
                return dict(allowed[:limit])
            wanted = min(wanted * _WIDER, _WIDEST)
