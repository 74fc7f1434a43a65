"""What is measured side by side: this project's search, and the systems it has to beat."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from eval.retrieval import Passage, System
from index.retriever import HybridRetriever

_DEPTH = 60


def project(retriever: HybridRetriever) -> System:
    """This project's search, as ``python -m assistant search`` gives it."""
    from assistant.batch import BatchQuestion
    from assistant.search import search
    from corpus.language.departments import department_table

    table = department_table()

    def ask(question: str) -> Sequence[Passage]:
        hits = search(BatchQuestion("", question, ()), retriever, table, _DEPTH)
        return [Passage(hit["source"], hit["text"]) for hit in hits]

    return ask


def dense(retriever: HybridRetriever) -> System:
    """The nearest chunks by embedding alone."""

    def ask(question: str) -> Sequence[Passage]:
        nearest = retriever.vectors.nearest(retriever.embeddings.encode_query(question), _DEPTH)
        chunks = retriever.store.chunks.get([chunk_id for chunk_id, _ in nearest])
        return [Passage(chunks[i].source, chunks[i].text) for i, _ in nearest if i in chunks]

    return ask


def bm25(retriever: HybridRetriever) -> System:
    """BM25 over jieba words of the same chunks with their titles (``bm25s``)."""
    import bm25s

    from corpus.language.words import is_stop_word, search_words

    store = retriever.store
    chunks = list(store.chunks.get(store.chunks.ids()).values())
    titles = {i: store.document(i).title for i in {chunk.document_id for chunk in chunks}}
    index = bm25s.BM25()
    index.index(
        [search_words(f"{titles[c.document_id]}\n{c.text}") for c in chunks], show_progress=False
    )

    def ask(question: str) -> Sequence[Passage]:
        words = [w for w in dict.fromkeys(search_words(question)) if not is_stop_word(w)]
        found, _ = index.retrieve([words], k=min(_DEPTH, len(chunks)), show_progress=False)
        return [Passage(chunks[n].source, chunks[n].text) for n in found[0]]

    return ask


def textbook(retriever: HybridRetriever) -> System:
    """LangChain's textbook chain: recursive splitter 1000/200, dense vectors of the same model.

    Its vectors are kept in the store's folder, by the content of the passages.
    """
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
    documents = [retriever.store.document(i) for i in retriever.store.documents.entries()]
    passages = [Passage(d.source, t) for d in documents for t in splitter.split_text(d.text)]
    cache = retriever.store.directory / "eval-cache"
    vectors = _vectors([p.text for p in passages], retriever.embeddings.encode_passages, cache)

    def ask(question: str) -> Sequence[Passage]:
        scores = vectors @ retriever.embeddings.encode_query(question)
        return [passages[n] for n in np.argsort(-scores)[:_DEPTH]]

    return ask


def _vectors(
    texts: list[str], encode: Callable[[list[str]], np.ndarray], cache: Path
) -> np.ndarray:
    """Vectors of texts, shape (texts, dimension); computed once for one list of texts."""
    digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]
    path = cache / f"textbook-{digest}.npy"
    if path.is_file():
        return np.asarray(np.load(path))
    vectors = encode(texts)
    cache.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors)
    return vectors
