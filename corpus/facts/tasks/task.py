"""The noun Task: what has to be done, by whom, until when, with which figures."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Self

from corpus.facts.base import Fact
from corpus.facts.tasks.targets import Direction, Target


@dataclass(frozen=True, slots=True)
class Due:
    """When a task is due: the words, and the last day as an ISO date ("" where they name none).
    ``term`` is the value of a ``Term``."""

    text: str = ""
    day: str = ""
    term: str = ""

    @property
    def last(self) -> date | None:
        """The last day."""
        return date.fromisoformat(self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Task(Fact):
    """A task of a plan, an opinion or a notice at ``start``..``end``, its number and what names the
    bodies included. ``lead`` and ``partners`` are names as written; both may be empty (a goal).
    ``section``: its legal address."""

    kind: ClassVar[str] = "task"
    label: ClassVar[str] = "任务"
    title: str
    lead: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    due: Due = Due()
    targets: tuple[Target, ...] = ()
    section: str = ""

    @property
    def bodies(self) -> tuple[str, ...]:
        """Everybody who is charged, the lead first."""
        return (*self.lead, *self.partners)

    @property
    def line(self) -> str:
        """What, who, until when, how much."""
        parts = [self.title]
        if self.lead:
            parts.append(f"牵头：{'、'.join(self.lead)}")
        if self.partners:
            parts.append(f"配合：{'、'.join(self.partners)}")
        if self.due.text:
            parts.append(f"时限：{self.due.text}")
        if self.targets:
            parts.append(f"指标：{'；'.join(t.text for t in self.targets)}")
        return "　".join(parts)

    def to_json(self) -> dict[str, Any]:
        """Its own fields as plain JSON values."""
        values = asdict(self)
        del values["start"], values["end"]
        return values

    @classmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The task that ``to_json`` gave these values of."""
        made = {
            **values,
            "lead": tuple(values["lead"]),
            "partners": tuple(values["partners"]),
            "due": Due(**values["due"]),
            "targets": tuple(
                Target(t["text"], t["value"], t["unit"], Direction(t["direction"]))
                for t in values["targets"]
            ),
        }
        return cls(start, end, **made)
