"""Embeddings that compute each text once, for runs that index the same words several times."""

from typing import TYPE_CHECKING

import numpy as np

from index.embeddings import PolicyEmbeddings

if TYPE_CHECKING:
    from numpy.typing import NDArray


class RememberedEmbeddings(PolicyEmbeddings):
    """Another model's vectors, kept for the life of this object: 1.5 kB a text. To another process it
    takes those that are known, not the model."""

    def __init__(self, embeddings: PolicyEmbeddings) -> None:
        self._embeddings = embeddings
        self.name = embeddings.name
        self.dimension = embeddings.dimension
        self._passages: dict[str, NDArray[np.float32]] = {}
        self._queries: dict[str, NDArray[np.float32]] = {}

    def __getstate__(self) -> dict[str, object]:
        return vars(self) | {"_embeddings": None}

    def encode_passages(self, texts: list[str]) -> "NDArray[np.float32]":
        """Return the vectors of passages, float32 [texts, dimension], in input order."""
        new = list(dict.fromkeys(text for text in texts if text not in self._passages))
        if new:
            self._passages |= zip(new, self._embeddings.encode_passages(new), strict=True)
        return np.stack([self._passages[text] for text in texts])

    def encode_query(self, text: str) -> "NDArray[np.float32]":
        """Return the vector of a question, float32 [dimension]."""
        if text not in self._queries:
            self._queries[text] = self._embeddings.encode_query(text)
        return self._queries[text]
