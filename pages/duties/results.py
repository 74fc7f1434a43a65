"""Duties as HTML: of a department by role, of a document in reading order, or as a matrix."""

from html import escape
from itertools import groupby

from assistant.stated import Stated
from corpus.facts.duties.duty import Duty
from pages import texts as common
from pages.duties import texts
from pages.duties.found import Found, tasks_of
from pages.sources.badge import validity_badge
from pages.tables import rows
from pages.tables import texts as table_texts
from pages.tables.rows import choices, download_link, go, group, opener, page_of, pager, row, table

_LONG_TASK = 300  # characters; the whole is in the source and in the workbook
_NAMES = 8


def results(found: Found) -> str:
    """Render what was found."""
    if found.group:
        body = _of_department(found)
    elif not found.duties:
        body = f'<p class="nothing">{texts.NONE_IN_DOCUMENT}</p>'
    elif found.query.matrix:
        body = _matrix(found)
    else:
        body = _of_document(found)
    return rows.results(f"{_head(found)}{body}", found.query.address())


def _head(found: Found) -> str:
    names = ""
    if found.group:
        title = escape(found.group.name)
        if found.group.today and found.group.name not in found.group.today:
            today = escape(texts.TODAY.format(name=found.group.today))
            title += f' <span class="today">{today}</span>'
        others = [n for n in found.group.names if n != found.group.name]
        if others:
            more = texts.MORE_NAMES if len(others) > _NAMES else ""
            also = texts.ALSO.format(names="、".join(others[:_NAMES]) + more)
            names = f'<p class="also">{escape(also)}</p>'
    else:
        assert found.document is not None  # a query without either shows the start
        title = escape(found.document.title)
    if found.group and found.document:
        names += (
            f'<p class="also">{escape(found.document.title)} '
            f"{go(texts.WHOLE_DOCUMENT, {'d': '', 'doc': found.document.document_id}, 'link')}</p>"
        )
    state = ""
    if found.document:
        state = validity_badge(found.document.metadata.validity.value)
    documents = len({d.document.document_id for d in found.duties})
    total = texts.TOTAL.format(count=len(found.duties), documents=documents)
    address = f"duties/table.xlsx{found.query.address()}"
    download = download_link(address, table_texts.DOWNLOAD) if found.duties else ""
    return (
        f'<div class="result-head"><h2>{title} {state}</h2>{names}'
        f'<p class="total" role="status">{total}</p>'
        f'<div class="choices">{_views(found)}{_roles(found)}{download}</div></div>'
    )


def _views(found: Found) -> str:
    if not found.document or found.group:
        return ""
    matrix = found.query.matrix
    return choices(
        texts.VIEWS_LABEL,
        [
            (texts.AS_LIST, {"view": "list"}, not matrix),
            (texts.AS_MATRIX, {"view": "matrix"}, matrix),
        ],
    )


def _roles(found: Found) -> str:
    if len(found.counts) < 2 or found.query.matrix:
        return ""
    whole = sum(count for _, count in found.counts)
    roles = [("", texts.ALL_ROLES, whole), *((role, role, n) for role, n in found.counts)]
    return choices(
        texts.ROLES_LABEL,
        [(f"{name} {n}", {"role": role}, found.query.role == role) for role, name, n in roles],
    )


def _of_department(found: Found) -> str:
    assert found.group is not None
    if not found.duties:
        words = texts.NONE_FOR_CHOICE if found.document else texts.NONE_FOUND
        return f'<p class="nothing">{escape(words.format(name=found.query.department))}</p>'
    page = page_of(found.duties, found.query.page)
    counts = dict(found.counts)
    rows = []
    for role, mine in groupby(page.rows, key=lambda d: d.fact.role.value):
        label = texts.ROLE_GROUP.format(role=role, count=counts[role])
        rows += [group(label, len(texts.HEADER)), *(_duty_row(d) for d in mine)]
    return table(found.group.name, texts.HEADER, rows, "duties") + pager(page)


def _duty_row(duty: Stated[Duty]) -> str:
    document = duty.document
    of = go(document.title, {"d": "", "doc": document.document_id}, "link")
    return row(
        texts.HEADER,
        (
            _task(duty.fact),
            escape("、".join(duty.fact.partners)),
            clause(duty),
            f"{of}{_number(duty)} {validity_badge(document.metadata.validity.value)}",
        ),
    )


def _number(duty: Stated[Duty]) -> str:
    number = duty.document.metadata.number
    return f'<span class="number">{escape(number)}</span>' if number else ""


def _task(duty: Duty) -> str:
    words = duty.task if len(duty.task) <= _LONG_TASK else duty.task[:_LONG_TASK] + "……"
    condition = ""
    if duty.condition:
        condition = (
            f'<span class="condition">{escape(texts.CONDITION.format(words=duty.condition))}</span>'
        )
    return f'<span class="task">{escape(words)}</span>{condition}'


def clause(duty: Stated[Duty]) -> str:
    """The button that opens the clause."""
    label = duty.section or common.WHOLE_LABEL
    return opener(label, duty.document, duty.fact.start, duty.fact.end)


def _of_document(found: Found) -> str:
    assert found.document is not None
    header = texts.HEADER_OF_DOCUMENT
    page = page_of(found.duties, found.query.page)
    lines = [
        row(
            header,
            (
                go(d.fact.name, {"d": d.fact.name, "doc": ""}, "link"),
                escape(d.fact.role.value),
                _task(d.fact),
                escape("、".join(d.fact.partners)),
                clause(d),
            ),
        )
        for d in page.rows
    ]
    return table(found.document.title, header, lines, "duties") + pager(page)


def _matrix(found: Found) -> str:
    names, tasks = tasks_of(found.duties)
    page = page_of(tasks, found.query.page)
    heads = "".join(
        f'<th scope="col">{go(name, {"d": name, "doc": ""}, "link")}</th>' for name in names
    )
    lines = "".join(
        f'<tr><th scope="row">{_task(task.duty.fact)}{clause(task.duty)}</th>'
        + "".join(f"<td>{escape('、'.join(task.roles.get(name, ())))}</td>" for name in names)
        + "</tr>"
        for task in page.rows
    )
    return (
        f'<div class="table-box matrix-box" role="region" tabindex="0"'
        f' aria-label="{texts.AS_MATRIX}"><table class="matrix">'
        f'<caption class="sr-only">{texts.AS_MATRIX}</caption>'
        f'<thead><tr><th scope="col">{texts.TASK}</th>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>{pager(page)}"
    )
