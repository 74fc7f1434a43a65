"""Vectors that live chunks lack: after a move to another vector store, or a loss there."""

from typing import TYPE_CHECKING

from index.progress import Progress
from index.store import Store
from index.vectors import EMBEDDED, Vectors, VectorStore

if TYPE_CHECKING:
    from index.embeddings import PolicyEmbeddings

_BATCH = 256


def is_elsewhere(store: Store, vectors: Vectors) -> bool:
    """Whether the store's last build wrote its vectors to another place than ``vectors``."""
    return bool(store.meta("model")) and (store.meta("vectors") or EMBEDDED) != vectors.name


def elsewhere_message(store: Store, vectors: Vectors) -> str:
    """One line for a store whose vectors are in another place than the settings say."""
    return (
        f"资料库的向量在“{store.meta('vectors') or EMBEDDED}”，当前设置是“{vectors.name}”；"
        f"请运行一次：python -m index build --store {store.directory}"
    )


def complete(
    store: Store, vectors: Vectors, embeddings: "PolicyEmbeddings", progress: Progress
) -> None:
    """Give every live chunk its vector; call inside ``writing``.

    They are taken from the embedded store where it has them, so that a move to a server is a copy;
    the rest is embedded again. In the usual case two counts are all that is looked at.
    """
    if not is_elsewhere(store, vectors) and vectors.count() >= store.counts()["chunks"]:
        return
    missing = vectors.missing(sorted(store.chunks.ids()))
    earlier = _embedded(store, vectors)
    for at in range(0, len(missing), _BATCH):
        batch = missing[at : at + _BATCH]
        lost = set(earlier.missing(batch) if earlier else batch)
        kept = [chunk_id for chunk_id in batch if chunk_id not in lost]
        if earlier and kept:
            vectors.put(kept, earlier.get(kept))
        texts = store.chunks.embedded_texts(sorted(lost))
        if texts:
            vectors.put(list(texts), embeddings.encode_passages(list(texts.values())))
        progress.embedding(min(at + _BATCH, len(missing)), len(missing))
    if earlier:
        earlier.close()


def _embedded(store: Store, vectors: Vectors) -> VectorStore | None:
    directory = store.directory / "vectors"
    if vectors.name == EMBEDDED or not (directory / "chroma.sqlite3").is_file():
        return None
    return VectorStore(directory)
