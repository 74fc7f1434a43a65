"""Attributes of a matter: papers, time, telephone, fee, place…, all that is known of each in one table.

A question for an amount is only answered by words that state an amount, one for a telephone number
only by a number, and so on. Where no relevant clause states it, the honest answer is 文件未规定.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.understanding.asked_for import is_asked_for
from assistant.understanding.value import EXCLUDES, asked_value, asks_excluded
from corpus.language.column_headers import ColumnRole

_AMOUNT = "金额"
_MONEY = re.compile("[元钱]|金额|额度|封顶|[补奖贴]多少|多少(?:补|奖|贴)")
_HOW_MUCH = "(?:各|分别|都|是|要|有|应|需|得|达|到|为|不)*(?:多少|多高|多大|几)"
_TABLE = Path(__file__).with_name("attributes.yaml")


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute; ``attributes.yaml`` says what its fields mean. ``stated`` is None where no form
    of words shows that it is stated, ``asked`` and ``of_row`` where it is not asked for that way."""

    name: str
    missing: str
    roles: tuple[ColumnRole, ...]
    asked: re.Pattern[str] | None
    of_row: re.Pattern[str] | None
    stated: re.Pattern[str] | None
    card: str = ""
    overview: bool = False
    suggest: str = ""
    of_heading: bool = False
    noun: re.Pattern[str] | None = None
    listed: bool = False
    of_document: bool = False


@lru_cache(maxsize=1)
def attributes() -> tuple[Attribute, ...]:
    """The table, read once."""
    return tuple(map(_attribute, yaml.safe_load(_TABLE.read_text(encoding="utf-8"))))


def asked_attributes(question: str) -> list[Attribute]:
    """Attributes that a question asks for and that documents state in a form of words.

    The noun before 多少 says what is asked: who asks for 电话多少 asks for no amount.
    """
    found = [a for a in attributes() if a.stated and a.asked and _asks(question, a.asked)]
    named = [a for a in found if a.noun and a.noun.search(question)]
    if named and not _MONEY.search(question):
        return [a for a in found if a.name != _AMOUNT]
    return found


def _asks(question: str, asked: re.Pattern[str]) -> bool:
    return any(is_asked_for(question, *match.span()) for match in asked.finditer(question))


def value_tests(question: str) -> tuple[list[Callable[[str], object]], bool]:
    """What the words must match that state the value asked for (empty where nothing tells), and
    whether the document as a whole states it (its telephone number) rather than one matter in it."""
    if asks_excluded(question):
        return [EXCLUDES.search], False
    asked = [a for a in asked_attributes(question) if not a.listed]
    value = asked_value(question)
    tests: list[Callable[[str], object]] = [value.search] if value else []
    tests = tests or [a.stated.search for a in asked if a.stated]
    return tests, bool(asked) and all(a.of_document for a in asked)


def asked_of_row(question: str, name: str) -> list[Attribute]:
    """Attributes that a question asks for of a row of a catalogue; words of the row's ``name``
    (执业资格认定) ask for nothing."""
    return [
        a
        for a in attributes()
        if a.of_row and any(match[0] not in name for match in a.of_row.finditer(question))
    ]


def _attribute(row: dict[str, Any]) -> Attribute:
    return Attribute(
        missing=row.pop("missing", row["name"]),
        roles=tuple(ColumnRole(role) for role in row.pop("roles", ())),
        asked=_any(row.pop("asked", [])),
        of_row=_any(row.pop("of_row", [])),
        stated=_any(row.pop("stated", [])),
        noun=re.compile(f"(?:{row.pop('noun')}){_HOW_MUCH}") if "noun" in row else None,
        **row,
    )


def _any(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None
