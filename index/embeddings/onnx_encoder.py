"""Encode texts with ONNX Runtime and `tokenizers` only.

Importing sentence-transformers costs some ten seconds, which a command that asks one question
can't spend; this starts in about one. The calling convention is sentence-transformers'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.embeddings.errors import EmbeddingModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession, SessionOptions

MODEL_FILE = "onnx/model_int8.onnx"
MAX_TOKENS = 512
DIMENSION = 384
PAD = 1

BATCH_TEXTS = 32
BATCH_TOKENS = 2048  # padded tokens in a batch: more takes memory and gains no speed
TOKENISE_TEXTS = 1024  # texts tokenised at once: bounds the memory a large call takes


def session_options() -> SessionOptions:
    """Return options that leave the graph's nodes as they are and log errors only.

    The graph already holds the fastest nodes; further fusing would put slower ones in their place.
    Threads sleep while they wait: spinning ones take the processor from whatever else runs, and
    halve the speed of two processes that encode at the same time on a small machine.
    """
    from onnxruntime import GraphOptimizationLevel, SessionOptions

    options = SessionOptions()
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options


def open_session(model: str | bytes) -> InferenceSession:
    """Open a graph, given as its file or its bytes.

    Raises:
        ValueError: it is missing or damaged.
    """
    from onnxruntime import InferenceSession
    from onnxruntime.capi.onnxruntime_pybind11_state import (
        Fail,
        InvalidArgument,
        InvalidGraph,
        InvalidProtobuf,
        NoSuchFile,
    )

    try:
        return InferenceSession(model, session_options(), providers=["CPUExecutionProvider"])
    except (Fail, InvalidArgument, InvalidGraph, InvalidProtobuf, NoSuchFile) as error:
        raise ValueError(str(error)) from error


def padded(token_ids: Sequence[Sequence[int]]) -> dict[str, NDArray[np.int64]]:
    """A batch as our graphs take it: ``input_ids`` and ``attention_mask``, each [texts, tokens]."""
    lengths = np.array([len(ids) for ids in token_ids])
    mask = np.arange(lengths.max()) < lengths[:, None]
    filled = np.full(mask.shape, PAD, dtype=np.int64)
    filled[mask] = np.concatenate([np.array(ids, dtype=np.int64) for ids in token_ids])
    return {"input_ids": filled, "attention_mask": mask.astype(np.int64)}


class OnnxEncoder:
    """The unpacked model on ONNX Runtime; safe to use from several threads.

    Raises:
        EmbeddingModelError: a file of the model is missing or damaged.
    """

    dimension = DIMENSION

    def __init__(self, model_dir: Path, model_file: str = MODEL_FILE) -> None:
        from tokenizers import Tokenizer

        path = model_dir / model_file
        vocabulary = model_dir / "tokenizer.json"
        try:
            text = vocabulary.read_text(encoding="utf-8")
            self._tokenizer = Tokenizer.from_str(text)
        except (OSError, ValueError) as error:
            raise EmbeddingModelError(_damaged(vocabulary)) from error
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        try:
            self._session = open_session(str(path))
        except ValueError as error:
            raise EmbeddingModelError(_damaged(path)) from error

    def encode(self, sentences: str | Sequence[str], prompt: str = "") -> NDArray[np.float32]:
        """Return the vectors, float32 [texts, 384], or [384] for a single string, in input order.

        Each text is preceded by `prompt` and cut at 512 tokens. Texts of like length go together,
        at most BATCH_TEXTS and about BATCH_TOKENS tokens at a time.
        """
        if isinstance(sentences, str):
            return self._encode([prompt + sentences])[0]
        return self._encode([prompt + text for text in sentences])

    def _encode(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for start in range(0, len(texts), TOKENISE_TEXTS):
            part = vectors[start : start + TOKENISE_TEXTS]
            found = self._tokenizer.encode_batch_fast(texts[start : start + TOKENISE_TEXTS])
            token_ids = [encoding.ids for encoding in found]
            for numbers in batches([len(ids) for ids in token_ids]):
                part[numbers] = self._run([token_ids[number] for number in numbers])
        return vectors

    def _run(self, token_ids: list[list[int]]) -> NDArray[np.float32]:
        """Return the vectors of one batch, float32 [texts, 384]."""
        return np.asarray(self._session.run(None, padded(token_ids))[0], dtype=np.float32)


def batches(lengths: Sequence[int], tokens: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Yield the numbers of the texts of each batch of about so many padded ``tokens``, longest first.

    The longest sets the padding, so it comes first and bounds how many fit beside it.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        fit = max(1, tokens // lengths[order[start]])
        size = min(BATCH_TEXTS, fit)
        yield order[start : start + size]
        start += size


def _damaged(path: Path) -> str:
    return f"向量模型文件缺失或损坏：{path}；请删除该模型目录后重试，会自动重新解包。"
