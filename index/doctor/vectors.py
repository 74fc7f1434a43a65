"""Whether every live chunk has its vector, and whether the vectors are of the store's model."""

import random
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from index.doctor.fault import Fault, Part
from index.store import Store
from index.vectors import Vectors

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_BATCH = 256
_SAMPLE = 64  # chunks embedded again where not all are
_UNIT = 0.01  # by which the length of a vector may differ from 1
# Cosine of a chunk's vector to the same words embedded again: batches of other lengths round
# differently (0.998 at worst); another model's vectors are below 0.9.
_SAME = 0.98


def probe(vectors: Vectors) -> set[str]:
    """The ids of all vectors; looks one up and searches for it, which reads every file there is.

    Raises:
        StoreDamagedError: the files can't be read.
    """
    kept = vectors.ids()
    for one in sorted(kept)[:1]:
        vectors.nearest(vectors.get([one])[0], 1)
    return kept


def examine(
    store: Store, vectors: Vectors, embeddings: "PolicyEmbeddings | None", deep: bool
) -> list[Fault]:
    """Faults of the vectors of live chunks, and vectors too many."""
    live, kept = store.chunks.ids(), probe(vectors)
    faults = []
    if missing := tuple(sorted(live - kept)):
        faults.append(Fault(Part.VECTORS, f"{len(missing)} 个切片缺少向量。", missing))
    if extra := tuple(sorted(kept - live)):
        line = f"{len(extra)} 个向量没有对应的切片（不影响回答）。"
        faults.append(Fault(Part.VECTORS, line, extra))
    known = sorted(live & kept)
    if odd := tuple(_odd(vectors, known)):
        faults.append(Fault(Part.VECTORS, f"{len(odd)} 个向量的数值不正常。", odd))
    if embeddings is not None:
        known = sorted(set(known) - set(odd))
        if not deep and len(known) > _SAMPLE:
            known = random.Random(0).sample(known, _SAMPLE)
        if foreign := tuple(_foreign(store, vectors, embeddings, known)):
            line = f"抽查 {len(known)} 个向量，{len(foreign)} 个不是由当前模型对这些文字算出的。"
            # A sample that holds one of another model's says nothing good of the rest.
            ids = foreign if deep else tuple(sorted(live & kept))
            faults.append(Fault(Part.VECTORS, line, ids))
    return faults


def _odd(vectors: Vectors, chunk_ids: list[str]) -> Iterator[str]:
    """Ids whose vectors are not finite or not of unit length."""
    for at in range(0, len(chunk_ids), _BATCH):
        batch = chunk_ids[at : at + _BATCH]
        lengths = np.linalg.norm(vectors.get(batch), axis=1)
        sound = np.isfinite(lengths) & (np.abs(lengths - 1) <= _UNIT)
        yield from (key for key, good in zip(batch, sound, strict=True) if not good)


def _foreign(
    store: Store, vectors: Vectors, embeddings: "PolicyEmbeddings", chunk_ids: list[str]
) -> Iterator[str]:
    """Ids whose vectors are not what ``embeddings`` makes of the chunks' words."""
    for at in range(0, len(chunk_ids), _BATCH):
        texts = store.chunks.embedded_texts(chunk_ids[at : at + _BATCH])
        made, kept = embeddings.encode_passages(list(texts.values())), vectors.get(list(texts))
        if made.shape != kept.shape:
            yield from texts
            continue
        alike = (made * kept).sum(axis=1)
        yield from (key for key, cosine in zip(texts, alike, strict=True) if cosine < _SAME)
