"""What a query of the page 查职责 finds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.duties.register import DutyGroup, DutyRegister
from assistant.library import Library
from assistant.stated import Stated
from corpus.document import Document
from corpus.facts.duties.duty import Duty, Role
from pages.duties.query import DutyQuery

_ORDER = list(Role)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the matrix: a task of a document, and the part of each body in it by its name."""

    duty: Stated[Duty]
    roles: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """``group`` where a department was asked for, ``document`` where one was; ``duties`` are those
    of the chosen role, ``counts`` how many there are by role."""

    query: DutyQuery
    duties: tuple[Stated[Duty], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    group: DutyGroup | None = None
    document: Document | None = None


def find(query: DutyQuery, register: DutyRegister, library: Library) -> Found:
    """The duties that a query asks for.

    Raises:
        UnknownDepartmentError: nobody of that name; UnknownDocumentError: no such document.
    """
    document = library.document(query.document_id) if query.document_id else None
    group = None
    duties: Sequence[Stated[Duty]] = ()
    if query.department:
        group = register.of_department(query.department)
        duties = group.duties
        if document is not None:
            # of the document itself: the register leaves out what repeats another one's text
            own = register.of_document(document.document_id)
            mine = {d.fact.holder for d in duties}
            duties = [d for d in own if d.fact.holder in mine]
            duties = sorted(duties, key=lambda d: _ORDER.index(d.fact.role))
    elif document is not None:
        duties = register.of_document(document.document_id)
    counted = Counter(d.fact.role.value for d in duties)
    counts = tuple((role.value, counted[role.value]) for role in Role if counted[role.value])
    if query.role not in counted:
        query = replace(query, role="")
    chosen = tuple(d for d in duties if query.role in ("", d.fact.role.value))
    return Found(query, chosen, counts, group, document)


def tasks_of(duties: Sequence[Stated[Duty]]) -> tuple[list[str], list[Task]]:
    """The holders of a document's duties, most first, and its tasks in reading order."""
    counts = Counter(d.fact.holder for d in duties)
    tasks: dict[tuple[int, str], Task] = {}
    for duty in sorted(duties, key=lambda d: d.fact.start):
        task = tasks.setdefault((duty.provision.start, duty.fact.task), Task(duty, {}))
        name = duty.fact.holder
        task.roles[name] = tuple(dict.fromkeys((*task.roles.get(name, ()), duty.fact.role.value)))
    return [name for name, _ in counts.most_common()], list(tasks.values())
