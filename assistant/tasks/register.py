"""The register of tasks (督查台账): by department, document, deadline and target, and what is missing."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.library import Library
from assistant.tasks.bodies import key_of, same_body
from corpus import clock
from corpus.document import Document
from corpus.errors import UnknownDocumentError
from corpus.facts.tasks.task import Task
from corpus.language.deadlines import Term
from corpus.life.standing import claims_among, standing


class DueIn(StrEnum):
    """Which deadlines are asked for; the value is the word shown."""

    OVERDUE = "已逾期"
    MONTH = "本月到期"
    QUARTER = "本季度到期"
    YEAR = "本年到期"
    DATED = "有明确日期"
    STANDING = "长期或按期"


class Gap(StrEnum):
    """What a task lacks."""

    LEAD = "没有牵头单位"
    DEADLINE = "没有完成时限"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the register; "" and None mean: whatever. ``role``: 牵头 or 配合;
    ``since`` and ``until``: the first and the last day a deadline may have, the first without it
    that of the year of the last."""

    department: str = ""
    document_id: str = ""
    due: DueIn | None = None
    gap: Gap | None = None
    role: str = ""
    targets: bool = False
    until: date | None = None
    since: date | None = None

    @property
    def timed(self) -> bool:
        """Whether a deadline is asked for."""
        return self.due is not None or self.until is not None or self.since is not None


@dataclass(frozen=True, slots=True)
class Entry:
    """One task of the register; its document is read when it is shown."""

    task: Task
    document_id: str
    version: str
    title: str

    def part_of(self, department: str) -> str:
        """牵头 or 配合, as the department takes part; "" where it doesn't."""
        if any(same_body(department, name) for name in self.task.lead):
            return "牵头"
        return "配合" if any(same_body(department, n) for n in self.task.partners) else ""


