"""What the page 查职责 shows as a workbook: every row with its quote and the address of the quote."""

from collections.abc import Iterator

from assistant.duties.register import DutyGroup
from assistant.stated import Stated
from corpus.facts.duties.duty import Duty
from corpus.language.departments import department_table
from pages.duties import texts
from pages.duties.found import Found, tasks_of
from pages.tables.rows import address_of
from pages.tables.workbook import Sheet, workbook


def duties_workbook(found: Found) -> tuple[str, bytes]:
    """The file's name and its content."""
    if found.query.matrix and found.document and not found.group:
        title = found.document.title
        sheets = [_matrix(found.duties), _list(found)]
        return texts.FILE_OF_MATRIX.format(title=title), workbook(sheets)
    if found.group:
        return texts.FILE_OF_DEPARTMENT.format(name=found.group.name), workbook([_list(found)])
    title = found.document.title if found.document else ""
    return texts.FILE_OF_DOCUMENT.format(title=title), workbook([_list(found)])


def _list(found: Found) -> Sheet:
    return Sheet(texts.LIST_SHEET, texts.COLUMNS, (_row(d, found.group) for d in found.duties))


def _row(stated: Stated[Duty], group: DutyGroup | None) -> tuple[str, ...]:
    duty, document = stated.fact, stated.document
    return (
        duty.holder,
        duty.name,
        group.today if group else _today(duty),
        duty.role.value,
        duty.task,
        duty.condition,
        "、".join(duty.partners),
        stated.section,
        stated.quote,
        document.title,
        document.metadata.number,
        document.metadata.validity.value,
        _address(stated),
    )


def _today(duty: Duty) -> str:
    department = department_table().departments.get(duty.department)
    if department is None:
        return ""
    return department_table().today(duty.name, department, duty.task) or duty.name


def _address(stated: Stated[Duty]) -> str:
    return address_of(stated.document, stated.fact.start, stated.fact.end)


def _matrix(duties: tuple[Stated[Duty], ...]) -> Sheet:
    names, tasks = tasks_of(duties)

    def rows() -> Iterator[tuple[str, ...]]:
        for task in tasks:
            stated = task.duty
            parts = ("、".join(task.roles.get(name, ())) for name in names)
            yield stated.fact.task, stated.section, stated.quote, _address(stated), *parts

    return Sheet(texts.MATRIX_SHEET, (*texts.MATRIX_COLUMNS, *names), rows())
