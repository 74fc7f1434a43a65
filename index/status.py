"""What a store holds, and whether it is consistent."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.settings import settings
from index.build import directory_size, foreign_model_message
from index.embeddings import embedding_name
from index.store import Store
from index.vectors import VectorStore


@dataclass(slots=True)
class StoreStatus:
    """Counts, model, size in bytes, and problems as Chinese lines."""

    store: str
    documents: int
    provisions: int
    chunks: int
    vectors: int
    model: str
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
            f"占用空间：{self.bytes / 1e6:.1f} MB",
        ]
        return "\n".join(lines + ([f"问题：{p}" for p in self.problems] or ["状态：一致"]))


def store_status(directory: Path) -> StoreStatus:
    """Look at a store without loading the model."""
    store = Store(directory)
    problems = store.check()
    counts = store.counts()
    vectors = VectorStore(directory / "vectors").ids()
    live = store.chunk_ids()
    model = store.meta("model")
    if missing := len(live - vectors):
        problems.append(f"{missing} 个切片缺少向量，请重新运行 python -m index build")
    configured = embedding_name(settings().embedding_model, settings().embedding_backend)
    if model and model != configured:
        problems.append(foreign_model_message(model, configured))
    return StoreStatus(
        str(directory), **counts, vectors=len(vectors), model=model,
        bytes=directory_size(directory), problems=problems,
    )  # fmt: skip
