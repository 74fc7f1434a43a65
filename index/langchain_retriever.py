"""The hybrid search as a LangChain retriever, for chains built by others."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.retriever import HybridRetriever


class PolicyRetriever(BaseRetriever):
    """``invoke(question)`` returns chunks with their address and offsets as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: HybridRetriever
    limit: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [
            LangChainDocument(
                page_content=hit.chunk.text,
                id=hit.chunk.chunk_id,
                metadata={
                    "document_id": hit.chunk.document_id,
                    "source": hit.chunk.source,
                    "section": hit.chunk.section,
                    "start": hit.chunk.start,
                    "end": hit.chunk.end,
                    "score": hit.score,
                },
            )
            for hit in self.searcher.search(query, self.limit)
        ]
