"""Open a store for building or for searching, with the configured embedding model."""

from pathlib import Path

from corpus.settings import settings
from index.build import Builder
from index.completion import elsewhere_message, is_elsewhere
from index.embeddings import PolicyEmbeddings, load_embeddings
from index.errors import ForeignModelError, StoreDamagedError, StoreMissingError
from index.progress import Progress
from index.reranker import Reranker
from index.retriever import HybridRetriever
from index.soundness.check import advice, require_sound
from index.soundness.heal import heal
from index.store import Store
from index.vectors import Vectors, open_vectors


def embeddings_for(directory: Path) -> PolicyEmbeddings:
    """The configured model; the bundled one is unpacked into the store on first use."""
    chosen = settings()
    return load_embeddings(chosen.embedding_model, directory / "models", chosen.embedding_backend)


def open_builder(directory: Path, progress: Progress) -> Builder:
    """Open or create a store for writing; damaged keywords and vectors are made anew by the build."""
    heal(directory, full=False)
    store = Store(directory, create=True, progress=progress)
    vectors = open_vectors(store, create=True)
    return Builder(store, vectors, embeddings_for(directory), settings().chunk_size, progress)


def open_store(directory: Path) -> Store:
    """Open a finished store for reading.

    Raises:
        StoreMissingError: nothing built yet, or a first build that was cut off.
    """
    store = Store(directory)
    if not store.meta("model"):
        raise StoreMissingError(
            f"资料库“{directory}”的索引还没有建完，请运行：python -m index build --store {directory}"
        )
    return store


def open_retriever(directory: Path) -> HybridRetriever:
    """Open a finished store for searching.

    Raises:
        StoreMissingError: nothing built yet, or its vectors are in another place than the settings
        say; EmbeddingModelError: a model can't be loaded; ForeignModelError: the store was made by
        another model; VectorServerError: the server is away; StoreDamagedError: keywords or vectors are
        damaged, or there are fewer than there should be.
    """
    store = open_store(directory)
    embedded = not settings().vector_url
    require_sound(directory, vectors=embedded)
    embeddings = embeddings_for(directory)
    if (made_by := store.meta("model")) != embeddings.name:
        raise ForeignModelError.of(made_by, embeddings.name)
    vectors = open_vectors(store)
    if is_elsewhere(store, vectors):
        raise StoreMissingError(elsewhere_message(store, vectors))
    require_whole(store, vectors)
    reranker = Reranker(settings().reranker) if settings().reranker else None
    return HybridRetriever(store, vectors, embeddings, reranker)


def require_whole(store: Store, vectors: Vectors) -> None:
    """Return if every live chunk can have its vector and its words: there are as many, at least.

    Raises:
        StoreDamagedError: there are fewer; searches would miss documents without a word.
    """
    live = store.counts()["chunks"]
    lacking = {"向量": live - vectors.count(), "关键词": live - store.keywords.chunks.count()}
    for name, count in lacking.items():
        if count > 0:
            line = f"索引不完整：{live} 个切片中 {count} 个没有{name}。"
            raise StoreDamagedError(line + advice(store.directory))
