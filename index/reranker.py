"""A cross-encoder that reads question and chunk together: slower than vectors, and a better judge.

None is installed with the project; an administrator who has one names it in POLICY_RERANKER.
"""

import numpy as np

from index.embeddings.model_files import load_model

DEPTH = 30  # candidates that are read again: what a search shows, and as many to rise into it


class Reranker:
    """A cross-encoder of sentence-transformers, by name or by path.

    Raises:
        EmbeddingModelError: the model is missing, or the files aren't a model.
    """

    def __init__(self, model: str) -> None:
        from sentence_transformers import CrossEncoder

        self._model = load_model(CrossEncoder, model, "重排模型")

    def scores(self, question: str, passages: list[str]) -> np.ndarray:
        """How well each passage answers the question, higher is better; shape (passages,).

        Comparable within one question only.
        """
        if not passages:
            return np.empty(0, np.float32)
        pairs = [(question, passage) for passage in passages]
        found = np.asarray(self._model.predict(pairs, show_progress_bar=False), np.float32)
        # A model with several classes (no, yes) says how sure it is in the last one.
        return found if found.ndim == 1 else found[:, -1]
