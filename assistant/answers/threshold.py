"""The user's own figure held against the bounds that documents set."""

from typing import ClassVar

from assistant.answers.barred import ELIGIBLE
from assistant.answers.base import Bid, Draft
from assistant.answers.rulings import Ruling, rule
from assistant.blocks import Lead, Mark, Quote
from assistant.evidence.asked import Asked

_SURELY = 0.85


class Threshold:
    """Answers 会不会, 够不够, 算不算 with the bound and what follows from it."""

    name: ClassVar[str] = "threshold"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the rulings, those of documents in force if there are any."""
        if not asked.question.compares:
            return None
        rulings = rule(asked.question, asked.evidence.candidates)
        binding = [r for r in rulings if r.candidate.document.metadata.validity.binding]
        return Bid(_SURELY, binding or rulings, settles_scope=True) if rulings else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """A verdict for each bound, then the words of the bounds."""
        rulings: list[Ruling] = bid.found
        draft = Draft()
        quotes: dict[Mark, Quote] = {}
        verdict = _verdict(asked.question.text, rulings)
        if verdict:  # what stands in the way comes first
            rulings = sorted(rulings, key=lambda r: r.inside)
        for ruling in rulings:
            chosen = ruling.candidate
            mark = draft.cite(chosen.document, chosen.provision, chosen.start, chosen.end)
            about = f"（{ruling.phrase_text}）" if len(rulings) > 1 else ""
            opening = verdict if not draft.blocks else ""
            draft.blocks.append(Lead((f"{opening}{ruling.conclusion()}{about}", mark)))
            quotes.setdefault(mark, Quote(chosen.text, mark, proof=True))
        draft.blocks += quotes.values()
        return draft


def _verdict(question: str, rulings: list[Ruling]) -> str:
    """能不能 answered in a word, where the bounds are conditions of one clause and no order to close."""
    clauses = {(r.candidate.document.document_id, r.candidate.start) for r in rulings}
    if not ELIGIBLE.search(question) or len(clauses) > 1 or any(r.phases_out for r in rulings):
        return ""
    return "符合这一条件：" if all(r.inside for r in rulings) else "不能："
