"""Lists that stand in a document's outline: 基本原则有哪些 → the headings under （二）基本原则."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Listing
from assistant.evidence.asked import Asked
from assistant.understanding.attributes import asked_of_row
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.markers import unnumbered
from corpus.language.words import content_words

_SURELY = 0.5
_LISTS = frozenset({QuestionKind.LIST, QuestionKind.TARGET, QuestionKind.AGGREGATE})
_COUNTED = re.compile("[一二两三四五六七八九十0-9几]+[个条项点类种]?")


class Headings:
    """Lists the headings under the one that the question names in full."""

    name: ClassVar[str] = "headings"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document and its headings. A question that names a heading and nothing else is
        about the documents here."""
        if asked.question.kind not in _LISTS:
            return None
        documents = list(dict.fromkeys(c.document for c in asked.evidence.candidates))
        named = headings_named(asked.question, documents)
        if named is None:
            return None
        document, words, found = named
        if asked_of_row(asked.question.text, "".join(words)):
            return (
                None  # 申请高企认定要什么材料: of what the heading names, something else is asked
            )
        beside = [w for w in content_words(asked.question.text) if w not in words]
        only = all(_COUNTED.fullmatch(w) for w in beside)
        return Bid(_SURELY, (document, found), settles_scope=only)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """One item a heading."""
        document, headings = bid.found
        return listed(document, headings, Draft())


def listed(document: Document, headings: list[Provision], draft: Draft) -> Draft:
    """``draft`` with a list of headings."""
    items = tuple(
        (document.text[h.start : h.end], draft.cite(document, h, h.start, h.end)) for h in headings
    )
    draft.blocks.append(Listing(items))
    return draft


def headings_named(
    question: Question, documents: list[Document]
) -> tuple[Document, list[str], list[Provision]] | None:
    """The deepest heading all of whose words stand in the question, if there are headings under it:
    its document, its words, and these headings."""
    best: tuple[int, Document, list[str], list[Provision]] | None = None
    for document in documents:
        headings = [p for p in document.provisions if p.kind is ProvisionKind.HEADING]
        for heading in headings:
            words = content_words(unnumbered(heading.path[-1]))
            if not words or any(w not in question.text for w in words):
                continue
            under = [h for h in headings if h.path[:-1] == heading.path]
            if len(under) > 1 and (best is None or len(heading.path) > best[0]):
                best = (len(heading.path), document, words, under)
    return best[1:] if best else None
