"""Tasks as the command line and programs get them."""

from typing import Any

from assistant.tasks.register import Entry, TaskRegister


def task_json(register: TaskRegister, entry: Entry) -> dict[str, Any]:
    """The command contract's JSON of one task; ``quote`` is its own words.

    Raises:
        UnknownDocumentError: the document was changed since.
    """
    task, document = entry.task, register.document(entry)
    return {
        "document_id": entry.document_id,
        "source": document.source,
        "title": document.title,
        "start": task.start,
        "end": task.end,
        "quote": document.text[task.start : task.end],
        "task": task.title,
        "lead": list(task.lead),
        "partners": list(task.partners),
        "deadline": {"text": task.due.text, "date": task.due.day, "kind": task.due.term},
        "targets": [
            {
                "text": t.text,
                "value": t.value,
                "unit": t.unit,
                "direction": t.direction.value,
            }
            for t in task.targets
        ],
        "section": task.section,
    }


def task_lines(entry: Entry) -> str:
    """Lines for a terminal: the task with who, until when and how much, and its address."""
    return f"  {entry.task.line}\n      —— {entry.title} {entry.task.section}"
