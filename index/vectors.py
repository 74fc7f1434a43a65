"""The vector store: Chroma, embedded in the store directory."""

import os
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from index.errors import StoreDamagedError

_COLLECTION = "chunks"
_BATCH = 2000


class VectorStore:
    """Chunk vectors by chunk id; cosine similarity."""

    def __init__(self, directory: Path) -> None:
        # Set before the import: Chroma reads it then. Nothing leaves the machine.
        os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
        import chromadb
        from chromadb.errors import ChromaError

        self.directory = directory
        try:
            client = chromadb.PersistentClient(
                str(directory), settings=chromadb.Settings(anonymized_telemetry=False)
            )
            self._collection = client.get_or_create_collection(
                _COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
        except (ChromaError, ValueError, OSError) as error:
            raise self._damaged() from error
        self._error = ChromaError

    def _damaged(self) -> StoreDamagedError:
        return StoreDamagedError(
            f"向量库“{self.directory}”不完整或被改动；请移走该目录后重新运行 python -m index build，"
            "已登记的文件不会丢失。"
        )

    def missing(self, chunk_ids: list[str]) -> list[str]:
        """Those of ``chunk_ids`` that have no vector yet, in order."""
        have: set[str] = set()
        for at in range(0, len(chunk_ids), _BATCH):
            have.update(self._collection.get(ids=chunk_ids[at : at + _BATCH], include=[])["ids"])
        return [chunk_id for chunk_id in chunk_ids if chunk_id not in have]

    def put(self, chunk_ids: list[str], vectors: np.ndarray) -> None:
        """Write vectors, shape (len(chunk_ids), dimension), float32, unit length."""
        for at in range(0, len(chunk_ids), _BATCH):
            self._collection.upsert(
                ids=chunk_ids[at : at + _BATCH], embeddings=vectors[at : at + _BATCH]
            )

    def remove(self, chunk_ids: Iterable[str]) -> None:
        """Delete vectors; unknown ids are ignored."""
        gone = list(chunk_ids)
        for at in range(0, len(gone), _BATCH):
            self._collection.delete(ids=gone[at : at + _BATCH])

    def nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        """Chunk ids with cosine similarity (-1 to 1), nearest first."""
        try:
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, include=["distances"]
            )
        except self._error as error:
            raise self._damaged() from error
        distances = found["distances"]
        assert distances is not None  # asked for in ``include``
        return [(i, 1.0 - d) for i, d in zip(found["ids"][0], distances[0], strict=True)]

    def get(self, chunk_ids: list[str]) -> np.ndarray:
        """The vectors of chunks in the order of ``chunk_ids``, shape (chunks, dimension), float32.

        Raises:
            KeyError: a chunk has no vector.
        """
        found: dict[str, np.ndarray] = {}
        for at in range(0, len(chunk_ids), _BATCH):
            got = self._collection.get(ids=chunk_ids[at : at + _BATCH], include=["embeddings"])
            found.update(zip(got["ids"], np.asarray(got["embeddings"], np.float32), strict=True))
        return np.array([found[chunk_id] for chunk_id in chunk_ids], dtype=np.float32)

    def similarities(self, chunk_ids: list[str], vector: np.ndarray) -> dict[str, float]:
        """Cosine similarity of given chunks to ``vector``; chunks without a vector are left out."""
        if not chunk_ids:
            return {}
        found = self._collection.get(ids=chunk_ids, include=["embeddings"])
        scores = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return {i: float(s) for i, s in zip(found["ids"], scores, strict=True)}

    def ids(self) -> set[str]:
        """Every id that has a vector."""
        return set(self._collection.get(include=[])["ids"])
