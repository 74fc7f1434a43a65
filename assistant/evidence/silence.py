"""Details that people ask for and documents often leave out.

A question for an amount is only answered by words that state an amount, one for a telephone number
only by a number, and so on. Where no relevant clause states it, the honest answer is 文件未规定.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("details.yaml")


@dataclass(frozen=True, slots=True)
class Detail:
    """A kind of detail: what to call it, how it is asked for, and what states it."""

    name: str
    asked: re.Pattern[str]
    stated: re.Pattern[str]


@lru_cache(maxsize=1)
def details() -> tuple[Detail, ...]:
    """The table ``details.yaml``, read once."""
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(Detail(row["name"], _any(row["asked"]), _any(row["stated"])) for row in rows)


def asked_details(question: str) -> list[Detail]:
    """Details that a question asks for."""
    return [detail for detail in details() if detail.asked.search(question)]


# Leads of the reader over "no answer". Where the words that it found state the detail, a fair lead
# shows that they do answer; else only a lead that no silent question of the development set reaches.
_FAIR, _CERTAIN = 2.0, 11.5


def settled(lead: float, words: str, question: str) -> bool:
    """Whether words that were read answer a question that by its form is left unanswered.

    Args:
        lead: of the reading over "no answer", a difference of logits.
        words: the sentence that was read.
    """
    details = asked_details(question)
    stated = bool(details) and all(detail.stated.search(words) for detail in details)
    return lead >= (_FAIR if stated else _CERTAIN)


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
