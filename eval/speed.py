"""Embedding speed: the default runtime and sentence-transformers fp32, side by side in one run."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from index.embeddings import BUNDLED_MODEL, PolicyEmbeddings, load_embeddings
from index.store import Store

_ROUNDS = 3


def compare(directory: Path, count: int) -> dict[str, Any]:
    """Encode ``count`` chunks of a store with both, alternately.

    Returns passages a second (the best of three rounds each), their ratio, milliseconds of one
    question (median of 50), and the cosines between the two.
    """
    store = Store(directory)
    chunks = list(store.chunks.get(sorted(store.chunks.ids())[:count]).values())
    texts = [chunk.text for chunk in chunks]
    models = {
        backend: load_embeddings(BUNDLED_MODEL, directory / "models", backend=backend)
        for backend in ("onnx", "torch")
    }
    rates: dict[str, list[float]] = {backend: [] for backend in models}
    vectors: dict[str, np.ndarray] = {}
    for model in models.values():
        model.encode_passages(texts[:8])
    for _ in range(_ROUNDS):
        for backend, model in models.items():
            begun = time.perf_counter()
            vectors[backend] = model.encode_passages(texts)
            rates[backend].append(len(texts) / (time.perf_counter() - begun))
    best = {backend: max(found) for backend, found in rates.items()}
    cosines = np.sum(vectors["onnx"] * vectors["torch"], axis=1)
    return {
        "passages": len(texts),
        "characters": round(sum(map(len, texts)) / len(texts)),
        "per_second": {backend: round(rate, 1) for backend, rate in best.items()},
        "ratio": round(best["onnx"] / best["torch"], 2),
        "question_ms": {backend: _question(model) for backend, model in models.items()},
        "cosine_mean": round(float(cosines.mean()), 4),
        "cosine_min": round(float(cosines.min()), 4),
    }


def _question(model: PolicyEmbeddings) -> float:
    times = []
    for number in range(50):
        begun = time.perf_counter()
        model.encode_query(f"第{number}类企业技术改造贴息怎么申请？")
        times.append(1000 * (time.perf_counter() - begun))
    return round(float(np.median(times)), 1)
