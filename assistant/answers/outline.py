"""Lists that stand in a document's outline: 基本原则有哪些 → the headings under （二）基本原则."""

import re

from assistant.understanding.question import Question
from corpus.document import Document, Provision, ProvisionKind
from corpus.language.words import content_words

_LABEL = re.compile(
    r"^(?:第.{1,4}[编章节条]|[一二三四五六七八九十]+、|[（(].{1,3}[）)]|[0-9]+[.．、])\s*"
)


def listed_headings(
    question: Question, documents: list[Document]
) -> tuple[Document, list[Provision]] | None:
    """The headings directly under the heading that the question names in full, if it has any."""
    best: tuple[int, Document, list[Provision]] | None = None
    for document in documents:
        headings = [p for p in document.provisions if p.kind is ProvisionKind.HEADING]
        for heading in headings:
            words = content_words(_LABEL.sub("", heading.path[-1]))
            if not words or any(w not in question.text for w in words):
                continue
            under = [h for h in headings if h.path[:-1] == heading.path]
            if len(under) > 1 and (best is None or len(heading.path) > best[0]):
                best = (len(heading.path), document, under)
    return (best[1], best[2]) if best else None
