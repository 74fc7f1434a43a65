"""Duties of every live document, extracted once a version and kept: asked again, they are at hand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from threading import Lock

from assistant.errors import UnknownDepartmentError
from assistant.evidence.clauses import distinct_documents
from assistant.library import Library
from corpus.errors import UnknownDocumentError
from corpus.facts.duties.duty import Duty, Role, duties_of
from corpus.facts.duties.extract import extract_duties
from corpus.language.departments import Department, department_table

_ORDER = list(Role)


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """The duties of one department or body, led first. ``today`` is its name today, "" where that
    is not known; ``names`` are those it is found by."""

    name: str
    names: tuple[str, ...]
    today: str
    duties: tuple[Duty, ...]


class DutyRegister:
    """Duties by department and by document; safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._kept: dict[str, tuple[str, tuple[Duty, ...]]] = {}
        self._state = ""
        self._all: tuple[Duty, ...] = ()

    def everything(self) -> tuple[Duty, ...]:
        """All duties of the live documents, those that repeat another's text left out.

        The first call reads every document (3.5 s for 600 of them); later ones only what changed.
        """
        state = self._library.store.meta("generation")
        with self._lock:
            if state == self._state:
                return self._all
            states = self._library.store.documents.states()
            ids = distinct_documents(list(states), self._library)
            self._kept = {i: kept for i, kept in self._kept.items() if i in states}
            self._all = tuple(d for i in ids for d in self._extracted(i, states[i]))
            self._state = state
            return self._all

    def _extracted(self, document_id: str, state: str) -> tuple[Duty, ...]:
        known = self._kept.get(document_id)
        if known is None or known[0] != state:
            try:
                document = self._library.document(document_id)
            except UnknownDocumentError:  # withdrawn a moment ago
                return ()
            known = state, tuple(extract_duties(document, department_table()))
            self._kept[document_id] = known
        return known[1]

    def of_department(self, name: str) -> DutyGroup:
        """The duties of the department that ``name`` stands for (any of its names).

        Raises:
            UnknownDepartmentError: no department of that name, in the table or in the documents.
        """
        return find_group(name, self.everything(), self._library)

    def of_document(self, document_id: str) -> tuple[Duty, ...]:
        """The duties that one live document gives, in reading order.

        Raises:
            UnknownDocumentError: no such document.
        """
        document = self._library.document(document_id)
        state = self._library.store.documents.states().get(document_id, "")
        with self._lock:
            found = self._extracted(document_id, state)
        return tuple(replace(duty, document=document) for duty in found)

    def holders(self) -> list[tuple[str, int]]:
        """Who has duties: departments in the order of the table, then other bodies, most first."""
        counts: dict[str, int] = {}
        bodies: dict[str, int] = {}
        for duty in self.everything():
            which, name = (counts, duty.department.key) if duty.department else (bodies, duty.name)
            which[name] = which.get(name, 0) + 1
        known = [(key, counts[key]) for key in department_table().departments if key in counts]
        return known + sorted(bodies.items(), key=lambda item: -item[1])

    def documents(self) -> list[tuple[str, str, int]]:
        """The documents that give duties: (id, title, how many), most first."""
        counts: dict[str, list[Duty]] = {}
        for duty in self.everything():
            counts.setdefault(duty.document.document_id, []).append(duty)
        found = [(i, mine[0].document.title, len(mine)) for i, mine in counts.items()]
        return sorted(found, key=lambda item: -item[2])


def find_group(name: str, duties: Iterable[Duty], library: Library) -> DutyGroup:
    """Those of ``duties`` that belong to the department ``name`` stands for, as they stand today.

    Raises:
        UnknownDepartmentError: no department of that name, in the table or in the documents.
    """
    name = re.sub(r"\s+", "", name)
    department = department_table().resolve(name) if name else None
    if department is not None:
        return group_of(department, _today(duties_of(department, duties), library))
    bodies = [d for d in duties if d.department is None and name]
    # the very body, where there is one; else all whose names hold the words
    named = [d for d in bodies if d.name == name] or [d for d in bodies if name in d.name]
    if not named:
        raise UnknownDepartmentError(
            f"不认识部门“{name[:40]}”。请换一个名称，或在 corpus/language/departments.yaml 中补充它。"
        )
    return group_of_body(name, _today(named, library))


def group_of(department: Department, duties: list[Duty]) -> DutyGroup:
    """The group of a department of the table; ``duties`` are its own."""
    table = department_table()
    written = duties[0].name if duties else f"{department.key}部门"
    today = table.today(written, department) or f"{department.today or department.key}部门"
    return DutyGroup(department.key, tuple(table.known_names(department)), today, tuple(duties))


def group_of_body(name: str, duties: list[Duty]) -> DutyGroup:
    """The group of a body that the table does not know."""
    ordered = sorted(duties, key=lambda d: _ORDER.index(d.role))
    return DutyGroup(name, (name,), "", tuple(ordered))


def _today(duties: list[Duty], library: Library) -> list[Duty]:
    """The duties with their documents in the state these have today."""
    found = []
    for duty in duties:
        try:
            live = library.document(duty.document.document_id)
        except UnknownDocumentError:
            continue
        if live.version == duty.document.version:
            found.append(replace(duty, document=live))
    return found
