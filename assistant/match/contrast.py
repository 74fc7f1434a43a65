"""Words of which one excludes the others: 国家级 and 市级, 国产 and 进口, 工业 and 服务业."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.match.words import Words

_TABLE = Path(__file__).with_name("contrasts.yaml")
_LEVELS = 0  # the first group: of a level, 以上/及以上 takes in the higher ones
_UPWARDS = re.compile("(?:及其?)?以上")


@lru_cache(maxsize=1)
def _groups() -> tuple[tuple[re.Pattern[str], ...], ...]:
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(tuple(re.compile(member.removeprefix("=")) for member in row) for row in rows)


@lru_cache(maxsize=1)
def _usual() -> tuple[frozenset[int], ...]:
    """For each group, the member that is meant where none is named."""
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return tuple(
        frozenset(n for n, member in enumerate(row) if member.startswith("=")) for row in rows
    )


@lru_cache(maxsize=20_000)
def members(plain: str) -> tuple[frozenset[int], ...]:
    """For each group, which of its members a text in the one form names."""
    found = [
        frozenset(n for n, member in enumerate(group) if member.search(plain))
        for group in _groups()
    ]
    if _UPWARDS.search(plain) and found[_LEVELS]:
        found[_LEVELS] = frozenset(range(max(found[_LEVELS]) + 1))
    return tuple(found)


def opposed(wanted: str, told: Words) -> bool:
    """Whether a text asks for one member of a group and what is told, on the same thing, names only
    another."""
    groups = zip(members(wanted), members(told.text), _usual(), strict=True)
    return any(
        asked and not asked & (named or usual) for asked, named, usual in groups if named or usual
    )


def named(wanted: str, told: Words) -> bool:
    """Whether what is told names the very member of a group that a text asks for."""
    groups = zip(members(wanted), members(told.text), strict=True)
    return any(asked & told_of for asked, told_of in groups)


def levels(plain: str) -> frozenset[int]:
    """The levels of government whose recognition a text names."""
    return members(plain)[_LEVELS]
