"""Vectors of which only some can be seen: the others are passed over, however near they are."""

from collections.abc import Callable, Collection, Iterable

import numpy as np

from index.store.chunks import row_of
from index.vectors.base import Vectors

_WIDER = 4  # how many more are asked for where too many are hidden


class AdmittedVectors(Vectors):
    """The vectors of a store without those of ``hidden`` chunks, given by their rows. For reading only;
    whoever owns the vectors refreshes and closes them."""

    def __init__(self, whole: Vectors, hidden: Callable[[], Collection[int]]) -> None:
        super().__init__()
        self.name = whole.name
        self._whole = whole
        self._hidden = hidden

    def nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """As of ``Vectors``: the nearest that can be seen."""
        hidden, wanted = self._hidden(), limit
        while True:
            found = self._whole.nearest(vector, wanted)
            seen = [(key, cosine) for key, cosine in found if row_of(key) not in hidden]
            if len(seen) >= limit or len(found) < wanted:
                return seen[:limit]
            wanted *= _WIDER

    def similarities(self, chunk_ids: list[str], vector: np.ndarray) -> dict[str, float]:
        """As of ``Vectors``."""
        return self._whole.similarities(self._seen(chunk_ids), vector)

    def get(self, chunk_ids: list[str]) -> np.ndarray:
        """As of ``Vectors``."""
        return self._whole.get(chunk_ids)

    def dimension(self) -> int:
        """As of ``Vectors``."""
        return self._whole.dimension()

    def ids(self) -> set[str]:
        """As of ``Vectors``."""
        return set(self._seen(self._whole.ids()))

    def count(self) -> int:
        """As of ``Vectors``."""
        return len(self.ids())

    def refresh(self) -> None:
        """Nothing: the owner does."""

    def close(self) -> None:
        """Nothing: the owner does."""

    def _seen(self, chunk_ids: Iterable[str]) -> list[str]:
        hidden = self._hidden()
        return [key for key in chunk_ids if row_of(key) not in hidden]

    def _stored_dimension(self) -> int:
        return self._whole.dimension()

    def _known(self, chunk_ids: list[str]) -> set[str]:
        return set(self._seen(chunk_ids)) - set(self._whole.missing(chunk_ids))

    def _put(self, chunk_ids: list[str], vectors: np.ndarray) -> None:
        raise NotImplementedError

    def _remove(self, chunk_ids: list[str]) -> None:
        raise NotImplementedError

    def _nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        return self.nearest(vector, limit)

    def _fetch(self, chunk_ids: list[str]) -> dict[str, np.ndarray]:
        return dict(zip(chunk_ids, self._whole.get(chunk_ids), strict=True))
