"""Departments by any of their names: in old documents, in speech, and today.

The table is ``corpus/language/departments.yaml``; an administrator edits it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_TABLE = Path(__file__).with_name("departments.yaml")
_SUFFIXES = "行政主管部门|主管部门|管理部门|部门|委员会|总局|厅|局|委|部|办"
# 省、市、县 before a name belong to the mention; "某省" names are kept whole by the pattern.
_LEVEL = "(?:国家|省级|市级|县级|省|市|县|区|各级|各地|当地|属地)?"


@dataclass(frozen=True, slots=True)
class Department:
    """One line of the table. ``key`` names the function, not an office of one level."""

    key: str
    stems: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    today: str = ""
    scope: tuple[str, ...] = ()
    scoped_today: str = ""
    successors: tuple[str, ...] = ()
    change: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A department named in a text: ``text[start:end]`` is the name as it stands there."""

    department: Department
    start: int
    end: int
    name: str


class DepartmentTable:
    """Finds departments in text and tells what they are called today."""

    def __init__(self, departments: list[Department]) -> None:
        self.departments = {d.key: d for d in departments}
        self._by_name = {name: d for d in departments for name in (*d.stems, *d.names)}
        stems = _longest_first(stem for d in departments for stem in d.stems)
        names = _longest_first(name for d in departments for name in d.names)
        self._full = re.compile(f"{_LEVEL}(?:(?P<name>{names})|(?P<stem>{stems})(?:{_SUFFIXES}))")
        # 发展改革、国土资源、环保等部门: the members of a list share the last one's suffix
        item = f"{_LEVEL}(?:{names}|(?:{stems})(?:{_SUFFIXES})?)"
        self._list = re.compile(
            f"{item}(?:[、，和与及]{item})*?[、和与及]{item}(?:等|等有关|等相关)?(?:{_SUFFIXES}|单位)"
        )
        self._bare = re.compile(f"(?P<stem>{stems}|{names})")

    def find(self, text: str) -> list[Mention]:
        """Return the departments named in ``text``, in order, without overlaps."""
        found: dict[int, Mention] = {}
        for match in self._list.finditer(text):
            for bare in self._bare.finditer(text, match.start(), match.end()):
                full = self._full_around(text, bare)
                found[bare.start()] = self._mention(full or bare, bare)
        taken = [(m.start, m.end) for m in found.values()]
        for match in self._full.finditer(text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                found[match.start()] = self._mention(match, match)
        return sorted(found.values(), key=lambda m: m.start)

    def _full_around(self, text: str, bare: re.Match[str]) -> re.Match[str] | None:
        """The whole name around a bare stem: with its level before it and its suffix after it."""
        for start in range(max(0, bare.start() - 2), bare.start() + 1):
            full = self._full.match(text, start)
            if full and full.end() >= bare.end():
                return full
        return None

    def _mention(self, span: re.Match[str], named: re.Match[str]) -> Mention:
        groups = named.groupdict()
        name = groups.get("name") or groups["stem"]
        return Mention(self._by_name[name], span.start(), span.end(), span[0])

    def resolve(self, name: str) -> Department | None:
        """Return the department that ``name`` stands for: full, short or bare (消防), else None."""
        name = name.strip()
        for mention in self.find(name):
            if mention.end - mention.start >= len(name) - 6:
                return mention.department
        stripped = re.sub("^(?:[\u4e00-\u9fff]{2,6}?(?:省|市|县|区)|省|市|县)", "", name)
        return self._by_name.get(name) or self._by_name.get(stripped)

    def today(self, name: str, department: Department, task: str = "") -> str:
        """What ``name`` is called today, with its own suffix (国土资源厅 → 自然资源厅), "" if unchanged.

        ``task`` decides where only part of a department's work moved (规划认定 → 自然资源部门).
        """
        if department.successors:
            return "、".join(department.successors)
        scoped = any(word in task for word in department.scope)
        stem = department.scoped_today if scoped else department.today
        if not stem or stem in name:
            return ""
        suffix = re.search(f"(?:{_SUFFIXES})$", name)
        level = re.match(_LEVEL, name)
        return f"{level[0] if level else ''}{stem}{suffix[0] if suffix else '部门'}"

    def known_names(self, department: Department) -> list[str]:
        """Names people may use for it, for display and completion."""
        usual = [f"{stem}部门" for stem in department.stems]
        return list(dict.fromkeys([*usual, *department.names]))


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=1)
def department_table() -> DepartmentTable:
    """The table that ships with the project, read once."""
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return DepartmentTable([_department(row) for row in rows])


def _department(row: dict[str, Any]) -> Department:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Department(**values)
