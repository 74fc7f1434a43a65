"""Any sentence-transformers model, by name or by path."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embeddings.errors import EmbeddingModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

E5_NAME = re.compile(r"(^|[-_/])e5([-_]|$)")
REACH_SECONDS = 5.0  # to find out whether the hub answers at all; its own retries take a minute


class SentenceTransformerEncoder:
    """A sentence-transformers model with the calling convention of `OnnxEncoder`.

    A model that is on this machine is loaded without asking the network. Otherwise it is fetched
    from the hub, unless HF_HUB_OFFLINE is set or the hub doesn't answer.

    Raises:
        EmbeddingModelError: the model is missing, or the files aren't a model.
    """

    def __init__(self, model: str) -> None:
        if _looks_like_path(model) and not Path(model).expanduser().is_dir():
            raise EmbeddingModelError(f"找不到向量模型目录：{model}")
        self.model = model
        self._model = _load(model)
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

    def encode(
        self,
        sentences: str | Sequence[str],
        batch_size: int = 32,
        prompt: str | None = None,
        normalize_embeddings: bool = True,
        show_progress_bar: bool = False,
    ) -> NDArray[np.float32]:
        """Return the vectors, float32 [texts, dimension], or [dimension] for a single string."""
        if not isinstance(sentences, str) and not sentences:
            return np.empty((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            sentences if isinstance(sentences, str) else list(sentences),
            # An empty prompt says "none"; None would let the model apply its default prompt.
            prompt=prompt or "",
            batch_size=batch_size,
            normalize_embeddings=normalize_embeddings,
            show_progress_bar=show_progress_bar,
            convert_to_numpy=True,
        )
        return np.asarray(vectors, dtype=np.float32)


def _load(model: str) -> SentenceTransformer:
    """Load from this machine, else from the hub."""
    from sentence_transformers import SentenceTransformer

    local = str(Path(model).expanduser()) if _looks_like_path(model) else model
    try:
        return SentenceTransformer(local, local_files_only=True)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        if Path(local).is_dir():
            reason = str(error).strip().partition("\n")[0]
            raise EmbeddingModelError(f"目录 {model} 里的向量模型无法加载：{reason}") from error
    if not _hub_answers():
        raise EmbeddingModelError(
            f"本机没有向量模型“{model}”，且无法联网下载；"
            "请检查模型名称，或先把模型下载到本机，再把设置改为它的目录。"
        )
    try:
        return SentenceTransformer(model)
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise EmbeddingModelError(f"无法下载向量模型“{model}”，请检查模型名称和网络。") from error


def _hub_answers() -> bool:
    """Say whether the model hub may be asked and answers."""
    import httpx
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        return False
    try:
        httpx.head(constants.ENDPOINT, timeout=REACH_SECONDS)
    except httpx.HTTPError:
        return False
    return True


def _looks_like_path(model: str) -> bool:
    """Say whether the setting names a directory rather than a model of the hub."""
    return (
        model.startswith((".", "~", os.sep))
        or model.count("/") > 1
        or os.path.isabs(model)
        or Path(model).is_dir()
    )
