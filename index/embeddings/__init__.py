"""Embedding models behind LangChain's `Embeddings` interface.

    embeddings = load_embeddings("multilingual-e5-small", models_dir)
    embeddings.encode_query("技改补助怎么申请")      # float32 [384], unit length

Importing this package is cheap: the runtime of a model is imported when the model is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from langchain_core.embeddings import Embeddings

from index.embeddings.errors import EmbeddingModelError, PackError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "BUNDLED_MODEL",
    "EmbeddingModelError",
    "Encoder",
    "PackError",
    "PolicyEmbeddings",
    "embedding_name",
    "load_embeddings",
]

BUNDLED_MODEL = "multilingual-e5-small"

# What a store records. It names the way of computing too: raise the number when vectors change.
_BUNDLED_NAMES = {
    "onnx": f"{BUNDLED_MODEL}/q4-int8-v1",
    "torch": f"{BUNDLED_MODEL}/q4-fp32-v1",
}


class Encoder(Protocol):
    """A loaded model; `encode` follows sentence-transformers."""

    dimension: int

    def encode(self, sentences: str | Sequence[str], prompt: str = "") -> NDArray[np.float32]:
        """Return unit vectors, float32 [texts, dimension], or [dimension] for a single string."""
        ...


class PolicyEmbeddings(Embeddings):
    """Turns questions and passages into unit vectors whose dot product is their similarity.

    `name` identifies the model and its arithmetic: vectors of different names must not be mixed.
    `dimension` is the length of a vector. Safe to use from several threads.
    """

    def __init__(self, encoder: Encoder, name: str, query_prompt: str, passage_prompt: str) -> None:
        self._encoder = encoder
        self.name = name
        self.dimension = encoder.dimension
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt
        # One question is looked at in several places: its kind, the search, its clauses.
        self.queries = lru_cache(maxsize=256)(self._encode_query)

    def encode_passages(self, texts: list[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, float32 [texts, dimension], in input order."""
        return self._encoder.encode(texts, prompt=self._passage_prompt)

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a question, float32 [dimension], not to be written to."""
        return self.queries(text)

    def _encode_query(self, text: str) -> NDArray[np.float32]:
        vector = self._encoder.encode(text, prompt=self._query_prompt)
        vector.flags.writeable = False
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages as lists, as LangChain asks for them."""
        vectors: list[list[float]] = self.encode_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question as a list, as LangChain asks for it."""
        vector: list[float] = self.encode_query(text).tolist()
        return vector


def embedding_name(model: str, backend: str = "onnx") -> str:
    """Return the name that a loaded model would have, without loading it.

    Raises:
        EmbeddingModelError: the bundled model has no such backend.
    """
    if model != BUNDLED_MODEL:
        return model
    try:
        return _BUNDLED_NAMES[backend]
    except KeyError as error:
        choices = "、".join(_BUNDLED_NAMES)
        raise EmbeddingModelError(f"未知的向量计算方式“{backend}”，可选：{choices}") from error


def load_embeddings(model: str, models_dir: Path, backend: str = "onnx") -> PolicyEmbeddings:
    """Load a model.

    `multilingual-e5-small` is the bundled one: it is unpacked under `models_dir` on first use and
    runs on ONNX Runtime, or on torch through sentence-transformers with `backend="torch"`. Any
    other value is the name or the path of a sentence-transformers model; `backend` is then ignored.

    Raises:
        EmbeddingModelError: the model is missing, can't be unpacked or can't be loaded.
    """
    name = embedding_name(model, backend)
    if model == BUNDLED_MODEL:
        return PolicyEmbeddings(_load_bundled(models_dir, backend), name, "query: ", "passage: ")
    from index.embeddings.sentence_transformer import SentenceTransformerEncoder

    other = SentenceTransformerEncoder(model)
    return PolicyEmbeddings(other, name, *other.prompts)


def _load_bundled(models_dir: Path, backend: str) -> Encoder:
    from index.embeddings.unpack import MANIFEST, ensure_unpacked

    directory = ensure_unpacked(models_dir).resolve()
    return _encoder(directory, (directory / MANIFEST).stat().st_mtime_ns, backend)


@lru_cache(maxsize=2)
def _encoder(directory: Path, unpacked: int, backend: str) -> Encoder:
    """The model as it was ``unpacked`` (nanoseconds), in memory once: pages open the store anew with
    every change of the index, and need not read it again."""
    if backend == "torch":
        from index.embeddings.sentence_transformer import SentenceTransformerEncoder

        return SentenceTransformerEncoder(str(directory))
    from index.embeddings.onnx_encoder import OnnxEncoder

    return OnnxEncoder(directory)
