"""Read passages: where in each stands the answer to a question, and does it stand there at all?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader.decode import NOTHING, Reading, best_span
from assistant.reader.errors import ReaderError
from assistant.reader.install import ensure_reader
from assistant.reader.length import expected_length
from assistant.reader.tokens import Pair, open_tokenizer, windows
from index.embeddings.onnx_encoder import batches, open_session, padded
from index.embeddings.unpack import ensure_unpacked

BATCH_TOKENS = 1536  # padded tokens in a batch


class Reader:
    """The reading model on ONNX Runtime; safe to use from several threads.

    Raises:
        ReaderError: a file of the model is missing or damaged.
    """

    def __init__(self, model: Path, vocabulary: Path) -> None:
        try:
            self._tokenizer = open_tokenizer(vocabulary.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ReaderError(_damaged(vocabulary)) from error
        try:
            self._session = open_session(str(model))
        except ValueError as error:
            raise ReaderError(_damaged(model)) from error

    def read(
        self, question: str, passages: list[str], contexts: list[str] | None = None
    ) -> list[Reading]:
        """Return the best span of each passage, in order.

        A passage longer than a window (about 200 tokens) is read in overlapping windows.

        Args:
            contexts: what each passage stands under (`context_of`); nothing by default.
        """
        above = contexts or [""] * len(passages)
        pairs = [
            (number, window)
            for number, (passage, context) in enumerate(zip(passages, above, strict=True))
            for window in windows(self._tokenizer, question, passage, context)
            if window.offsets
        ]
        best = [NOTHING] * len(passages)
        expected = expected_length(question)
        for batch in batches([len(window.ids) for _, window in pairs], BATCH_TOKENS):
            for at, logits in zip(batch, self._run([pairs[n][1] for n in batch]), strict=True):
                number, window = pairs[at]
                found = best_span(logits, window, passages[number], expected)
                if found.score > best[number].score:
                    best[number] = found
        return best

    def _run(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Return the logits of a batch, float32 [texts, tokens, marks]."""
        feeds = padded([window.ids for window in pairs])
        return np.asarray(self._session.run(None, feeds)[0], dtype=np.float32)


def load_reader(models_dir: Path) -> Reader:
    """Load the bundled reader, unpacking the encoder and building the graph on first use.

    Raises:
        ReaderError: the model is missing or damaged, or ``models_dir`` can't be written.
        EmbeddingModelError: the encoder can't be unpacked.
    """
    model = ensure_reader(models_dir).resolve()
    vocabulary = ensure_unpacked(models_dir).resolve() / "tokenizer.json"
    return _reader(model, vocabulary, model.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _reader(model: Path, vocabulary: Path, built: int) -> Reader:
    """The reader as it was ``built`` (nanoseconds), in memory once however often a store is opened."""
    return Reader(model, vocabulary)


def _damaged(path: Path) -> str:
    return f"阅读模型文件缺失或损坏：{path}；请删除该文件后重试，会自动重新生成。"
