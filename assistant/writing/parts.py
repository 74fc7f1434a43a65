"""Which words of a text go with which number and which department.

``淘汰400立方米及以下高炉、30吨及以下转炉`` says nothing of 30吨及以下高炉; ``甲部门负责备案，乙部门负责用地``
says nothing of 乙部门负责备案. A text is cut into parts, each with what it is about.
"""

import re
from dataclasses import dataclass

from assistant.writing.measures import Measure, find_measures
from assistant.writing.plain import BORDER
from corpus.language.departments import DepartmentTable, Mention

# The word before a department that says in which role it acts.
_ROLES = {
    "会同": "会同", "联合": "会同", "协同": "会同", "商": "会同", "共同": "会同",
    "配合": "配合", "协助": "配合",
    "报": "向", "向": "向", "送": "向", "报送": "向", "经": "经", "报经": "经",
}  # fmt: skip
_ROLE = re.compile(
    "会同|联合|协同|共同|配合|协助|报经|报送|(?<!申)报|向|经(?!济|信|营|费)|商(?=有关|省|市|同级)"
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A department in a text, and how it acts there ("" as the one in charge)."""

    mention: Mention
    role: str


@dataclass(frozen=True, slots=True)
class Part:
    """Words between two commas, or around a 、 that separates two numbers.

    ``times`` and ``actors`` hold from their own part until the next one that names others;
    ``measures`` are its own; ``head`` is what stands before the first number of its phrase.
    """

    text: str
    measures: tuple[Measure, ...]
    times: frozenset[tuple[object, ...]]
    actors: tuple[Actor, ...]
    head: str


def cut(text: str, table: DepartmentTable) -> list[Part]:
    """The parts of a plain text."""
    parts: list[Part] = []
    times: frozenset[tuple[object, ...]] = frozenset()
    actors: tuple[Actor, ...] = ()
    for phrase in _phrases(text):
        measures = find_measures(phrase)
        bounds = [m for m in measures if not m.is_time]
        head = phrase[: bounds[0].start] if bounds else ""
        for piece in _pieces(phrase, measures):
            own = find_measures(piece)
            if now := frozenset(m.key for m in own if m.is_time):
                times = now
            if named := _actors(piece, table):
                actors = named
            parts.append(Part(piece, tuple(m for m in own if not m.is_time), times, actors, head))
        if phrase.endswith(("；", ";", "。")):
            actors = ()
    return parts


def _phrases(text: str) -> list[str]:
    """Phrases with the sign that ends each."""
    pieces = re.split(f"(?<={BORDER.pattern})", text)
    return [piece for piece in pieces if BORDER.sub("", piece)]


def _pieces(phrase: str, measures: list[Measure]) -> list[str]:
    """A phrase cut at each 、 that has a number on either side."""
    pieces, left = [], 0
    for match in re.finditer("、", phrase):
        before = any(left <= m.start and m.end <= match.start() for m in measures)
        after = any(m.start >= match.end() for m in measures)
        if before and after:
            pieces.append(phrase[left : match.start()])
            left = match.end()
    return [*pieces, phrase[left:]]


def _actors(piece: str, table: DepartmentTable) -> tuple[Actor, ...]:
    found = []
    for mention in table.find(piece):
        roles = _ROLE.findall(piece[: mention.start])
        found.append(Actor(mention, _ROLES.get(roles[-1], "") if roles else ""))
    return tuple(found)
