"""The register of tasks as offices keep it: a workbook with columns left open for the state of each
task, and a page to print."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from starlette.responses import HTMLResponse

from assistant.tasks.register import Entry, TaskRegister, matrix_of
from corpus.errors import UnknownDocumentError
from pages.plain_page import plain_page
from pages.tables.rows import address_of
from pages.tables.workbook import Sheet, workbook
from pages.tasks import texts
from pages.tasks.query import TaskQuery

_PRINTED = 1000  # rows on the page to print
_DEPARTMENTS = 200  # columns of the matrix


def tasks_workbook(query: TaskQuery, register: TaskRegister, today: date) -> tuple[str, bytes]:
    """The file's name and its content.

    Raises:
        UnknownDocumentError: no such document.
    """
    entries = register.entries(query.wanted, today)
    sheets = [Sheet(texts.LIST_SHEET, texts.COLUMNS, _rows(entries, register)), _matrix(entries)]
    return f"{query.department}{texts.FILE_NAME}", workbook(sheets)


def _rows(entries: Sequence[Entry], register: TaskRegister) -> Iterator[tuple[str | int, ...]]:
    for number, entry in enumerate(entries, 1):
        task = entry.task
        try:
            document = register.document(entry)
        except UnknownDocumentError:
            continue  # changed since the entries were read; the next export has it
        known = document.metadata
        yield (
            number,
            task.title,
            "、".join(task.lead),
            "、".join(task.partners),
            task.due.text,
            task.due.day,
            "；".join(target.text for target in task.targets),
            basis(entry),
            "",
            "",
            document.text[task.start : task.end],
            document.title,
            known.number,
            known.validity.value,
            address_of(document, task.start, task.end),
        )


def basis(entry: Entry) -> str:
    """The document and the section that set a task."""
    return f"《{entry.title}》{entry.task.section}"


def _matrix(entries: Sequence[Entry]) -> Sheet:
    matrix = matrix_of(entries, _DEPARTMENTS)
    rows = (
        (title, *(_cell(*cell) for cell in cells))
        for (_, title), cells in zip(matrix.documents, matrix.cells, strict=True)
    )
    return Sheet(texts.MATRIX_SHEET, (texts.MATRIX_ROW, *matrix.departments), rows)


def _cell(led: int, shared: int) -> str:
    parts = [texts.MATRIX_CELL.format(led=led)] if led else []
    parts += [texts.MATRIX_SHARED.format(shared=shared)] if shared else []
    return "，".join(parts)


def printed(query: TaskQuery, register: TaskRegister, today: date) -> HTMLResponse:
    """The register on a page that prints without the frame of the site.

    Raises:
        UnknownDocumentError: no such document.
    """
    entries = register.entries(query.wanted, today)
    heads = "".join(f"<th>{name}</th>" for name in texts.PRINT_COLUMNS)
    lines = "".join(_line(n, entry) for n, entry in enumerate(entries[:_PRINTED], 1))
    documents = len({entry.document_id for entry in entries})
    total = texts.TOTAL.format(count=len(entries), documents=documents)
    cut = texts.PRINT_CUT.format(count=_PRINTED) if len(entries) > _PRINTED else ""
    back = f'<a class="screen" href="../tasks{escape(query.address())}">{texts.BACK}</a>'
    body = (
        f'<p class="soft">{total}　{today.isoformat()} {cut}</p>'
        f'<p class="soft screen">{texts.PRINT_HINT} {back}</p>'
        f'<div class="sheet"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'
    )
    title = f"{query.department}{texts.HEADING}"
    return plain_page(title, body, wide=True, sheet="plain/tasks.css")


def _line(number: int, entry: Entry) -> str:
    task = entry.task
    cells = (
        str(number),
        task.title,
        "、".join(task.lead),
        "、".join(task.partners),
        task.due.text,
        "；".join(target.text for target in task.targets),
        basis(entry),
        "",
        "",
    )
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
