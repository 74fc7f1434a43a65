"""Search as the command line and the API give it: hits as plain JSON values."""

from typing import Any

from assistant.batch import BatchQuestion
from assistant.understanding.followup import complete
from assistant.understanding.question import understand
from corpus.language.departments import DepartmentTable
from index.retriever import HybridRetriever

_PASSAGE = 600  # characters shown of a document: the chunk that was found and what stands around it


def search(
    item: BatchQuestion, retriever: HybridRetriever, table: DepartmentTable, limit: int
) -> list[dict[str, Any]]:
    """Return hits, best first; an empty question has none."""
    if not item.question.strip():
        return []
    text = complete(" ".join(item.question.split()), list(item.history), table)
    question = understand(text, table)
    hits: list[dict[str, Any]] = []
    shown: list[tuple[str, int, int]] = []
    for hit in retriever.search(question.text, 3 * limit, question.expansion):
        if len(hits) == limit:
            break
        chunk = hit.chunk
        if any(d == chunk.document_id and a <= chunk.start < b for d, a, b in shown):
            continue  # stands in a passage above
        start, end = retriever.store.chunks.around(chunk, _PASSAGE)
        shown.append((chunk.document_id, start, end))
        hits.append(
            {
                "document_id": chunk.document_id,
                "source": chunk.source,
                "chunk_id": chunk.chunk_id,
                "section": chunk.section,
                "text": retriever.store.documents.text(chunk.document_id, start, end),
                "start": start,
                "end": end,
                "score": round(hit.score, 4),
            }
        )
    return hits
