"""Vectors of clauses, kept between questions: the same clauses come up again and again."""

from collections import OrderedDict
from threading import Lock

import numpy as np

from index.embeddings import PolicyEmbeddings

_KEPT = 20_000  # at 384 floats each, 30 MB


class ClauseVectors:
    """A bounded cache in front of the embedding model; safe to share between threads."""

    def __init__(self, embeddings: PolicyEmbeddings) -> None:
        self._embeddings = embeddings
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = Lock()

    def encode(self, texts: list[str]) -> np.ndarray:
        """Vectors of ``texts``, shape (len(texts), dimension), unit length."""
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        if missing := list(dict.fromkeys(text for text in texts if text not in known)):
            known |= zip(missing, self._embeddings.encode_passages(missing), strict=True)
        with self._lock:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > _KEPT:
                self._vectors.popitem(last=False)
        return np.stack([known[text] for text in texts])

    def query(self, text: str) -> np.ndarray:
        """Vector of a question, shape (dimension,)."""
        return self._embeddings.encode_query(text)
