"""The words of the documents that answer best: what is left when no other kind is surer."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.choice import Quote as Chosen
from assistant.answers.choice import choose, with_items
from assistant.answers.clarify import ELSEWHERE, of_places, of_size
from assistant.blocks import Paragraph, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import Candidate
from assistant.writing.material import material

_SURELY = 0.1


class Extract:
    """Quotes clauses by rules, the span that the reader found, or both."""

    name: ClassVar[str] = "extract"

    def bid(self, asked: Asked) -> Bid | None:
        """Always something."""
        return Bid(_SURELY)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The quotes, and what to ask back where a fact that is left open decides the answer."""
        return extracted(asked)


def extracted(asked: Asked) -> Draft:
    """The quotes for a question; an answer that asks nothing back may be written by a model."""
    question, evidence = asked.question, asked.fitting
    draft = Draft()
    quotes = with_items(choose(question, evidence, asked.fitting_read, asked.resources.parts))
    for quote in quotes:
        mark = draft.cite(quote.document, quote.provision, quote.start, quote.end)
        draft.blocks.append(Quote(quote.text, mark, around=quote.around))
    draft.options = of_places(question, evidence)
    asked_back = [of_size(question, quotes[0].text), ELSEWHERE if draft.options else ""]
    draft.blocks += [Paragraph((line,)) for line in asked_back if line]
    if not any(asked_back):  # what hangs on a word of the user is not left to a model
        draft.material = material(tuple(draft.citations), evidence.candidates)
    return draft


def quoted_clause(clause: Candidate) -> Draft:
    """One clause, with the list that it announces."""
    draft = Draft()
    chosen = Chosen(clause.document, clause.provision, clause.start, clause.end)
    for quote in with_items([chosen]):
        mark = draft.cite(quote.document, quote.provision, quote.start, quote.end)
        draft.blocks.append(Quote(quote.text, mark))
    return draft
