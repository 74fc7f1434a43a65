"""Milvus, for more vectors than one machine holds. ``pymilvus`` is installed only where it is used."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import numpy as np

from index.errors import VectorServerError
from index.vectors.base import Vectors

_CLIENT = "pymilvus==3.0.2"
_ID_LENGTH = 128  # a chunk id has 29 characters
_CONNECT, _SEARCH, _WRITE = 5.0, 15.0, 60.0  # seconds
_PAGE = 10_000  # ids read at once; the server gives no more than 16,384
# A build must see what it wrote. A search need not wait for the server's clock (0.2 s on 2.3.5):
# which chunks are live stands in the store, and a vector deleted a moment ago does no harm.
_STRONG, _FAST = "Strong", "Session"


class MilvusVectors(Vectors):
    """One collection of a Milvus server, made when the first vector comes.

    Args:
        uri: ``http://host:19530``, ``https://…``, or the path of a file for ``milvus-lite``.
        collection: the store's own collection on it.
        token: ``user:password`` or an API key, where the server asks for it.
    """

    def __init__(self, uri: str, collection: str, token: str = "") -> None:
        super().__init__()
        try:  # by name: it is no requirement of the project
            pymilvus = import_module("pymilvus")
            self._rpc_error: Any = import_module("grpc").RpcError
        except ImportError as error:
            raise VectorServerError(f"使用 Milvus 请先安装：pip install {_CLIENT}") from error
        # It writes whole tracebacks to the terminal; what is wrong is said here in one line.
        logging.getLogger("pymilvus").setLevel(logging.CRITICAL + 1)
        self.name = f"milvus {uri}"
        self._milvus: Any = pymilvus
        self._away: Any = pymilvus.exceptions.MilvusUnavailableException
        self._collection = collection
        self._there = False
        with self._reported():
            self._client = pymilvus.MilvusClient(uri=uri, token=token, timeout=_CONNECT)
        if self._exists():
            with self._reported():
                self._client.load_collection(collection, timeout=_WRITE)

    def close(self) -> None:
        self._client.close()

    def ids(self) -> set[str]:
        found: set[str] = set()
        # The iterator reads as of the client's clock: the count before it waits until the server
        # has seen every earlier write.
        if not self.count():
            return found
        with self._reported():
            pages = self._client.query_iterator(
                self._collection, batch_size=_PAGE, output_fields=["id"], timeout=_WRITE
            )
            while page := pages.next():
                found.update(row["id"] for row in page)
            pages.close()
        return found

    def count(self) -> int:
        if not self._exists():
            return 0
        rows = self._query(_STRONG, filter="", output_fields=["count(*)"])
        return int(rows[0]["count(*)"])

    def _exists(self) -> bool:
        if not self._there:
            with self._reported():
                self._there = self._client.has_collection(self._collection, timeout=_CONNECT)
        return self._there

    def _create(self, dimension: int) -> None:
        kind = self._milvus.DataType
        schema = self._milvus.MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", kind.VARCHAR, is_primary=True, max_length=_ID_LENGTH)
        schema.add_field("vector", kind.FLOAT_VECTOR, dim=dimension)
        index = self._client.prepare_index_params()
        graph = {"M": 16, "efConstruction": 200}
        index.add_index("vector", index_type="HNSW", metric_type="COSINE", params=graph)
        with self._reported():
            self._client.create_collection(
                self._collection, schema=schema, index_params=index, timeout=_WRITE
            )
        self._there = True

    def _stored_dimension(self) -> int:
        if not self._exists():
            return 0
        with self._reported():
            about = self._client.describe_collection(self._collection, timeout=_CONNECT)
        sizes = [f["params"]["dim"] for f in about["fields"] if f["name"] == "vector"]
        return int(sizes[0])

    def _known(self, chunk_ids: list[str]) -> set[str]:
        if not self._exists():
            return set()
        return {row["id"] for row in self._query(_STRONG, ids=chunk_ids, output_fields=["id"])}

    def _put(self, chunk_ids: list[str], vectors: np.ndarray) -> None:
        if not self._exists():
            self._create(vectors.shape[1])
        pairs = zip(chunk_ids, vectors, strict=True)
        rows = [{"id": chunk_id, "vector": vector} for chunk_id, vector in pairs]
        with self._reported():
            self._client.upsert(self._collection, rows, timeout=_WRITE)

    def _remove(self, chunk_ids: list[str]) -> None:
        if self._exists():
            with self._reported():
                self._client.delete(self._collection, ids=chunk_ids, timeout=_WRITE)

    def _nearest(self, vector: np.ndarray, limit: int) -> list[tuple[str, float]]:
        how = {"metric_type": "COSINE", "params": {"ef": max(128, 2 * limit)}}
        with self._reported():
            (found,) = self._client.search(
                self._collection, [vector], limit=limit, search_params=how, consistency_level=_FAST, timeout=_SEARCH,
            )  # fmt: skip
        return [(hit["id"], float(hit["distance"])) for hit in found]

    def _fetch(self, chunk_ids: list[str]) -> dict[str, np.ndarray]:
        if not self._exists():
            return {}
        rows = self._query(_FAST, ids=chunk_ids, output_fields=["id", "vector"])
        return {row["id"]: np.asarray(row["vector"], np.float32) for row in rows}

    def _query(self, consistency: str, **wanted: Any) -> Any:
        with self._reported():
            return self._client.query(
                self._collection, consistency_level=consistency, timeout=_SEARCH, **wanted
            )

    @contextmanager
    def _reported(self) -> Iterator[None]:
        """Errors of Milvus as one clear line."""
        try:
            yield
        except self._rpc_error as error:
            raise VectorServerError.away(self.name) from error
        except self._milvus.MilvusException as error:
            if isinstance(error, self._away) or "connect" in error.message:
                raise VectorServerError.away(self.name) from error
            raise VectorServerError.refused(self.name, error) from error
