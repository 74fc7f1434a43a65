"""The hybrid search as a LangChain retriever, for chains built by others."""

from pathlib import Path

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from corpus import clock
from corpus.life.standing import standing
from corpus.settings import settings
from index.retriever import Hit, HybridRetriever
from index.session import open_retriever


class PolicyRetriever(BaseRetriever):
    """``invoke(question)`` returns the ``limit`` best chunks.

    Metadata of each: ``document_id``, ``source``, ``title``, ``number``, ``validity`` (of today),
    ``section``, the offsets ``start`` and ``end`` in the document's text, ``score``.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: HybridRetriever
    limit: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [self._as_document(hit) for hit in self.searcher.search(query, self.limit)]

    def _as_document(self, hit: Hit) -> LangChainDocument:
        chunk, store = hit.chunk, self.searcher.store
        document = store.document(chunk.document_id)
        known = document.metadata
        metadata = {
            "document_id": chunk.document_id, "source": chunk.source,
            "title": document.title, "number": known.number,
            "validity": standing(known, store.names.claims(document), clock.today()).validity.value,
            "section": chunk.section, "start": chunk.start, "end": chunk.end, "score": hit.score,
        }  # fmt: skip
        return LangChainDocument(page_content=chunk.text, id=chunk.chunk_id, metadata=metadata)


def open_langchain_retriever(store: str | Path | None = None, limit: int = 5) -> PolicyRetriever:
    """Open the store in the folder ``store``, by default the one that the settings name.

    Raises:
        StoreMissingError: nothing has been built there.
        PolicyError: the store or a model can't be used; the message is one Chinese line.
    """
    directory = Path(store) if store else settings().store
    return PolicyRetriever(searcher=open_retriever(directory), limit=limit)
