"""Duties of one department or of all, as the command line and the page give them."""

from dataclasses import asdict
from typing import Any

from assistant.answer import cite
from assistant.duties import Duty, Role, duties_of, extract_duties
from assistant.errors import UnknownDepartmentError
from assistant.evidence import distinct_documents
from assistant.library import Library
from corpus.departments import Department, department_table


def department_duties(library: Library, name: str) -> dict[str, Any]:
    """The duties of the department that ``name`` stands for (any of its names), all documents.

    Raises:
        UnknownDepartmentError: no department of that name, in the table or in the documents.
    """
    department = department_table().resolve(name)
    duties = _all_duties(library)
    if department is not None:
        return _group(department, duties_of(department, duties))
    named = [d for d in duties if d.department is None and name.strip() and name.strip() in d.name]
    if not named:
        raise UnknownDepartmentError(
            f"不认识部门“{name}”。请换一个名称，或在 corpus/departments.yaml 中补充它。"
        )
    return _body_group(name.strip(), named)


def all_duties(library: Library) -> list[dict[str, Any]]:
    """Every department and body that has a duty, in the order of the table, then by name."""
    duties = _all_duties(library)
    groups = [
        _group(department, mine)
        for department in department_table().departments.values()
        if (mine := duties_of(department, duties))
    ]
    bodies = dict.fromkeys(d.name for d in duties if d.department is None)
    return groups + [
        _body_group(b, [d for d in duties if d.department is None and d.name == b]) for b in bodies
    ]


def duty_table(group: dict[str, Any]) -> str:
    """Lines for a terminal: role, task, condition, partners, address."""
    today = f"（现：{group['today']}）" if group["today"] else ""
    lines = [f"{group['department']}{today}"]
    for duty in group["duties"]:
        partners = f"　会同：{'、'.join(duty['with'])}" if duty["with"] else ""
        condition = f"　条件：{duty['condition']}" if duty["condition"] else ""
        lines.append(f"  [{duty['role']}] {duty['task']}{condition}{partners}")
        lines.append(f"      —— {duty['citation']['title']} {duty['citation']['section']}")
    return "\n".join(
        lines if group["duties"] else [*lines, "  资料库中的文件没有规定该部门的职责。"]
    )


def _all_duties(library: Library) -> list[Duty]:
    table = department_table()
    ids = distinct_documents(library.document_ids(), library)
    return [d for i in ids for d in extract_duties(library.document(i), table)]


def _group(department: Department, duties: list[Duty]) -> dict[str, Any]:
    table = department_table()
    written = duties[0].name if duties else f"{department.key}部门"
    changed = table.today(written, department)
    return {
        "department": department.key,
        "names": table.known_names(department),
        "today": changed or f"{department.today or department.key}部门",
        "duties": [_duty(n, d) for n, d in enumerate(duties, 1)],
    }


def _body_group(name: str, duties: list[Duty]) -> dict[str, Any]:
    order = list(Role)
    duties = sorted(duties, key=lambda d: order.index(d.role))
    return {
        "department": name,
        "names": [name],
        "today": "",
        "duties": [_duty(n, d) for n, d in enumerate(duties, 1)],
    }


def _duty(n: int, duty: Duty) -> dict[str, Any]:
    citation = cite(n, duty.document, duty.provision.section, duty.start, duty.end)
    return {
        "role": duty.role.value,
        "task": duty.task,
        "with": list(duty.partners),
        "condition": duty.condition,
        "citation": asdict(citation),
    }
