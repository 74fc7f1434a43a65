"""Tasks as HTML: the form, the list, and the matrix of departments and documents."""

from collections.abc import Sequence
from datetime import date
from html import escape

from assistant.tasks.register import Entry, Matrix, TaskRegister, matrix_of
from corpus.errors import UnknownDocumentError
from corpus.facts.tasks.task import Due
from pages import texts as common
from pages.markup import menu, query_form
from pages.sources.badge import validity_badge
from pages.tables import texts as table_texts
from pages.tables.rows import (
    Page,
    choices,
    download_link,
    go,
    opener,
    page_of,
    pager,
    row,
    table,
)
from pages.tables.rows import results as section
from pages.tasks import texts
from pages.tasks.query import DUES, GAPS, TARGETS, TaskQuery

_COLUMNS = 15  # departments of the matrix on the page
_NAMES = 400  # names offered under the box


def form(query: TaskQuery, register: TaskRegister) -> str:
    """What may be asked: a department, a document, a deadline, what is missing."""
    options = "".join(
        f'<option value="{escape(name)}"></option>' for name, _ in register.departments()[:_NAMES]
    )
    documents = [("", texts.ANY_DOCUMENT), *((i, title) for i, title, _ in register.documents())]
    dues = [("", texts.ANY_DUE), *((key, due.value) for key, due in DUES.items())]
    only = [("", texts.ANY), *((key, gap.value) for key, gap in GAPS.items())]
    only.append((TARGETS, texts.WITH_TARGETS))
    return query_form(
        '<div class="field grow">'
        f'<label for="department">{texts.DEPARTMENT}</label>'
        '<input id="department" name="d" list="departments" autocomplete="off" maxlength="60"'
        f' placeholder="{texts.DEPARTMENT_HINT}" value="{escape(query.department)}">'
        f'<datalist id="departments">{options}</datalist></div>'
        f"{menu('doc', texts.DOCUMENT, documents, query.document_id, css='field grow')}"
        f"{menu('due', texts.DUE, dues, query.due)}"
        f"{menu('only', texts.ONLY, only, query.only)}"
    )


def results(query: TaskQuery, register: TaskRegister, today: date) -> str:
    """What a query finds.

    Raises:
        UnknownDocumentError: no such document.
    """
    entries = register.entries(query.wanted, today)
    if not entries:
        asked = query != TaskQuery(page=query.page, matrix=query.matrix)
        words = texts.NONE_FOUND if asked else texts.NOTHING_YET
        body = f'<p class="nothing">{words}</p>'
    elif query.matrix:
        body = _matrix(matrix_of(entries, _COLUMNS), query.page)
    else:
        body = _list(page_of(entries, query.page), register, today)
    return section(f"{_head(query, entries)}{body}", query.address())


def _head(query: TaskQuery, entries: Sequence[Entry]) -> str:
    documents = len({entry.document_id for entry in entries})
    total = texts.TOTAL.format(count=len(entries), documents=documents)
    links = ""
    if entries:
        asked = query.address()
        links = (
            f'<a class="quiet download" href="{escape(f"tasks/print{asked}")}">{texts.PRINT}</a>'
            + download_link(f"tasks/table.xlsx{asked}", table_texts.DOWNLOAD)
        )
    views = choices(
        texts.VIEWS_LABEL,
        [
            (texts.AS_LIST, {"view": "list"}, not query.matrix),
            (texts.AS_MATRIX, {"view": "matrix"}, query.matrix),
        ],
    )
    roles = ""
    if query.department:
        named = (("", texts.ALL_ROLES), ("牵头", "牵头"), ("配合", "配合"))
        roles = choices(
            texts.ROLES_LABEL,
            [(words, {"role": role}, query.role == role) for role, words in named],
        )
    return (
        f'<div class="result-head"><p class="total" role="status">{total}</p>'
        f'<div class="choices">{views}{roles}{links}</div></div>'
    )


def _list(page: Page[Entry], register: TaskRegister, today: date) -> str:
    rows = (_row(entry, register, today) for entry in page.rows)
    return table(texts.HEADING, texts.HEADER, rows, "tasks") + pager(page)


def _row(entry: Entry, register: TaskRegister, today: date) -> str:
    task = entry.task
    basis = go(entry.title, {"doc": entry.document_id, "view": "list"}, "link")
    try:
        document = register.document(entry)
    except UnknownDocumentError:
        words = escape(task.title)
    else:
        words = opener(task.title, document, task.start, task.end)
        basis += f" {validity_badge(document.metadata.validity.value)}"
    place = escape(task.section or common.WHOLE_LABEL)
    return row(
        texts.HEADER,
        (
            words,
            _names(task.lead) or f'<span class="missing">{texts.NO_LEAD}</span>',
            _names(task.partners),
            deadline(task.due, today),
            "<br>".join(escape(target.text) for target in task.targets),
            f'{basis}<span class="number">{place}</span>',
        ),
    )


def _names(names: Sequence[str]) -> str:
    return "、".join(go(name, {"d": name}, "link") for name in names)


def deadline(due: Due, today: date) -> str:
    """A deadline as written, with its day, marked where it is over."""
    if not due.text:
        return ""
    words = escape(due.text)
    if due.last is None:
        return words
    over = f' <span class="overdue">{texts.OVERDUE}</span>' if due.last < today else ""
    return f'{words}<span class="number">{due.day}{over}</span>'


def _matrix(matrix: Matrix, number: int) -> str:
    rows = list(zip(matrix.documents, matrix.cells, strict=True))
    page = page_of(rows, number)
    heads = "".join(
        f'<th scope="col">{go(name, {"d": name, "view": "list"}, "link")}</th>'
        for name in matrix.departments
    )
    lines = "".join(
        f'<tr><th scope="row">{go(title, {"doc": i, "view": "list"}, "link")}</th>'
        + "".join(f"<td>{_cell(*cell)}</td>" for cell in cells)
        + "</tr>"
        for (i, title), cells in page.rows
    )
    note = texts.MATRIX_CUT.format(count=_COLUMNS) if len(matrix.departments) == _COLUMNS else ""
    return (
        f'<div class="table-box matrix-box" role="region" tabindex="0"'
        f' aria-label="{texts.AS_MATRIX}"><table class="matrix">'
        f'<caption class="sr-only">{texts.AS_MATRIX}</caption>'
        f'<thead><tr><th scope="col">{texts.MATRIX_ROW}</th>{heads}</tr></thead>'
        f'<tbody>{lines}</tbody></table></div><p class="also">{note}</p>{pager(page)}'
    )


def _cell(led: int, shared: int) -> str:
    parts = [texts.MATRIX_CELL.format(led=led)] if led else []
    parts += [texts.MATRIX_SHARED.format(shared=shared)] if shared else []
    return "<br>".join(parts)
