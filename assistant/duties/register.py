"""Duties by department and by document, as the store holds them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.errors import UnknownDepartmentError
from assistant.library import Library
from assistant.stated import Stated, stated
from corpus.facts.duties.duty import Duty, Role
from corpus.language.departments import Department, department_table

_ORDER = list(Role)  # led first, then responsible, shared, supporting


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """The duties of one department or body, led first. ``today`` is its name today, "" where that
    is not known; ``names`` are those it is found by."""

    name: str
    names: tuple[str, ...]
    today: str
    duties: tuple[Stated[Duty], ...]


class DutyRegister:
    """Queries of duties; keeps nothing. Over all documents, those that repeat another's text are
    left out."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def groups(self) -> list[DutyGroup]:
        """All duties: of departments in the order of the table, then of other bodies."""
        held: dict[str, list[Stated[Duty]]] = {}
        for duty in self._everywhere():
            held.setdefault(duty.fact.holder, []).append(duty)
        departments = department_table().departments
        known = [_of_table(d, held.pop(key)) for key, d in departments.items() if key in held]
        return known + [_of_body(name, duties) for name, duties in held.items()]

    def of_department(self, name: str) -> DutyGroup:
        """The duties of the department that ``name`` stands for (any of its names).

        Raises:
            UnknownDepartmentError: no department of that name, in the table or in the documents.
        """
        name = re.sub(r"\s+", "", name)
        department = department_table().resolve(name) if name else None
        if department is not None:
            return _of_table(department, self._everywhere(key=department.key))
        # the very body, where there is one; else all whose names hold the words
        duties = name and (
            self._everywhere(key="", name=name) or self._everywhere(key="", part=name)
        )
        if not duties:
            raise UnknownDepartmentError(
                f"不认识部门“{name[:40]}”。请换一个名称，"
                "或在 corpus/language/departments.yaml 中补充它后重新建立索引。"
            )
        return _of_body(name, duties)

    def of_document(self, document_id: str) -> list[Stated[Duty]]:
        """The duties that one live document gives, in reading order.

        Raises:
            UnknownDocumentError: no such document.
        """
        self._library.document(document_id)
        return self._select(document_id=document_id)

    def of_department_in(
        self, department: Department, document_ids: Iterable[str]
    ) -> list[Stated[Duty]]:
        """The duties that these documents give to a department: document by document, led first."""
        return [
            duty
            for i in document_ids
            for duty in _by_role(self._select(key=department.key, document_id=i))
        ]

    def holders(self) -> list[tuple[str, int]]:
        """Who has duties: departments in the order of the table, then other bodies, most first."""
        counts: Counter[str] = Counter()
        for _, key, name, count in self._counts():
            counts[key or name] += count
        departments = department_table().departments
        known = [(key, counts.pop(key)) for key in departments if key in counts]
        return known + counts.most_common()

    def documents(self) -> list[tuple[str, str, int]]:
        """The documents that give duties: (id, title, how many), most first."""
        counts: Counter[str] = Counter()
        for document_id, _, _, count in self._counts():
            counts[document_id] += count
        titles = self._library.store.documents.titles()
        return [(i, titles[i], count) for i, count in counts.most_common() if i in titles]

    def _counts(self) -> list[tuple[str, str, str, int]]:
        store = self._library.store
        repeated = store.twins.repeated()
        return [row for row in store.facts.counts(Duty) if row[0] not in repeated]

    def _select(self, **by: str) -> list[Stated[Duty]]:
        return list(stated(self._library.store.facts.find(Duty, **by), self._library))

    def _everywhere(self, **by: str) -> list[Stated[Duty]]:
        store = self._library.store
        repeated = store.twins.repeated()
        found = store.facts.find(Duty, **by)
        return list(stated((f for f in found if f.document_id not in repeated), self._library))


def _of_table(department: Department, duties: list[Stated[Duty]]) -> DutyGroup:
    table = department_table()
    ordered = _by_role(duties)
    written = ordered[0].fact.name if ordered else f"{department.key}部门"
    today = table.today(written, department) or f"{department.today or department.key}部门"
    return DutyGroup(department.key, tuple(table.known_names(department)), today, ordered)


def _of_body(name: str, duties: list[Stated[Duty]]) -> DutyGroup:
    return DutyGroup(name, (name,), "", _by_role(duties))


def _by_role(duties: list[Stated[Duty]]) -> tuple[Stated[Duty], ...]:
    return tuple(sorted(duties, key=lambda d: _ORDER.index(d.fact.role)))
