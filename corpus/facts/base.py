"""The noun Fact: what the words of a document state, as a record that a program can query."""

from abc import ABC, abstractmethod
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Self


@dataclass(frozen=True, slots=True)
class Fact(ABC):
    """One statement. ``start``/``end`` are the offsets of the words that say it in the text of its
    document, so a fact is stored, and means the same, without the document at hand.

    A kind is a subclass with fields of its own, plain JSON values or what ``from_json`` makes of
    them; ``kind`` names it in the store, ``label`` to a reader.
    """

    kind: ClassVar[str]
    label: ClassVar[str]
    start: int
    end: int

    @property
    def subject(self) -> tuple[str, str]:
        """What it is found by: the key of an entry in a table of the corpus, such as a department,
        and the name that stands in the document; "" where there is none."""
        return "", ""

    @property
    @abstractmethod
    def line(self) -> str:
        """What it states, in one Chinese line."""

    def to_json(self) -> dict[str, Any]:
        """Its own fields as plain JSON values, without ``start`` and ``end``."""
        values = asdict(self)
        del values["start"], values["end"]
        return values

    @classmethod
    @abstractmethod
    def from_json(cls, start: int, end: int, values: dict[str, Any]) -> Self:
        """The fact that ``to_json`` gave these values of."""
