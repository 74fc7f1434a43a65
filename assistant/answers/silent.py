"""文件未规定: an attribute is asked for that no relevant clause states."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Paragraph, Quote
from assistant.evidence.asked import Asked
from assistant.evidence.silence import unstated
from corpus.document import Document
from corpus.facts.duties.duty import Role
from corpus.facts.measures.measure import Measure
from corpus.language.figures import find_figures

_SURELY = 0.6
_GRANTED = re.compile(
    "(?:补贴|补助|奖励|奖补|贴息|资助|扶持|[补奖贴拿给])[^，。；]{0,6}(?:多少(?!个|家|人|项|天)|几[万千百])|最[高多][^，。；]{0,4}(?:补|奖|贴|给|拿|资助)[^，。；]{0,4}(?:多少|几)"
)


class Silent:
    """Says what is not stated, shows the nearest clause, and whom to ask."""

    name: ClassVar[str] = "silent"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the name of the attribute."""
        missing = _missing(asked)
        return Bid(_SURELY, missing) if missing and not asked.read_settles else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The attribute that is missing, and what is nearest to it."""
        return silence(asked, bid.found)


def silence(asked: Asked, missing: str) -> Draft:
    """The answer that ``missing`` is stated nowhere."""
    draft = Draft([Lead((f"文件未规定{missing}。",))], status="not_found")
    if best := asked.evidence.best:
        mark = draft.cite(best.document, best.provision, best.start, best.end)
        draft.blocks.append(Quote(best.text, mark, "最接近的条款是", proof=True))
        if contact := _contact(asked, best.document):
            draft.blocks.append(Paragraph((f"具体情况可向{contact}咨询。",)))
    return draft


def _missing(asked: Asked) -> str:
    """Name of an attribute that is asked for and stated nowhere, or ""."""
    question = asked.question
    missing = unstated(question.text, asked.evidence.candidates, question.terms)
    bound = question.asks_bound and not _says_figure(asked)
    missing = missing or ("金额" if _pays_nothing(asked) else "")
    return missing or ("针对该对象的界限标准" if bound else "")


def _pays_nothing(asked: Asked) -> bool:
    """Whether the question asks how much is granted and the document of the best clause grants nothing
    of which it tells how much: a bound of turnover in it (不低于3000万元) is no grant."""
    best = asked.evidence.best
    if best is None or not _GRANTED.search(asked.question.text):
        return False
    facts = asked.library.store.facts
    if not facts.are_current():
        return False  # extracted by other code, which may have known of no measures
    granted = facts.find(Measure, document_id=best.document.document_id)
    return not any(measure.fact.amounts for measure in granted)


def _says_figure(asked: Asked) -> bool:
    """Whether the best clause has the very figure of the question: it speaks of that, if not as a bound."""
    figures = {(f.value, f.dimension) for f in asked.question.figures}
    best = asked.evidence.best
    said = find_figures(best.text) if best else []
    return any((f.value, f.dimension) in figures for f in said)


def _contact(asked: Asked, document: Document) -> str:
    """The body that leads most of the document's work, by its name today; else who issued it."""
    for stated in asked.resources.duties.of_document(document.document_id):
        duty, department = stated.fact, asked.table.departments.get(stated.fact.department)
        if duty.role is Role.LEAD and department:
            return asked.table.today(duty.name, department) or duty.name.removeprefix("各级")
    return document.metadata.issuer
