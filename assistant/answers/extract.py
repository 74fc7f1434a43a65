"""The words of the documents that answer best: what is left when no other kind is surer."""

from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.choice import Quote as Chosen
from assistant.answers.choice import choose, with_items
from assistant.answers.clarify import ELSEWHERE, of_places, of_size
from assistant.answers.refusal import NOTHING
from assistant.blocks import Lead, Paragraph, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import Candidate
from assistant.evidence.scope import only_places
from assistant.understanding.attributes import asked_attributes
from assistant.understanding.question import Question
from assistant.understanding.value import EXCLUDES, asks_excluded
from assistant.writing.material import WHOLE, material

_SURELY = 0.1
NOT_THERE = "资料库中没有找到直接写明这一点的内容。"
# Lead of the reader over "no answer" below which what was found is taken for no answer. On notices kept
# from training, laypeople's questions of law and news-like policies 13 of 46 quotes below it were right.
_UNREAD = -4.5


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
    read = asked.fitting_read
    best = evidence.best
    if read is not None and read.score < _UNREAD and best and not _plain(question, best):
        return _nearest(asked, best)
    draft = Draft()
    quotes = with_items(choose(question, evidence, read, asked.resources.parts))
    for quote in quotes:
        mark = draft.cite(quote.document, quote.provision, quote.start, quote.end)
        draft.blocks.append(Quote(quote.text, mark, around=quote.around))
    draft.options = of_places(question, evidence)
    asked_back = [of_size(question, quotes[0].text), ELSEWHERE if draft.options else ""]
    draft.blocks += [Paragraph((line,)) for line in asked_back if line]
    if not any(asked_back):  # what hangs on a word of the user is not left to a model
        whole = question.kind in WHOLE
        draft.material = material(tuple(draft.citations), evidence.candidates, whole)
    return draft


def _plain(question: Question, best: Candidate) -> bool:
    """Whether a clause may answer whatever the reader says: it states what is asked for, or the question
    was completed from an earlier one, which the reader never learnt to read."""
    if question.original != question.text:
        return True
    if asks_excluded(question.text):
        return bool(EXCLUDES.search(best.text))
    stated = [a.stated for a in asked_attributes(question.text) if a.listed and a.stated]
    return bool(stated) and all(pattern.search(best.text) for pattern in stated)


def _nearest(asked: Asked, clause: Candidate) -> Draft:
    """That nothing found answers, and what is nearest to it; of a matter that no document knows nothing is."""
    if only_places(asked.question, asked.evidence.foreign):
        return Draft([Lead((NOTHING,))], status="not_found")
    draft = Draft([Lead((NOT_THERE,))], status="not_found")
    mark = draft.cite(clause.document, clause.provision, clause.start, clause.end)
    draft.blocks.append(Quote(clause.text, mark, "最接近的条款是", proof=True))
    return draft


def quoted_clause(clause: Candidate) -> Draft:
    """One clause, with the list that it announces."""
    draft = Draft()
    chosen = Chosen(clause.document, clause.provision, clause.start, clause.end)
    for quote in with_items([chosen]):
        mark = draft.cite(quote.document, quote.provision, quote.start, quote.end)
        draft.blocks.append(Quote(quote.text, mark))
    return draft