class TaskRegister:
    """Queries of tasks; keeps the entries until the index changes. Over all documents, those that
    repeat another's text are left out."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._kept: tuple[str, tuple[Entry, ...]] = ("", ())
        self._binding: tuple[tuple[str, date], frozenset[str]] = (("", date.min), frozenset())

    def entries(self, wanted: Wanted = Wanted(), today: date | None = None) -> list[Entry]:
        """The tasks that are asked for: by document, then in reading order; those with a date first
        by date where a deadline is asked for.

        Raises:
            UnknownDocumentError: no such document.
        """
        day = today or clock.today()
        if wanted.document_id:
            self._library.document(wanted.document_id)
        found = [entry for entry in self._of(wanted.document_id) if _fits(entry, wanted, day)]
        if wanted.due is DueIn.STANDING or not wanted.timed:
            return found
        return sorted(found, key=lambda entry: entry.task.due.day)

    def is_current(self) -> bool:
        """Whether the tasks here are those that the code at hand reads; a store that older code built
        may hold none though its documents set some."""
        return self._library.store.facts.are_current()

    def document(self, entry: Entry) -> Document:
        """The live document of an entry.

        Raises:
            UnknownDocumentError: it was changed or withdrawn since.
        """
        document = self._library.document(entry.document_id)
        if document.version != entry.version:
            raise UnknownDocumentError(f"《{entry.title}》已经更新，请刷新后再看。")
        return document

    def binding(self) -> frozenset[str]:
        """Ids of the documents that may be relied on today."""
        store = self._library.store
        state = (store.meta("generation") or "", clock.today())
        if self._binding[0] != state or not state[0]:
            known = {key: metadata for key, (metadata, _) in store.documents.known().items()}
            claims = claims_among(known)
            ids = (
                key
                for key, metadata in known.items()
                if standing(metadata, tuple(claims.get(key, ())), state[1]).validity.binding
            )
            self._binding = (state, frozenset(ids))
        return self._binding[1]

    def departments(self) -> list[tuple[str, int]]:
        """Who is charged with tasks, most first: keys of departments, names of other bodies."""
        return _holders(self.entries())

    def documents(self) -> list[tuple[str, str, int]]:
        """The documents that set tasks: (id, title, how many), most first."""
        counts = Counter((e.document_id, e.title) for e in self.entries())
        return [(i, title, count) for (i, title), count in counts.most_common()]

    def _of(self, document_id: str) -> Sequence[Entry]:
        store = self._library.store
        if document_id:
            return self._read(document_id=document_id)
        generation = store.meta("generation") or ""
        if not generation or self._kept[0] != generation:
            repeated = store.twins.repeated()
            kept = tuple(e for e in self._read() if e.document_id not in repeated)
            self._kept = (generation, kept)
        return self._kept[1]

    def _read(self, **by: str) -> list[Entry]:
        store = self._library.store
        titles = store.documents.titles()
        return [
            Entry(f.fact, f.document_id, f.version, titles.get(f.document_id, ""))
            for f in store.facts.find(Task, **by)
        ]


@dataclass(frozen=True, slots=True)
class Matrix:
    """How many tasks each document gives each department: ``cells[row][column]`` are (led, shared)."""

    documents: tuple[tuple[str, str], ...]
    departments: tuple[str, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]


def matrix_of(entries: Sequence[Entry], most: int) -> Matrix:
    """The matrix of the departments with most tasks, at most so many; documents with most first."""
    departments = [name for name, _ in _holders(entries)[:most]]
    place = {name: at for at, name in enumerate(departments)}
    rows: dict[tuple[str, str], list[list[int]]] = {}
    for entry in entries:
        row = rows.setdefault((entry.document_id, entry.title), [[0, 0] for _ in departments])
        led = {key_of(name) for name in entry.task.lead}
        for key in led & place.keys():
            row[place[key]][0] += 1
        for key in ({key_of(name) for name in entry.task.partners} - led) & place.keys():
            row[place[key]][1] += 1
    ordered = sorted(rows.items(), key=lambda item: -sum(a + b for a, b in item[1]))
    cells = tuple(tuple((a, b) for a, b in row) for _, row in ordered)
    return Matrix(tuple(key for key, _ in ordered), tuple(departments), cells)


def _holders(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update({key_of(name) for name in entry.task.bodies})
    return counts.most_common()


def _fits(entry: Entry, wanted: Wanted, today: date) -> bool:
    task = entry.task
    if wanted.gap is Gap.LEAD and task.lead:
        return False
    if wanted.gap is Gap.DEADLINE and task.due.text:
        return False
    if wanted.targets and not task.targets:
        return False
    if not _due(task, wanted, today):
        return False
    if wanted.department:
        part = entry.part_of(wanted.department)
        return bool(part) and wanted.role in ("", part)
    return True


def _due(task: Task, wanted: Wanted, today: date) -> bool:
    last = task.due.last
    if wanted.until is not None or wanted.since is not None:
        until = wanted.until or date.max
        since = wanted.since or date(until.year, 1, 1)
        if last is None or not since <= last <= until:
            return False
    match wanted.due:
        case None:
            return True
        case DueIn.STANDING:
            return task.due.term in (Term.STANDING.value, Term.RECURRING.value)
        case DueIn.DATED:
            return last is not None
        case DueIn.OVERDUE:
            return last is not None and last < today
    first, end = _span(wanted.due, today)
    return last is not None and first <= last <= end


def _span(due: DueIn, today: date) -> tuple[date, date]:
    """First and last day of this month, quarter or year."""
    if due is DueIn.YEAR:
        return date(today.year, 1, 1), date(today.year, 12, 31)
    first = today.month if due is DueIn.MONTH else 3 * ((today.month - 1) // 3) + 1
    last = first if due is DueIn.MONTH else first + 2
    end = calendar.monthrange(today.year, last)[1]
    return date(today.year, first, 1), date(today.year, last, end)


def plain_name(words: str) -> str:
    """What somebody typed as the name of a department, without blanks."""
    return re.sub(r"\s+", "", words)
