"""Who does it: the body in the first line, by the duty that the words which answer give to it."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.choice import Quote as Chosen
from assistant.answers.choice import choose
from assistant.blocks import Lead, Mark, Quote
from assistant.evidence.asked import Asked
from assistant.stated import Stated
from assistant.understanding.kinds import QuestionKind
from assistant.writing.material import material
from corpus.facts.duties.duty import Duty, Role
from corpus.language.words import content_words

_SURELY = 0.45
_LIKELY = 0.5  # share of the kind from which a question is taken to ask for a body
_MOST = 2  # duties told
_ASKS_BODY = re.compile(
    "(?:哪(?:个|些|家)?|什么|啥)(?:部门|单位|机关|机构|厅|局|委)|谁|归哪|归口|找哪|部门[？?]?$|主管"
)
_NOT_PERSON = re.compile("叫什么|姓名|电话|号码|联系人|法定代表人")
_ORDER = (Role.LEAD, Role.RESPONSIBLE, Role.TOGETHER, Role.SUPPORT)


class Who:
    """Names the body that a question asks for, and quotes the words that give it the task."""

    name: ClassVar[str] = "who"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the duties in the words that answer."""
        question = asked.question
        who = question.shares.get(QuestionKind.WHO, 0.0) >= _LIKELY
        if not who or not _ASKS_BODY.search(question.text) or _NOT_PERSON.search(question.text):
            return None
        quotes = choose(question, asked.fitting, asked.fitting_read, asked.resources.parts)
        duties = [d for quote in quotes[:1] for d in _duties_in(asked, quote)]
        return Bid(_SURELY, duties[:_MOST]) if duties else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The bodies, and the clauses."""
        duties: list[Stated[Duty]] = bid.found
        draft = Draft()
        quotes: dict[Mark, Quote] = {}
        for stated in duties:
            duty = stated.fact
            mark = draft.cite(stated.document, stated.provision, duty.start, duty.end)
            beside = f"，会同{'、'.join(duty.partners)}" if duty.partners else ""
            draft.blocks.append(Lead((f"{duty.name}{beside}{_part(duty)}", mark)))
            quotes.setdefault(mark, Quote(stated.quote, mark, proof=True))
        draft.blocks += quotes.values()
        draft.material = material(tuple(draft.citations), asked.fitting.candidates)
        return draft


def _part(duty: Duty) -> str:
    return "牵头。" if duty.role is Role.LEAD else "负责。"


def _duties_in(asked: Asked, quote: Chosen) -> list[Stated[Duty]]:
    """The duties that stand in or around the words, nearest to the question first."""
    found = asked.resources.duties.of_document(quote.document.document_id)
    inside = [
        d
        for d in found
        if d.fact.role in _ORDER and d.fact.start < quote.end and quote.start < d.fact.end
    ]
    words = content_words(asked.question.text)

    def near(stated: Stated[Duty]) -> tuple[int, int]:
        told = sum(word in stated.fact.task for word in words)
        return (-told, _ORDER.index(stated.fact.role))

    best = sorted(inside, key=near)
    if not best:
        return []
    top = near(best[0])
    # several bodies that share one task are named together
    return [d for d in best if near(d) == top]
