"""What documents that contradict each other say, each under its name."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.clashes import LEAD, clashing, named
from assistant.blocks import Lead, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import Candidate

_SURELY = 0.4


class Contradiction:
    """Shows clauses side by side that state different figures for the same thing."""

    name: ClassVar[str] = "contradiction"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the clauses, higher and newer ones first."""
        best, candidates = asked.evidence.best, asked.evidence.candidates
        clash = clashing(best, candidates) if best else []
        return Bid(_SURELY, clash) if clash else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """One quote a document."""
        clash: list[Candidate] = bid.found
        draft = Draft([Lead((LEAD,))])
        for clause in clash:
            mark = draft.cite(clause.document, clause.provision, clause.start, clause.end)
            draft.blocks.append(Quote(clause.text, mark, named(clause.document)))
        return draft
