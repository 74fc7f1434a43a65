"""Duties: which body does what, led or shared, each with the words that say so."""

import re
from collections.abc import Iterator

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.duties.actors import Actor, body_named
from corpus.facts.duties.clauses import carried, from_clause
from corpus.facts.duties.duty import Duty, Role, duty_of
from corpus.facts.duties.notes import find_notes, from_notes
from corpus.facts.duties.reports import lays_down
from corpus.language.column_headers import ColumnRole
from corpus.language.departments import DepartmentTable, department_table
from corpus.language.markers import marker_at
from corpus.language.sentences import clause_spans

_ROLE_OF_COLUMN = {
    ColumnRole.DEPARTMENT.value: Role.RESPONSIBLE,
    ColumnRole.CO_DEPARTMENT.value: Role.SUPPORT,
}


def extract_duties(document: Document) -> list[Duty]:
    """Return every duty a document gives to a named body, in reading order.

    In a catalogue it is a department's duty to handle the matters that name it.
    """
    if not document.metadata.columns:
        return list(_from_prose(document, department_table()))
    if not document.metadata.searchable:
        return []
    return list(_from_catalog(document, department_table()))


def _from_catalog(document: Document, table: DepartmentTable) -> Iterator[Duty]:
    for cell in document.provisions:
        role = _ROLE_OF_COLUMN.get(document.metadata.columns.get(cell.topic, ""))
        if cell.kind is not ProvisionKind.CELL or role is None:
            continue
        start = cell.start + len(cell.topic) + 1
        # 无 and remarks stand in the cells of departments too
        for name in re.finditer("[^；、，,;]+", document.text[start : cell.end]):
            words = name[0].strip()
            if body_named(words, 0, len(words), table):
                actor = Actor(words, name.start(), name.end(), table.resolve(words))
                task = f"办理“{cell.path[-1]}”"
                yield duty_of(actor, role, task, cell.start, cell.end)


def _from_prose(document: Document, table: DepartmentTable) -> Iterator[Duty]:
    text, official = document.text, lays_down(document)
    noted: set[int] = set()
    for provision in document.provisions:
        if not is_prose(text, provision):
            continue
        start = provision.start + (len(provision.topic) + 1 if provision.topic else 0)
        notes = find_notes(text, provision.start, provision.end, table)
        previous: list[Duty] = []
        for left, right in clause_spans(text, start, provision.end):
            if any(n.start <= left and right <= n.end for n in notes):
                continue
            note = min((n.start for n in notes if left <= n.start < right), default=right)
            clause, stop = text[left:right], note - left
            given = from_clause(clause, left, stop, table, official=official)
            follows = text[left - 1] in "；;" or (official and clause.startswith(("要", "应")))
            if not given and previous and follows:
                given = carried(previous, clause, stop, right)
                yield from given
                if not given:
                    previous = []
                continue
            previous = given
            yield from given
        yield from from_notes(notes, document, provision, noted)
        if notes:
            noted.add(provision.start)


def is_prose(text: str, provision: Provision) -> bool:
    """Whether it says something in full: a paragraph, or an item of one sentence that is numbered
    like a heading (1.各地要…。 or 1.清理河道（责任单位：市水利局）)."""
    headed = provision.kind is ProvisionKind.TITLE and marker_at(text, provision.start)
    if provision.kind is ProvisionKind.HEADING or headed:
        return bool(re.search("[。；;）)\\]]$", text[provision.start : provision.end].rstrip()))
    return provision.kind is ProvisionKind.PARAGRAPH
