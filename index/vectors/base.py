"""What every vector store can do, whoever keeps the vectors."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

import numpy as np

from index.errors import ForeignModelError
from index.vectors.recent import RecentVectors

_BATCH = 1000  # ids or vectors in one call of a backend
EMBEDDED = "chroma"  # the name of the store that needs no server


class Vectors(ABC):
    """Chunk vectors by chunk id; cosine similarity.

    ``name`` says where they are, for people and for the store's own record. A subclass keeps
    vectors and fetches them; batches, order and dimensions are seen to here.

    Every method may raise:
        VectorServerError: the server is away or refuses; StoreDamagedError: the files are damaged.
    """

    name: str

    def __init__(self) -> None:
        self._dimension = 0
        self._recent = RecentVectors()

    def dimension(self) -> int:
        """Numbers in a vector, 0 while there is none."""
        if not self._dimension:
            self._dimension = self._stored_dimension()
        return self._dimension

    def missing(self, chunk_ids: list[str]) -> list[str]:
        """Those of ``chunk_ids`` that have no vector yet, in order."""
        have: set[str] = set()
        for batch in _batches(chunk_ids):
            have |= self._known(batch)
        return [chunk_id for chunk_id in chunk_ids if chunk_id not in have]

    def put(self, chunk_ids: list[str], vectors: np.ndarray) -> None:
        """Write vectors, shape (len(chunk_ids), dimension), float32, unit length.

        Raises:
            ForeignModelError: the vectors that are there have another dimension.
        """
        if not chunk_ids:
            return
        self._check(vectors.shape[1])
        for at in range(0, len(chunk_ids), _BATCH):
            self._put(chunk_ids[at : at + _BATCH], vectors[at : at + _BATCH])

    def remove(self, chunk_ids: Iterable[str]) -> None:
        """Delete vectors; unknown ids are ignored."""
        every = list(chunk_ids)
        self._recent.forget(every)
        for batch in _batches(every):
            self._remove(batch)

    def nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """Chunk ids with cosine similarity (-1 to 1), nearest first.

        Raises:
            ForeignModelError: the vectors have another dimension than ``vector``.
        """
        self._check(len(vector))
        return self._nearest(vector, limit) if self.dimension() else []

    def get(self, chunk_ids: list[str]) -> np.ndarray:
        """The vectors of chunks in the order of ``chunk_ids``, shape (chunks, dimension), float32.

        Raises:
            KeyError: a chunk has no vector.
        """
        found = self._found(chunk_ids)
        return np.array([found[chunk_id] for chunk_id in chunk_ids], dtype=np.float32)

    def similarities(self, chunk_ids: list[str], vector: np.ndarray) -> dict[str, float]:
        """Cosine similarity of given chunks to ``vector``; chunks without a vector are left out."""
        self._check(len(vector))
        found = self._recent.known(chunk_ids)
        fetched = self._found([chunk_id for chunk_id in chunk_ids if chunk_id not in found])
        self._recent.keep(fetched)
        found |= fetched
        if not found:
            return {}
        scores = np.stack(list(found.values())) @ vector
        return dict(zip(found, scores.tolist(), strict=True))

    def _found(self, chunk_ids: list[str]) -> dict[str, np.ndarray]:
        found: dict[str, np.ndarray] = {}
        for batch in _batches(chunk_ids):
            found |= self._fetch(batch)
        return found

    def _check(self, given: int) -> None:
        if self.dimension() not in (0, given):
            raise self._foreign(given)

    def _foreign(self, given: int) -> ForeignModelError:
        return ForeignModelError(
            f"向量库“{self.name}”里的向量有 {self.dimension() or '另外的'} 维，现在的有 {given} 维，"
            "不是同一个向量模型做的；请改回原模型，或换一个资料库目录重新建立。"
        )

    def settle(self) -> None:
        """Finish what is put off until the next search; a server sees to that itself."""
        return

    def refresh(self) -> None:
        """Show what other processes have written; a server shows it anyway."""
        self._dimension = 0  # there may be vectors where there were none

    @abstractmethod
    def ids(self) -> set[str]:
        """Every id that has a vector."""

    @abstractmethod
    def count(self) -> int:
        """How many vectors there are."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files and connections."""

    @abstractmethod
    def _stored_dimension(self) -> int: ...

    @abstractmethod
    def _known(self, chunk_ids: list[str]) -> set[str]: ...

    @abstractmethod
    def _put(self, chunk_ids: list[str], vectors: np.ndarray) -> None: ...

    @abstractmethod
    def _remove(self, chunk_ids: list[str]) -> None: ...

    @abstractmethod
    def _nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]: ...

    @abstractmethod
    def _fetch(self, chunk_ids: list[str]) -> dict[str, np.ndarray]: ...


def _batches(values: list[str]) -> Iterator[list[str]]:
    for at in range(0, len(values), _BATCH):
        yield values[at : at + _BATCH]
