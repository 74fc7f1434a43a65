"""Vectors that were looked at lately, so that a warm search need not fetch them again."""

import threading
from collections import OrderedDict
from collections.abc import Iterable

import numpy as np

_LIMIT = 32_768  # vectors; 50 MB of those with 384 numbers


class RecentVectors:
    """A bounded memory of vectors by chunk id, safe to use from several threads.

    Ids are content addresses: a vector that is remembered is never out of date.
    """

    def __init__(self) -> None:
        self._vectors: OrderedDict[str, np.ndarray] = OrderedDict()
        self._lock = threading.Lock()

    def known(self, chunk_ids: Iterable[str]) -> dict[str, np.ndarray]:
        """The vectors that are remembered, by id."""
        with self._lock:
            found = {i: self._vectors[i] for i in chunk_ids if i in self._vectors}
            for chunk_id in found:  # what is used stays longest
                self._vectors.move_to_end(chunk_id)
        return found

    def keep(self, vectors: dict[str, np.ndarray]) -> None:
        """Remember vectors; those that were not used for longest give way."""
        with self._lock:
            for chunk_id, vector in vectors.items():
                # a copy: a row would keep alive the whole answer it is part of
                self._vectors[chunk_id] = vector.copy()
            for chunk_id in list(self._vectors)[: max(len(self._vectors) - _LIMIT, 0)]:
                del self._vectors[chunk_id]

    def forget(self, chunk_ids: Iterable[str]) -> None:
        """Let vectors go."""
        with self._lock:
            for chunk_id in chunk_ids:
                self._vectors.pop(chunk_id, None)
