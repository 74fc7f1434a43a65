"""What a store costs as it grows: build time, disk, memory, time of a search, of one document more.

The documents are those of a real store, repeated with noise until there are enough chunks: in every
copy a share of the characters is replaced by others of the corpus, and every vector is moved a
little. Embedding is left out (it costs the same a chunk at any size; see ``python -m eval speed``).
"""

import random
import resource
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from corpus.document import Document
from index.retriever import HybridRetriever
from index.session import embeddings_for
from index.splitter import Chunk, PolicyTextSplitter
from index.status import directory_size
from index.store import Store
from index.vectors import VectorStore

_NOISE = 0.15  # share of the characters that differ from the original's
_MOVED = 0.25  # length of the random step that moves a unit vector
_BATCH = 200  # documents written in one transaction


class _Copies:
    """Noisy copies of the documents of a store, with their chunks and vectors."""

    def __init__(self, origin: Path) -> None:
        store = Store(origin)
        self._documents = [store.document(i) for i in store.documents.ids(catalogs=False)]
        self._vectors = VectorStore(origin / "vectors")
        self._splitter = PolicyTextSplitter()
        self._random = random.Random(0)
        self._numbers = np.random.default_rng(0)
        letters = "".join(d.text for d in self._documents[:100])
        self._letters = [c for c in letters if "\u4e00" <= c <= "\u9fff"]
        self._known: dict[str, tuple[list[Chunk], np.ndarray]] = {}

    def __len__(self) -> int:
        return len(self._documents)

    def copy(self, number: int) -> tuple[Document, list[tuple[str, Chunk]], np.ndarray]:
        """Copy ``number``: the document, its chunks with ids, and vectors (chunks, dimension)."""
        original = self._documents[number % len(self._documents)]
        chunks, vectors = self._chunks_of(original)
        text = self._noisy(original.text)
        document = replace(
            original, document_id=f"{number:012x}", source=f"{number}.txt", text=text
        )
        moved = vectors + self._numbers.normal(
            scale=_MOVED / vectors.shape[1] ** 0.5, size=vectors.shape
        )
        moved /= np.linalg.norm(moved, axis=1, keepdims=True)
        keyed = [(chunk.key(document), chunk) for chunk in chunks]
        return document, keyed, moved.astype(np.float32)

    def _noisy(self, text: str) -> str:
        changed = list(text)
        for at in self._random.sample(range(len(text)), int(_NOISE * len(text))):
            if "\u4e00" <= changed[at] <= "\u9fff":
                changed[at] = self._random.choice(self._letters)
        return "".join(changed)

    def _chunks_of(self, document: Document) -> tuple[list[Chunk], np.ndarray]:
        if document.document_id not in self._known:
            chunks = self._splitter.split_document(document)
            ids = [chunk.key(document) for chunk in chunks]
            self._known[document.document_id] = chunks, self._vectors.get(ids)
        return self._known[document.document_id]


def measure(
    origin: Path, directory: Path, sizes: list[int], questions: list[str]
) -> Iterator[dict[str, float]]:
    """Grow a store in ``directory`` (removed first) to each size in turn and measure it.

    Times in seconds, of searches in milliseconds; sizes in megabytes. ``search_p50`` and
    ``search_p95`` include embedding the question; ``embedding_p50`` is its share.
    """
    shutil.rmtree(directory, ignore_errors=True)
    copies = _Copies(origin)
    store, vectors = Store(directory, create=True), VectorStore(directory / "vectors")
    embeddings = embeddings_for(origin)
    number, chunks, spent = 0, 0, 0.0
    for size in sorted(sizes):
        begun = time.perf_counter()
        while chunks < size:
            batch = [copies.copy(number + k) for k in range(_BATCH)]
            keys = [key for _, keyed, _ in batch for key, _ in keyed]
            vectors.put(keys, np.concatenate([moved for _, _, moved in batch]))
            chunks += len(keys)
            with store.writing():
                for document, keyed, _ in batch:
                    store.put(document, document.source, str(origin), "", keyed)
            number += _BATCH
        spent += time.perf_counter() - begun
        retriever = HybridRetriever(store, vectors, embeddings)
        times, shares = _searches(retriever, questions)
        added, withdrawn = _one_more(store, vectors, copies, number + len(copies) * 10**6)
        p50, p95 = (round(float(np.percentile(times, p)), 1) for p in (50, 95))
        yield {
            "chunks": chunks,
            "documents": number,
            "build_seconds": round(spent, 1),
            "disk_mb": round(directory_size(directory) / 1e6, 1),
            "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, 1),
            "search_p50": p50,
            "search_p95": p95,
            "embedding_p50": round(float(np.percentile(shares, 50)), 1),
            "add_one": round(added, 3),
            "withdraw_one": round(withdrawn, 3),
        }


def _searches(retriever: HybridRetriever, questions: list[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each search, and of embedding the question in it."""
    for question in questions[:20]:
        retriever.search(question)
    times, shares = [], []
    for question in questions:
        begun = time.perf_counter()
        retriever.search(question)
        times.append(1000 * (time.perf_counter() - begun))
        begun = time.perf_counter()
        retriever.embeddings.encode_query(question)
        shares.append(1000 * (time.perf_counter() - begun))
    return times, shares


def _one_more(
    store: Store, vectors: VectorStore, copies: _Copies, number: int
) -> tuple[float, float]:
    """Seconds to add a document of the usual length, and to withdraw it."""
    document, keyed, moved = copies.copy(number)
    begun = time.perf_counter()
    vectors.put([key for key, _ in keyed], moved)
    with store.writing():
        store.put(document, document.source, "", "", keyed)
    added = time.perf_counter() - begun
    begun = time.perf_counter()
    with store.writing():
        store.remove(document.document_id)
    vectors.remove([key for key, _ in keyed])
    return added, time.perf_counter() - begun
