"""A matter of a catalogue at a glance: conditions, papers, steps, time, department, telephone."""

from assistant.answers.base import Draft
from assistant.blocks import Fields, Mark, Text
from assistant.catalogs.rows import Row
from assistant.understanding.attributes import attributes
from corpus.document import Provision
from corpus.language.column_headers import ColumnRole
from corpus.language.sentences import phrase_spans

_SHOWN = 140  # characters of a cell; the source beside the answer shows all of it
_MISSING = "未规定"
_EMPTY = ("", "无", "-", "—", "/")


def is_procedure(row: Row) -> bool:
    """Whether a row is a matter that is applied for: its catalogue has columns for papers or time."""
    roles = set(row.document.metadata.columns.values())
    return bool(roles & {r.value for r in (ColumnRole.MATERIALS, ColumnRole.PROMISED_LIMIT)})


def card(row: Row, draft: Draft) -> Fields:
    """The card: every field with the mark of its cell."""
    heading = row.heading
    mark = draft.cite(row.document, heading, heading.start, heading.end)
    fields = [
        (attribute.name, told or (_MISSING,))
        for attribute in attributes()
        if attribute.card
        and ((told := _told(row, attribute.roles, draft)) or attribute.card == "required")
    ]
    return Fields((f"“{row.name}”的办理要点", mark, "："), tuple(fields))


def _told(row: Row, roles: tuple[ColumnRole, ...], draft: Draft) -> Text:
    cells = [cell for role in roles for cell in row.of_role(role) if row.value(cell) not in _EMPTY]
    told: list[str | Mark] = []
    for cell in cells:
        told += ["；"] if told else []
        told += [f"{cell.topic} "] if len(cells) > 1 else []
        told += _value(row, cell, draft)
    return tuple(told)


def _value(row: Row, cell: Provision, draft: Draft) -> Text:
    """The value of a cell with its mark, a long one up to a comma."""
    text = row.document.text
    start = cell.end - len(
        text[cell.start + len(cell.topic) + 1 : cell.end].lstrip()
    )  # after label
    end = cell.end
    if end - start > _SHOWN:
        borders = [right for _, right in phrase_spans(text, start, end) if right - start <= _SHOWN]
        end = borders[-1] if borders else start + _SHOWN
    mark = draft.cite(row.document, cell, cell.start, end)
    return (text[start:end].strip() + ("……" if end < cell.end else ""), mark)
