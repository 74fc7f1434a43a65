"""Who does it: the body in the first line, by the duty that the words which answer give to it."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.choice import Quote as Chosen
from assistant.answers.choice import choose
from assistant.blocks import Lead, Mark, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import matched
from assistant.stated import Stated
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.subject import is_side
from assistant.writing.material import material
from corpus.facts.duties.duty import Duty, Role
from corpus.language.words import content_words, fold

_SURELY = 0.45
_LIKELY = 0.5  # share of the kind from which a question is taken to ask for a body
_MOST = 2  # duties told
_ASKS_BODY = re.compile(
    "(?:哪(?:个|些|家)?|什么|啥)(?:部门|单位|机关|机构|厅|局|委)|谁|归哪|归口|找哪|部门[？?]?$|主管"
)
_NOT_PERSON = re.compile("叫什么|姓名|电话|号码|联系人|法定代表人")
_ABOUT = 0.7  # weighted share of the question's words that a task must say
_IN_CHARGE = re.compile("主管|监管|管理|统筹|归口|牵头")
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
        duties = duties or _duties_for(asked)
        return Bid(_SURELY, duties[:_MOST]) if duties else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The bodies, and the clauses."""
        duties: list[Stated[Duty]] = list({d.fact.name: d for d in reversed(bid.found)}.values())[
            ::-1
        ]
        draft = Draft()
        quotes: dict[Mark, Quote] = {}
        bodies: dict[tuple[Mark, str], list[str]] = {}
        for stated in duties:
            duty = stated.fact
            mark = draft.cite(stated.document, stated.provision, duty.start, duty.end)
            beside = [p for p in duty.partners if p not in {d.fact.name for d in duties}]
            part = f"，会同{'、'.join(beside)}{_part(duty)}" if beside else _part(duty)
            bodies.setdefault((mark, part), []).append(duty.name)
            quotes.setdefault(mark, Quote(stated.quote, mark, proof=True))
        for (mark, part), names in bodies.items():  # who leads together is named together
            draft.blocks.append(Lead((f"{'、'.join(dict.fromkeys(names))}{part}", mark)))
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


def _duties_for(asked: Asked) -> list[Stated[Duty]]:
    """The duties of the document found first whose task says most of what is asked, where the words that
    answer give none: 归谁管 is answered by who is in charge of it."""
    best = asked.fitting.best
    terms = [
        t for t in asked.question.terms if not is_side(t.word) and not _ASKS_BODY.search(t.word)
    ]
    total = sum(t.weight for t in terms)
    if best is None or not total:
        return []
    found: list[tuple[float, Stated[Duty]]] = []
    for stated in asked.resources.duties.of_document(best.document.document_id):
        words = fold(stated.quote)
        said = sum(t.weight * matched(t, words) for t in terms) / total
        charge = 0.3 * bool(_IN_CHARGE.search(stated.quote))
        if said >= _ABOUT and stated.fact.role in _ORDER:
            found.append((said + charge - 0.1 * _ORDER.index(stated.fact.role), stated))
    if not found:
        return []
    top = max(worth for worth, _ in found)
    return [stated for worth, stated in found if worth >= top - 1e-6]
