"""A fact of a document itself: its number, issuer, date, validity, title."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.document_facts import Fact, asked_fact, points_at_one, state
from assistant.blocks import Lead
from assistant.evidence.asked import Asked
from corpus.document import Document
from index.named_documents import names_a_number

_SURELY = 0.9


class DocumentFact:
    """Answers what is asked about a document that is named, pointed at, or the only one."""

    name: ClassVar[str] = "document"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the fact, and the document or the words that say why there is none."""
        named = asked.document.title if asked.named and asked.document else ""
        fact = asked_fact(asked.question.text, named)
        document = None if fact is None else _document(asked, fact)
        return Bid(_SURELY, (fact, document), settles_scope=True) if document else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The fact in one sentence, with the places that show it."""
        fact, document = bid.found
        if isinstance(document, str):
            return Draft([Lead((document,))], status="not_found")
        stated = state(fact, document, asked.library.standing(document.document_id))
        draft = Draft(notices_at=1, status="answered" if stated.known else "not_found")
        marks = dict.fromkeys(draft.cite(document, *place) for place in stated.shown)
        draft.blocks.append(Lead((stated.words, *marks)))
        return draft


def _document(asked: Asked, fact: Fact) -> Document | str | None:
    """The document meant; in words why there is none; None where the question means none."""
    if not asked.named and names_a_number(asked.question.text):
        return "资料库中没有这个文号的文件。"
    if asked.document is not None:
        return asked.document
    if asked.named:
        return "问到的文件不在筛选范围里。"
    meant = points_at_one(asked.question.text) or fact is Fact.NUMBER
    return asked.library.document(asked.hits[0].chunk.document_id) if meant and asked.hits else None
