"""Chroma: embedded in the store directory, or a server of its own."""

import itertools
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import httpx
import numpy as np

from index.disk import of_disk
from index.errors import StoreDamagedError, StoreError, VectorServerError
from index.panics import PanickedError, panics_caught
from index.soundness.seals import break_seal
from index.vectors.base import EMBEDDED, Vectors

_T = TypeVar("_T")
_COLLECTION = "chunks"
_SPELLING = itertools.cycle(range(100))  # more than are ever open at once
_CONNECT, _ANSWER = 5.0, 60.0  # seconds to wait for a connection, for an answer


class _Chroma(Vectors):
    """One Chroma collection, wherever it is."""

    _client: Any
    _collection: Any

    def _use(self, client: Any, collection: str) -> None:
        self._client = client
        self._collection = client.get_or_create_collection(
            collection, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )

    def close(self) -> None:
        self._client.close()

    def ids(self) -> set[str]:
        with self._reported():
            return set(self._collection.get(include=[])["ids"])

    def count(self) -> int:
        with self._reported():
            return int(self._collection.count())

    def _stored_dimension(self) -> int:
        with self._reported():
            one = self._collection.get(limit=1, include=["embeddings"])["embeddings"]
        return len(one[0]) if len(one) else 0

    def _known(self, chunk_ids: list[str]) -> set[str]:
        with self._reported():
            return set(self._collection.get(ids=chunk_ids, include=[])["ids"])

    def _put(self, chunk_ids: list[str], vectors: np.ndarray) -> None:
        from chromadb.errors import InvalidArgumentError

        with self._reported():
            try:
                self._collection.upsert(ids=chunk_ids, embeddings=vectors)
            except InvalidArgumentError as error:  # an emptied collection keeps its dimension
                raise self._foreign(vectors.shape[1]) from error

    def _remove(self, chunk_ids: list[str]) -> None:
        with self._reported():
            self._collection.delete(ids=chunk_ids)

    def _nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        with self._reported():
            found = self._collection.query(
                query_embeddings=[vector], n_results=limit, include=["distances"]
            )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(chunk_id, 1.0 - distance) for chunk_id, distance in pairs]

    def _fetch(self, chunk_ids: list[str]) -> dict[str, np.ndarray]:
        with self._reported():
            got = self._collection.get(ids=chunk_ids, include=["embeddings"])
        return dict(zip(got["ids"], np.asarray(got["embeddings"], np.float32), strict=True))

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Errors of Chroma and of the way to it as one clear line."""
        from chromadb.errors import ChromaError

        try:
            with panics_caught():
                yield
        except (
            ChromaError, httpx.HTTPError, ValueError, OSError, PanickedError
        ) as error:  # fmt: skip
            raise self._problem(error) from error

    def _problem(self, error: Exception) -> StoreError:
        raise NotImplementedError


class VectorStore(_Chroma):
    """Chroma embedded in the store directory: the default, no server needed.

    A client keeps the vectors it has read in memory and does not see what another process writes; it
    even fails where the files say more than it knows. ``refresh`` opens a new one in its place.
    """

    name = EMBEDDED

    def __init__(self, directory: Path) -> None:
        super().__init__()
        self.directory = directory
        self._former: Any = None
        self._refreshing = threading.Lock()
        with self._reported():
            self._use(self._open(str(directory)), _COLLECTION)

    def refresh(self) -> None:
        """Show what other processes have written.

        Searches under way end on the view they began with: a client is closed one refresh later.
        """
        with self._refreshing, self._reported():
            super().refresh()
            # Chroma hands out the same client for the same words, so the path is spelt anew.
            spelt = f"{self.directory}{os.sep}" + f".{os.sep}" * next(_SPELLING)
            fresh = self._open(spelt)
            self._warm(fresh)
            stale, self._former = self._former, self._client
            self._use(fresh, _COLLECTION)
            if stale is not None:
                stale.close()

    def close(self) -> None:
        super().close()
        if self._former is not None:
            self._former.close()

    def _warm(self, client: Any) -> None:
        """Let a client read the vectors before anyone waits for it."""
        if dimension := self.dimension():
            collection = client.get_collection(_COLLECTION, embedding_function=None)
            probe = np.full(dimension, dimension**-0.5, np.float32)
            collection.query(query_embeddings=[probe], n_results=1, include=[])

    def settle(self) -> None:
        """Let what was put be written out now, not by whoever searches first."""
        with self._reported():
            self._warm(self._client)

    def _put(self, chunk_ids: list[str], vectors: np.ndarray) -> None:
        break_seal(self.directory)
        super()._put(chunk_ids, vectors)

    def _remove(self, chunk_ids: list[str]) -> None:
        break_seal(self.directory)
        super()._remove(chunk_ids)

    def _nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        return self._twice(lambda: super(VectorStore, self)._nearest(vector, limit))

    def _fetch(self, chunk_ids: list[str]) -> dict[str, np.ndarray]:
        return self._twice(lambda: super(VectorStore, self)._fetch(chunk_ids))

    def _twice(self, read: Callable[[], _T]) -> _T:
        try:
            return read()
        except StoreDamagedError:  # or only changed by a build a moment ago
            self.refresh()
            return read()

    @staticmethod
    def _open(path: str) -> Any:
        try:
            return _chromadb().PersistentClient(path, settings=_settings())
        except Exception:
            _forget(path)
            raise

    def _problem(self, error: Exception) -> StoreError:
        if told := of_disk(error, self.directory.parent):
            return told
        return StoreDamagedError(
            "向量库不完整或被改动；请运行一次 python -m index doctor --mend "
            f"--store {self.directory.parent}，会由原文重建，文件不会丢失。"
        )


class ChromaServer(_Chroma):
    """A Chroma server, shared by several machines.

    Args:
        url: ``http://host:8000`` or ``https://…``.
        collection: the store's own collection on it.
        token: sent as ``Authorization: Bearer …``, for a server behind a gateway that asks for it.
    """

    def __init__(self, url: str, collection: str, token: str = "") -> None:
        super().__init__()
        self.name = f"chroma {url}"
        parts = urlsplit(url)
        chromadb = _chromadb()
        secure = parts.scheme == "https"
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with self._reported():
            # Chroma's client waits for ever; a server that does not answer is found out before.
            alive = httpx.get(f"{url}/api/v2/heartbeat", timeout=_CONNECT, headers=headers)
            alive.raise_for_status()
            port = parts.port or (443 if secure else 8000)
            client = chromadb.HttpClient(
                parts.hostname, port, ssl=secure, headers=headers, settings=_settings()
            )
            # It keeps two connections, without a time limit, and closes neither.
            self._connections: list[httpx.Client] = [
                part._server._session for part in (client, client._admin_client)
            ]
            for connection in self._connections:
                connection.timeout = httpx.Timeout(_ANSWER, connect=_CONNECT)
            self._use(client, collection)

    def close(self) -> None:
        super().close()
        for connection in self._connections:
            connection.close()

    def _problem(self, error: Exception) -> VectorServerError:
        if isinstance(error, httpx.TransportError):
            return VectorServerError.away(self.name)
        return VectorServerError.refused(self.name, error)


def _forget(directory: str) -> None:
    """Let go of a client that could not start. Chroma keeps it under its directory and would hand it
    out, half made, to whoever opens the same directory after it was mended."""
    from chromadb.api.shared_system_client import SharedSystemClient

    if not SharedSystemClient._identifier_to_refcount.get(directory):
        SharedSystemClient._identifier_to_system.pop(directory, None)


def _chromadb() -> Any:
    # Set before the import: Chroma reads it then. Nothing leaves the machine.
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    import chromadb

    return chromadb


def _settings() -> Any:
    """Fresh each time: a client writes its own kind into the settings it is given."""
    return _chromadb().Settings(anonymized_telemetry=False)
