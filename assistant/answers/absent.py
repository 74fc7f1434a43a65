"""A document that the question names and the library doesn't hold: said so, with the nearest one."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Paragraph
from assistant.evidence.asked import Asked
from corpus.document import Document, Provision, ProvisionKind
from index.named_documents import absent_names

_SURELY = 0.95


class AbsentDocument:
    """Says which number or title is not here. Another document is never answered from instead."""

    name: ClassVar[str] = "absent"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the number or title as the question writes it."""
        if asked.named:
            return None
        missing = absent_names(asked.question.text, asked.resources.retriever.store)
        return Bid(_SURELY, missing[0], settles_scope=True) if missing else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """What is missing, and the document that is nearest to the question."""
        draft = Draft(status="not_found", notices_at=1)
        draft.blocks.append(Lead((f"资料库中没有{bid.found}。",)))
        nearest = asked.library.document(asked.hits[0].chunk.document_id) if asked.hits else None
        if nearest is not None:
            shown = _head(nearest)
            mark = draft.cite(nearest, shown, shown.start, shown.end)
            number = f"（{nearest.metadata.number}）" if nearest.metadata.number else ""
            draft.blocks.append(Paragraph((f"内容相近的文件有《{nearest.title}》{number}。", mark)))
        return draft


def _head(document: Document) -> Provision:
    """The provision that shows which document it is."""
    titles = [p for p in document.provisions if p.kind is ProvisionKind.TITLE and not p.path]
    return titles[0] if titles else document.provisions[0]
