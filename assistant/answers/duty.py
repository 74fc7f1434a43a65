"""What a department has to do."""

from typing import ClassVar

from assistant.answers.base import MAX_QUOTES, Bid, Draft
from assistant.answers.extract import extracted
from assistant.answers.silent import silence
from assistant.blocks import Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import distinct_documents
from assistant.stated import Stated
from assistant.understanding.kinds import QuestionKind
from assistant.understanding.question import Question
from corpus.facts.duties.duty import Duty, Role

_SURELY = 0.8
_LONGEST = 120  # characters of a task


class DutiesOfDepartment:
    """Lists the duties of a department that the question names."""

    name: ClassVar[str] = "duty"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: its duties in the documents that were retrieved, none where these give it none."""
        question = asked.question
        if not question.departments or not _about_duties(question):
            return None
        department = question.departments[0].department
        ids = list(dict.fromkeys(h.chunk.document_id for h in asked.evidence.hits))
        distinct = distinct_documents(ids, asked.library)
        duties = asked.resources.duties.of_department_in(department, distinct)
        binding = [d for d in duties if d.document.metadata.validity.binding]
        return Bid(_SURELY, binding or duties, settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The duties, the asked ones first; without any what the reader found, or that none is given."""
        mention = asked.question.departments[0]
        if not bid.found:
            missing = f"“{mention.name}”的职责"
            return extracted(asked) if asked.read_settles else silence(asked, missing)
        distinct = {(d.document.document_id, d.fact.role, d.fact.task): d for d in bid.found}
        ranked = _most_relevant(list(distinct.values()), asked.question)
        draft = Draft(department=mention.department)
        items: list[Text] = []
        for duty in ranked:
            fact = duty.fact
            if draft.quoted() + fact.end - fact.start <= MAX_QUOTES:
                mark = draft.cite(duty.document, duty.provision, fact.start, fact.end)
                items.append((f"{fact.role.value}：{_short(fact.task)}", mark))
        draft.blocks.append(Listing(tuple(items)))
        if left := len(ranked) - len(items):
            rest = f"共 {len(ranked)} 项，另有 {left} 项未列出，可在部门职责中查看全部。"
            draft.blocks.append(Paragraph((rest,)))
        return draft


def _about_duties(question: Question) -> bool:
    """Whether a question that names a department asks for its work: in words, or by naming it only."""
    if question.kind is not QuestionKind.CONTENT:
        return question.kind is QuestionKind.DUTY
    named = "".join(m.name for m in question.departments)
    return all(t.word in named for t in question.terms)


def _most_relevant(duties: list[Stated[Duty]], question: Question) -> list[Stated[Duty]]:
    """Duties whose words the question shares come first; else by role, one's own before shared."""
    named = "".join(m.name for m in question.departments)
    asked = [t for t in question.terms if t.weight > 3 and t.word not in named]
    roles = list(Role)

    def shared(duty: Duty) -> float:
        return sum(t.weight for t in asked if any(w in duty.task for w in (t.word, *t.meanings)))

    def rank(stated: Stated[Duty]) -> tuple[float, int, int]:
        duty = stated.fact
        return -shared(duty), roles.index(duty.role), len(duty.partners)

    return sorted(duties, key=rank)


def _short(task: str) -> str:
    return task if len(task) <= _LONGEST else task[: _LONGEST - 1] + "…"
