"""Hybrid search: dense vectors and BM25, fused by per-query standardised scores.

On 599 policy documents and 658 questions the sum of standardised scores found the right document
first in 78.6 % of cases, against 67 % dense alone, 75.5 % BM25 alone and 74 % reciprocal-rank fusion.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.keywords import keyword_query
from index.store import Store, StoredChunk
from index.vectors import VectorStore

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_POOL = 150  # candidates taken from each side before fusion
# Official terms guessed for everyday words count less than the words of the question: at full
# weight they cost 4.5 points of document-first on questions already in official words.
_EXPANSION = 0.25


@dataclass(frozen=True, slots=True)
class Hit:
    """A found chunk. ``score`` is the fused score (for ranking within one query only), ``cosine``
    the dense similarity, ``bm25`` the keyword score (0 where no word matched)."""

    chunk: StoredChunk
    score: float
    cosine: float
    bm25: float


class HybridRetriever:
    """Searches one store with one embedding model."""

    def __init__(self, store: Store, vectors: VectorStore, embeddings: "PolicyEmbeddings") -> None:
        self.store = store
        self.vectors = vectors
        self.embeddings = embeddings

    def search(self, question: str, limit: int = 10, expansion: tuple[str, ...] = ()) -> list[Hit]:
        """Return the best chunks for a question, best first.

        Args:
            expansion: official terms that stand for everyday words of the question; they join the
                keyword query only.
        """
        vector = self.embeddings.encode_query(question)
        dense = dict(self.vectors.nearest(vector, _POOL))
        sparse = self._match(question)
        for chunk_id, score in self._match(" ".join(expansion)).items():
            sparse[chunk_id] = sparse.get(chunk_id, 0.0) + _EXPANSION * score
        dense |= self.vectors.similarities([i for i in sparse if i not in dense], vector)
        chunks = self.store.chunks(dense)  # drops vectors of documents that are no longer live
        live = [i for i in dense if i in chunks]
        if not live:
            return []
        cosines = np.array([dense[i] for i in live])
        scores = np.array([sparse.get(i, 0.0) for i in live])
        fused = standardised(cosines) + standardised(scores)
        order = np.argsort(-fused, kind="stable")[:limit]
        return [
            Hit(chunks[live[k]], float(fused[k]), float(cosines[k]), float(scores[k]))
            for k in order
        ]

    def _match(self, text: str) -> dict[str, float]:
        query = keyword_query(text)
        return dict(self.store.match(query, _POOL)) if query else {}


def standardised(scores: np.ndarray) -> np.ndarray:
    """Shift to mean 0 and scale to deviation 1, shape kept; all zeros where there is no spread."""
    spread = scores.std()
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)
