"""Any sentence-transformers model, by name or by path."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embeddings.errors import EmbeddingModelError
from index.embeddings.model_files import load_model

E5_NAME = re.compile(r"(^|[-_/])e5([-_]|$)")


class SentenceTransformerEncoder:
    """A sentence-transformers model with the calling convention of `OnnxEncoder`.

    A model that is on this machine is loaded without asking the network. Otherwise it is fetched
    from the hub, unless HF_HUB_OFFLINE is set or the hub doesn't answer.

    Raises:
        EmbeddingModelError: the model is missing, or the files aren't a model.
    """

    def __init__(self, model: str) -> None:
        from sentence_transformers import SentenceTransformer

        self.model = model
        self._model = load_model(SentenceTransformer, model, "向量模型")
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EmbeddingModelError(f"“{model}”不是句向量模型：没有固定的向量维数")
        self.dimension = int(dimension)

    @property
    def prompts(self) -> tuple[str, str]:
        """The texts put before a query and before a passage, both empty if the model has none."""
        known = {name: text for name, text in self._model.prompts.items() if text}
        query = known.get("query", "")
        passage = known.get("passage", known.get("document", ""))
        if not query and not passage and E5_NAME.search(self.model.lower()):
            return "query: ", "passage: "
        return query, passage

    def encode(self, sentences: str | Sequence[str], prompt: str = "") -> NDArray[np.float32]:
        """Return the vectors, float32 [texts, dimension], or [dimension] for a single string."""
        if not isinstance(sentences, str) and not sentences:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            sentences if isinstance(sentences, str) else list(sentences),
            # An empty prompt says "none"; None would let the model apply its default prompt.
            prompt=prompt,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)
