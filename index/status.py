"""What a store holds, and whether it is consistent."""

import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.settings import settings
from index.completion import elsewhere_message, is_elsewhere
from index.embeddings import embedding_name
from index.errors import (
    ForeignModelError,
    StoreDamagedError,
    StoreMissingError,
    VectorServerError,
)
from index.soundness.check import VECTORS, advice, damages
from index.store import Store
from index.vectors import EMBEDDED, open_vectors
from index.waiting import waiting

_NAMED = 5  # uploads named in one line
_AGAIN = "请运行一次 python -m index build"


@dataclass(slots=True)
class StoreStatus:
    """Counts, model, size in bytes, and problems as Chinese lines."""

    store: str
    documents: int
    provisions: int
    chunks: int
    vectors: int
    model: str
    vector_store: str
    bytes: int
    problems: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; ``consistent`` says whether there are no problems."""
        return {**asdict(self), "consistent": not self.problems}

    def to_text(self) -> str:
        """Lines for a person."""
        lines = [
            f"资料库：{self.store}",
            f"文件 {self.documents}，条款 {self.provisions}，切片 {self.chunks}，向量 {self.vectors}",
            f"向量模型：{self.model or '（未建立）'}",
            f"向量库：{self.vector_store}",
            f"占用空间：{self.bytes / 1e6:.1f} MB",
        ]
        return "\n".join(lines + ([f"问题：{p}" for p in self.problems] or ["状态：一致"]))


def store_status(directory: Path) -> StoreStatus:
    """Look at a store without loading the model."""
    store = Store(directory)
    embedded = not settings().vector_url
    damaged = damages(directory, vectors=embedded)
    problems = [*store.check(), *(f"{d.line}{advice(directory)}" for d in damaged)]
    if lying := waiting(store):
        names = "、".join(file.source for file in lying[:_NAMED])
        problems.append(f"{len(lying)} 份上传的文件还没有进入资料库（{names}），{_AGAIN}。")
    counts = store.counts()
    model = store.meta("model")
    place, count = store.meta("vectors") or EMBEDDED, 0
    try:
        if any(d.part == VECTORS for d in damaged):
            raise StoreDamagedError  # told above; not opened, so that it breaks nobody
        vectors = open_vectors(store)
        place, known = vectors.name, vectors.ids()
        count = len(known)
        if is_elsewhere(store, vectors):
            problems.append(elsewhere_message(store, vectors))
        elif missing := len(store.chunks.ids() - known):
            problems.append(f"{missing} 个切片缺少向量，请重新运行 python -m index build")
        vectors.close()
    except StoreDamagedError as error:
        problems += [str(error)] if str(error) else []
    except (VectorServerError, StoreMissingError) as error:  # the rest can still be told
        problems.append(str(error))
    configured = embedding_name(settings().embedding_model, settings().embedding_backend)
    if model and model != configured:
        problems.append(str(ForeignModelError.of(model, configured)))
    return StoreStatus(
        str(directory), **counts, vectors=count, model=model,
        vector_store=place, bytes=directory_size(directory), problems=problems,
    )  # fmt: skip


def directory_size(directory: Path) -> int:
    """Bytes of all files below ``directory``."""
    return sum(
        (Path(folder) / name).stat().st_size
        for folder, _, names in os.walk(directory)
        for name in names
    )
