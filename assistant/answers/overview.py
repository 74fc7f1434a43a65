"""The parts of a document: 这份文件分几部分, 讲了什么 → its headings of the first level."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.document_facts import points_at_one
from assistant.answers.headings import listed
from assistant.blocks import Lead
from assistant.evidence.asked import Asked
from assistant.understanding.kinds import QuestionKind
from corpus.document import Document, Provision, ProvisionKind

_SURELY = 0.88


class Overview:
    """Lists the parts of a document that is named, pointed at, or the only one."""

    name: ClassVar[str] = "overview"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document and its headings."""
        if asked.question.kind is not QuestionKind.OVERVIEW:
            return None
        if not asked.named and not points_at_one(asked.question.text):
            return None
        document = asked.document
        headings = _parts(document) if document else []
        return Bid(_SURELY, (document, headings), settles_scope=True) if headings else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many parts there are, and their headings."""
        document, headings = bid.found
        count = Lead((f"《{document.title}》分 {len(headings)} 部分：",))
        return listed(document, headings, Draft([count]))


def _parts(document: Document) -> list[Provision]:
    """The headings of the first level, none where there is only one."""
    headings = [p for p in document.provisions if p.kind is ProvisionKind.HEADING]
    top = min((len(h.path) for h in headings), default=0)
    found = [h for h in headings if len(h.path) == top]
    return found if len(found) > 1 else []
