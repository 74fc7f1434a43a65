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


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))
