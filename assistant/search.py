"""Search as the command line and the API give it: hits as plain JSON values."""

from typing import Any

from assistant.batch import BatchQuestion
from assistant.followup import complete
from assistant.question import understand
from corpus.departments import DepartmentTable
from index.retriever import HybridRetriever


def search(
    item: BatchQuestion, retriever: HybridRetriever, table: DepartmentTable, limit: int
) -> list[dict[str, Any]]:
    """Return hits, best first; an empty question has none."""
    if not item.question.strip():
        return []
    text = complete(" ".join(item.question.split()), list(item.history), table)
    question = understand(text, table)
    return [
        {
            "document_id": hit.chunk.document_id,
            "source": hit.chunk.source,
            "chunk_id": hit.chunk.chunk_id,
            "section": hit.chunk.section,
            "text": hit.chunk.text,
            "start": hit.chunk.start,
            "end": hit.chunk.end,
            "score": round(hit.score, 4),
        }
        for hit in retriever.search(question.text, limit, question.expansion)
    ]
