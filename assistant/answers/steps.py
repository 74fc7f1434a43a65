"""How something is done: the steps of a process that is written in one line (受理→审核→公示), each by itself."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Listing, Text
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents, matched
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.subject import is_side
from corpus.document import Document, Provision
from corpus.language.sentences import trimmed
from corpus.language.words import fold

_SURELY = 0.66
_LIKELY = 0.45  # share of the kind
_LOOKED_AT = 3  # documents
_ABOUT = 0.5  # weighted share of the question's words that title, heading and line must carry
_ARROW = re.compile("→|-->|—>|⇒|➡|⟶")
_FEWEST = 2
_LABEL = re.compile("^(?P<label>[^：:→\n]{2,10})[：:]")
_FORM = re.compile("流程|步骤|程序|手续|怎么|如何|咋|一步步|几步|办|走")


class Steps:
    """Lists the steps of a process that arrows set apart."""

    name: ClassVar[str] = "steps"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the line."""
        if asked.question.shares.get(QuestionKind.PROCEDURE, 0.0) < _LIKELY:
            return None
        found = _line(asked)
        return Bid(_SURELY, found) if found else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """How many steps, and each."""
        document, provision = bid.found
        draft, text = Draft(), document.text
        label = _LABEL.match(text[provision.start : provision.end])
        at = provision.start + (label.end() if label else 0)
        items: list[Text] = []
        for piece in _ARROW.split(text[at : provision.end]):
            start, end = trimmed(text, at, at + len(piece))
            at = text.find(piece, at) + len(piece)
            while at < provision.end and _ARROW.match(text, at):
                at = _ARROW.match(text, at).end()  # type: ignore[union-attr]
            if start < end:
                mark = draft.cite(document, provision, start, end)
                items.append((f"{len(items) + 1}. {' '.join(text[start:end].split())}", mark))
        name = label["label"] if label else "流程"
        draft.blocks = [Listing(tuple(items), (f"{name}（共{len(items)}步）：",))]
        return draft


def _line(asked: Asked) -> tuple[Document, Provision] | None:
    """The line of steps in the documents found first that is on the matter."""
    terms = [t for t in asked.question.terms if not is_side(t.word) and not _FORM.search(t.word)]
    total = sum(t.weight for t in terms)
    ids = dict.fromkeys(hit.chunk.document_id for hit in asked.hits)
    best: tuple[float, tuple[Document, Provision]] | None = None
    for order, document_id in enumerate(distinct_documents(list(ids), asked.library)[:_LOOKED_AT]):
        document = asked.library.document(document_id)
        for provision in document.provisions:
            words = document.text[provision.start : provision.end]
            if len(_ARROW.findall(words)) < _FEWEST:
                continue
            about = fold(" ".join([document.title, *provision.path, words]))
            said = sum(t.weight * matched(t, about) for t in terms) / total if total else 0.0
            if said >= _ABOUT and (best is None or said - 0.2 * order > best[0]):
                best = said - 0.2 * order, (document, provision)
    return best[1] if best else None
