"""A profile as statements, each of which holds or does not, with its words, quantities and days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.match.days import Days, days_in
from assistant.match.implied import implied_words
from assistant.match.profile import Profile
from assistant.match.quantities import Quantity, grown, quantities, quantity_of_fact
from assistant.match.words import Words, together, words_of

_SPLIT = re.compile("[，；;。\n]|,(?![0-9])")
_BRACKETS = re.compile("[（(]([^（）()]+)[）)]")
_NO = re.compile("^(?:否|无|没有|没|不是|0|未|暂无|不|尚未.*|没有.*|未.{0,4})$")
_YES = re.compile("^(?:是|有|已|对|√|yes)$", re.IGNORECASE)
_NOT = re.compile(
    "^(?:还|也|都)?(?:没有?|未|尚未|并未|无(?!人|线|锡|形|机)|不是|不在|不属于|非(?!遗|公|物质))"
)
_WHETHER = re.compile("^(?:是否|有无|有没有|是不是)(?:为|属于|有)?")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a profile says: ``text`` as it is shown, whether it ``holds``, its words."""

    text: str
    holds: bool
    words: Words
    quantities: tuple[Quantity, ...] = ()
    days: tuple[Days, ...] = ()


class Told:
    """All that a profile says."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        own = tuple(_statements(profile))
        self.statements = (*own, *implied(own, profile.industry))

    @cached_property
    def held(self) -> tuple[Statement, ...]:
        """What holds."""
        return tuple(s for s in self.statements if s.holds)

    @cached_property
    def denied(self) -> tuple[Statement, ...]:
        """What does not hold."""
        return tuple(s for s in self.statements if not s.holds)

    @cached_property
    def words(self) -> Words:
        """The words of all that holds, and of place and kind."""
        return together([self.around, *(s.words for s in self.held)])

    @cached_property
    def around(self) -> Words:
        """The words of place and kind."""
        return words_of(f"{self.profile.place} {self.profile.kind}")

    @cached_property
    def quantities(self) -> tuple[tuple[Quantity, Statement], ...]:
        """Every quantity with the statement that gives it; what has grown comes last."""
        given = [(q, s) for s in self.held for q in s.quantities]
        more = [(q, _derived(q)) for q in grown([q for q, _ in given])]
        return (*given, *more)


def _derived(quantity: Quantity) -> Statement:
    text = f"{quantity.label}（{quantity.words}）"
    return Statement(text, True, words_of(quantity.label), (quantity,))


def _statements(profile: Profile) -> Iterator[Statement]:
    for beside in _BRACKETS.findall(profile.place):  # 朝阳区（文化产业园区内）
        yield from _of_text(beside)
    for value in (profile.industry, *profile.qualifications, *profile.plans):
        yield from _of_text(value)
    for statement in _of_text(profile.size):
        named = tuple(
            replace(q, label="从业人员") if q.dimension == "人数" and not q.label else q
            for q in statement.quantities
        )
        heads = any(q.label == "从业人员" for q in named)
        words = words_of(f"从业人员{statement.text}") if heads else statement.words
        yield replace(statement, quantities=named, words=words)
    for name, value in profile.facts.items():
        yield from _of_fact(name, value)


def _of_text(text: str) -> Iterator[Statement]:
    parts = [part.strip() for part in _SPLIT.split(text) if part.strip()]
    for part in parts:
        denied = _NOT.match(part)
        words = words_of(part[denied.end() :] if denied else part)
        # a part takes its subject from the whole, so the whole is looked at for its figures
        yield Statement(part, not denied, words, tuple(quantities(part)), tuple(days_in(part)))


def _of_fact(name: str, value: str) -> Iterator[Statement]:
    label = _WHETHER.sub("", name).replace("_", "")
    if _NO.match(value) and not _FIGURE_NAME.search(name):
        yield Statement(f"{name}：{value}", False, words_of(label))
        return
    if _YES.match(value):
        yield Statement(label, True, words_of(label))
        return
    given = tuple(quantity_of_fact(name, value))
    zero = bool(given) and not any(q.value for q in given)
    words = words_of(label if zero else f"{label} {value}")
    yield Statement(f"{label}：{value}", not zero, words, given, tuple(days_in(value, label)))


_FIGURE_NAME = re.compile("日期|时间")


def implied(own: tuple[Statement, ...], industry: str) -> Iterator[Statement]:
    """What follows from what is said: from the head count how large the enterprise is, from a title
    what it takes to have it."""
    held = [s for s in own if s.holds]
    said = "\n".join(s.words.text for s in held)
    given = [q for s in held for q in s.quantities]
    for words, because in implied_words(said, industry, given):
        yield Statement(because, True, words_of(words))
