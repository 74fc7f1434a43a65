"""The noun Duty: one body, its part in one task, and the words that say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document, Provision
from corpus.facts.duties.actors import Actor
from corpus.language.departments import Department


class Role(StrEnum):
    """How a body takes part."""

    LEAD = "牵头"
    RESPONSIBLE = "负责"
    TOGETHER = "会同"
    SUPPORT = "配合"
    MEMBER = "成员单位"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A task given to a body by the words at ``start``..``end``, before it is known whose words.

    ``condition`` says when or for whom the task is due, "" where the words name nothing.
    """

    actor: Actor
    role: Role
    task: str
    start: int
    end: int
    partners: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. ``start``/``end`` span the clause in the document; ``task`` is a part of it."""

    name: str
    department: Department | None
    role: Role
    task: str
    partners: tuple[str, ...]
    document: Document
    provision: Provision
    start: int
    end: int
    condition: str = ""


def duty_of(given: Assignment, document: Document, provision: Provision) -> Duty:
    """The duty that a provision of a document gives: the only place where one is made."""
    return Duty(
        given.actor.name,
        given.actor.department,
        given.role,
        given.task,
        given.partners,
        document,
        provision,
        given.start,
        given.end,
        given.condition,
    )


def duties_of(department: Department, duties: Iterable[Duty]) -> list[Duty]:
    """Those of a department: led first, then responsible, shared, supporting."""
    order = list(Role)
    mine = [d for d in duties if d.department and d.department.key == department.key]
    return sorted(mine, key=lambda d: order.index(d.role))
