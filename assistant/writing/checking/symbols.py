"""Texts in which every figure and every department is one character.

30%以上 and 百分之三十以上 become the same character, 30% another; a department and its name of today
become the same one. What is then compared character by character cannot take one for another.
"""

from dataclasses import dataclass

from assistant.writing.actors import Actor, actors_of
from assistant.writing.measures import Measure, find_measures
from assistant.writing.names import same_actor
from corpus.language.departments import DepartmentTable

_FIGURES, _ACTORS = 0xE000, 0xF000  # private use: no text that was read has them


def is_figure(c: str) -> bool:
    """Whether a character stands for a figure."""
    return _FIGURES <= ord(c) < _ACTORS


def is_actor(c: str) -> bool:
    """Whether a character stands for a department."""
    return _ACTORS <= ord(c) < 0xF900


def is_symbol(c: str) -> bool:
    """Whether a character stands for a figure or a department."""
    return is_figure(c) or is_actor(c)


@dataclass(frozen=True, slots=True)
class Written:
    """``text`` with symbols; the figures and departments that have none in the other text."""

    text: str
    strange_figures: tuple[Measure, ...] = ()
    strange_actors: tuple[Actor, ...] = ()


class Alphabet:
    """The symbols of one unit's figures and departments."""

    def __init__(self, unit: str, table: DepartmentTable) -> None:
        self._table = table
        self._keys: list[tuple[object, ...]] = []
        self.times: set[str] = set()
        for measure in find_measures(unit):
            if measure.key not in self._keys:
                self._keys.append(measure.key)
            if measure.is_time:
                self.times.add(chr(_FIGURES + self._keys.index(measure.key)))
        self.actors: list[Actor] = []
        for actor in actors_of(unit, table):
            if self._place(actor) < 0:
                self.actors.append(actor)
        self.unit = self.write(unit).text

    def write(self, text: str) -> Written:
        """``text`` (spelt) with a symbol for each figure and department of the unit."""
        spans: list[tuple[int, int, str]] = []
        figures, strangers = [], []
        for measure in find_measures(text):
            if measure.key in self._keys:
                at = self._keys.index(measure.key)
                spans.append((measure.start, measure.end, chr(_FIGURES + at)))
            else:
                figures.append(measure)
        for actor in actors_of(text, self._table):
            at = self._place(actor)
            mention = actor.mention
            if any(s < mention.end and mention.start < e for s, e, _ in spans):
                continue
            if at < 0:
                strangers.append(actor)
            else:
                spans.append((mention.start, mention.end, chr(_ACTORS + at)))
        for start, end, symbol in sorted(spans, reverse=True):
            text = text[:start] + symbol + text[end:]
        return Written(text, tuple(figures), tuple(strangers))

    def role(self, symbol: str) -> str:
        """In which role the department of a symbol acts in the unit ("" as the one in charge)."""
        return self.actors[ord(symbol) - _ACTORS].role

    def limits(self, symbol: str) -> bool:
        """Whether a figure limits what it stands beside: all but a bare length of time (未来五年)."""
        kind, dimension, *rest = self._keys[ord(symbol) - _FIGURES]
        if kind != "figure" or dimension not in ("天数", "月数", "年限"):
            return True
        bound, beside = rest[1], rest[-1]
        return bound is not None or beside != "_"

    def _place(self, said: Actor) -> int:
        exact = [i for i, held in enumerate(self.actors)
                 if held.role == said.role and held.mention.name == said.mention.name]  # fmt: skip
        near = [i for i, held in enumerate(self.actors) if same_actor(said, held, self._table)]
        return next(iter([*exact, *near]), -1)
