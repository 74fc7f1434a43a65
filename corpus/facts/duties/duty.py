"""The noun Duty: one body, its part in one task, and the words that say so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Self

from corpus.facts.base import Fact
from corpus.facts.duties.actors import Actor


class Role(StrEnum):
    """How a body takes part."""

    LEAD = "牵头"
    RESPONSIBLE = "负责"
    TOGETHER = "会同"
    SUPPORT = "配合"
    MEMBER = "成员单位"


@dataclass(frozen=True, slots=True)
class Duty(Fact):
    """One duty. ``name`` is the body as the document names it, ``department`` the key of the
    department that it is, "" where the table knows none; ``task`` is a part of the words at
    ``start``..``end``, ``partners`` are the bodies beside; ``condition`` says when or for whom the
    task is due, "" where the words name nothing."""

    kind: ClassVar[str] = "duty"
    label: ClassVar[str] = "职责"
    name: str
    department: str
    role: Role
    task: str
    partners: tuple[str, ...] = ()
    condition: str = ""

    @property
    def subject(self) -> tuple[str, str]:
        """The department and the name."""
        return self.department, self.name

    @property
    def holder(self) -> str:
        """Under which name it is listed: its department's, or the body's own."""
        return self.department or self.name

    @property
    def line(self) -> str:
        """Who, how, what."""
        beside = f"　会同：{'、'.join(self.partners)}" if self.partners else ""
        condition = f"　条件：{self.condition}" if self.condition else ""
        return f"［{self.role}］{self.name}：{self.task}{condition}{beside}"

    @classmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The duty that ``to_json`` gave these values of."""
        lists = {"role": Role(values["role"]), "partners": tuple(values["partners"])}
        return cls(start, end, **{**values, **lists})


def duty_of(
    actor: Actor,
    role: Role,
    task: str,
    start: int,
    end: int,
    partners: tuple[str, ...] = (),
    condition: str = "",
) -> Duty:
    """The duty that the words at ``start``..``end`` give to an actor."""
    key = actor.department.key if actor.department else ""
    return Duty(start, end, actor.name, key, role, task, partners, condition)
