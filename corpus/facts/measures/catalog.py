"""Measures of a catalogue: each row whose column of support says what is given."""

import re
from collections.abc import Iterator
from itertools import groupby

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.measures.benefit import benefit_of
from corpus.facts.measures.measure import Amount, Body, Condition, Measure, Part, Window
from corpus.facts.measures.rows import Field, measures_of_row
from corpus.facts.windows import find_window
from corpus.language.column_headers import ColumnRole
from corpus.language.departments import department_table

_NAMES_BENEFIT = re.compile("奖|补|贴息|资助|扶持|支持|减免|优惠|津贴|返还|担保")


def measures_of_catalog(document: Document) -> Iterator[Measure]:
    """The measures of its rows, in order."""
    roles = document.metadata.columns
    if ColumnRole.SUPPORT.value not in roles.values():
        return
    for _, group in groupby(document.provisions, lambda p: (p.path[:-1], p.path[-1:], p.paragraph)):
        cells = [p for p in group if p.kind is ProvisionKind.CELL]
        by_role: dict[str, list[Provision]] = {}
        for cell in cells:
            by_role.setdefault(roles.get(cell.topic, ""), []).append(cell)
        for cell in by_role.get(ColumnRole.SUPPORT.value, []):
            yield from _of_cell(document, cell, by_role)


def _value(cell: Provision) -> tuple[int, int]:
    return cell.start + len(cell.topic) + 1, cell.end


def _of_cell(
    document: Document, cell: Provision, row: dict[str, list[Provision]]
) -> Iterator[Measure]:
    text, name = document.text, cell.path[-1]
    start, end = _value(cell)
    label = cell.topic if _NAMES_BENEFIT.search(cell.topic) else f"支持{cell.topic}"
    found = list(measures_of_row(text, [Field(label, start, end)], "", cell.start, cell.end))
    amounts: tuple[Amount, ...] = tuple(a for m in found for a in m.amounts)
    if not amounts and not _NAMES_BENEFIT.search(name + text[start:end]):
        return
    yield Measure(
        cell.start,
        cell.end,
        benefit_of(name + cell.topic, name + text[start:end]),
        _words(text, row, ColumnRole.OBJECT),
        tuple(_conditions(text, row)),
        amounts,
        None,
        _deadline(document, row),
        None,
        tuple(_bodies(text, row)),
    )


def _words(text: str, row: dict[str, list[Provision]], role: ColumnRole) -> str:
    return next((text[slice(*_value(c))].strip() for c in row.get(role.value, [])), "")


def _conditions(text: str, row: dict[str, list[Provision]]) -> Iterator[Condition]:
    for cell in row.get(ColumnRole.CONDITION.value, []):
        a, b = _value(cell)
        yield Condition(text[a:b], a, b)


def _deadline(document: Document, row: dict[str, list[Provision]]) -> Window | None:
    issued = document.metadata.issued
    for cell in row.get(ColumnRole.DATE.value, []):
        if window := find_window(document.text, *_value(cell), issued.year if issued else None):
            return window
    return None


def _bodies(text: str, row: dict[str, list[Provision]]) -> Iterator[Body]:
    table = department_table()
    for cell in row.get(ColumnRole.DEPARTMENT.value, []):
        a, b = _value(cell)
        name = text[a:b].strip()
        if 2 <= len(name) <= 40:
            known = table.resolve(name)
            yield Body(name, known.key if known else "", Part.LEAD, a, a + len(name))
