"""Read passages: where in each stands the answer to a question, and does it stand there at all?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader.decode import best_span
from assistant.reader.errors import ReaderError
from assistant.reader.install import ensure_reader
from assistant.reader.length import expected_length
from assistant.reader.tokens import PAD, Pair, open_tokenizer, windows
from index.embeddings.onnx_encoder import session_options
from index.embeddings.unpack import ensure_unpacked

BATCH_TOKENS = 1536  # padded tokens in a batch


@dataclass(frozen=True, slots=True)
class Reading:
    """The likeliest answer in a passage.

    ``start`` and ``end`` are offsets into the passage; ``score`` is how far the span is ahead of
    "no answer" (a difference of logits: above 0 the span is likelier), comparable between passages
    of one question; ``null`` is the logit of "no answer" by itself.
    """

    start: int
    end: int
    score: float
    null: float


NOTHING = Reading(0, 0, -np.inf, 0.0)  # of a passage without words


class Reader:
    """The reading model on ONNX Runtime; safe to use from several threads.

    Raises:
        ReaderError: a file of the model is missing or damaged.
    """

    def __init__(self, model: Path, vocabulary: Path) -> None:
        from onnxruntime import InferenceSession
        from onnxruntime.capi.onnxruntime_pybind11_state import (
            Fail,
            InvalidArgument,
            InvalidGraph,
            InvalidProtobuf,
            NoSuchFile,
        )

        try:
            self._tokenizer = open_tokenizer(vocabulary.read_text(encoding="utf-8"))
            self._session = InferenceSession(
                str(model), session_options(), providers=["CPUExecutionProvider"]
            )
        except (OSError, ValueError) as error:
            raise ReaderError(_damaged(vocabulary)) from error
        except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoSuchFile) as error:
            raise ReaderError(_damaged(model)) from error

    def read(self, question: str, passages: list[str]) -> list[Reading]:
        """Return the best span of each passage, in order.

        A passage longer than a window (about 240 tokens) is read in overlapping windows.
        """
        pairs = [
            (number, window)
            for number, passage in enumerate(passages)
            for window in windows(self._tokenizer, question, passage)
            if window.offsets
        ]
        best = [NOTHING] * len(passages)
        expected = expected_length(question)
        for batch in _batches([len(window.ids) for _, window in pairs]):
            for at, logits in zip(batch, self._run([pairs[n][1] for n in batch]), strict=True):
                number, window = pairs[at]
                found = best_span(logits, window, passages[number], expected)
                if found is not None and found.score > best[number].score:
                    best[number] = Reading(found.start, found.end, found.score, found.null)
        return best

    def _run(self, pairs: Sequence[Pair]) -> NDArray[np.float32]:
        """Return the logits of a batch, float32 [texts, tokens, marks]."""
        lengths = np.array([len(window.ids) for window in pairs])
        mask = np.arange(lengths.max()) < lengths[:, None]
        padded = np.full(mask.shape, PAD, dtype=np.int64)
        padded[mask] = np.concatenate([np.array(window.ids, dtype=np.int64) for window in pairs])
        feeds = {"input_ids": padded, "attention_mask": mask.astype(np.int64)}
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


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of the pairs of each batch, longest first: it sets the padding."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        size = max(1, BATCH_TOKENS // lengths[order[start]])
        yield order[start : start + size]
        start += size


def _damaged(path: Path) -> str:
    return f"阅读模型文件缺失或损坏：{path}；请删除该文件后重试，会自动重新生成。"
