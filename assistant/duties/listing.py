"""Duties of one department or of all, as the command line and programs get them."""

from dataclasses import asdict
from typing import Any

from assistant.duties.register import DutyGroup
from assistant.stated import Stated
from corpus.facts.duties.duty import Duty


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


def group_json(group: DutyGroup) -> dict[str, Any]:
    """The command contract's JSON of one department's duties."""
    return {
        "department": group.name,
        "names": list(group.names),
        "today": group.today,
        "duties": [_duty(n, d) for n, d in enumerate(group.duties, 1)],
    }


def _duty(n: int, stated: Stated[Duty]) -> dict[str, Any]:
    duty = stated.fact
    return {
        "role": duty.role.value,
        "task": duty.task,
        "with": list(duty.partners),
        "condition": duty.condition,
        "citation": asdict(stated.cite(n)),
    }
