"""What the page 查职责 shows as a workbook: every row with its quote and the address of the quote."""

from collections.abc import Iterator

from assistant.duties.register import DutyGroup
from corpus.facts.duties.duty import Duty
from corpus.language.departments import department_table
from pages.duties import texts
from pages.duties.found import Found, holder, tasks_of
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


def _row(duty: Duty, group: DutyGroup | None) -> tuple[str, ...]:
    document = duty.document
    return (
        holder(duty),
        duty.name,
        group.today if group else _today(duty),
        duty.role.value,
        duty.task,
        duty.condition,
        "、".join(duty.partners),
        duty.provision.section,
        document.text[duty.start : duty.end],
        document.title,
        document.metadata.number,
        document.metadata.validity.value,
        _address(duty),
    )


def _today(duty: Duty) -> str:
    if duty.department is None:
        return ""
    return department_table().today(duty.name, duty.department, duty.task) or duty.name


def _address(duty: Duty) -> str:
    return texts.ADDRESS.format(
        document_id=duty.document.document_id,
        version=duty.document.version,
        start=duty.start,
        end=duty.end,
    )


def _matrix(duties: tuple[Duty, ...]) -> Sheet:
    names, tasks = tasks_of(duties)

    def rows() -> Iterator[tuple[str, ...]]:
        for task in tasks:
            duty = task.duty
            parts = ("、".join(task.roles.get(name, ())) for name in names)
            quote = duty.document.text[duty.start : duty.end]
            yield duty.task, duty.provision.section, quote, _address(duty), *parts

    return Sheet(texts.MATRIX_SHEET, (*texts.MATRIX_COLUMNS, *names), rows())
