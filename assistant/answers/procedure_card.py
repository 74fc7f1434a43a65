"""A matter of a catalogue at a glance: conditions, papers, steps, time, department, telephone."""

from assistant.answers.compose import Draft, escape
from assistant.catalogs.rows import Row
from corpus.document import Provision
from corpus.language.column_headers import ColumnRole
from corpus.language.sentences import phrase_spans

# What everybody wants to know of a procedure; what no cell says is said to be missing.
_FIELDS: tuple[tuple[str, tuple[ColumnRole, ...]], ...] = (
    ("申请条件", (ColumnRole.CONDITION,)),
    ("申请材料", (ColumnRole.MATERIALS,)),
    ("办理流程", (ColumnRole.PROCESS,)),
    ("办理时限", (ColumnRole.PROMISED_LIMIT, ColumnRole.LEGAL_LIMIT)),
    ("办理部门", (ColumnRole.DEPARTMENT, ColumnRole.CO_DEPARTMENT)),
    ("咨询电话", (ColumnRole.PHONE,)),
)
# Told where the catalogue has it.
_MORE = (("办理地点", (ColumnRole.PLACE,)), ("收费", (ColumnRole.FEE,)))
_SHOWN = 140  # characters of a cell; the source beside the answer shows all of it
_MISSING = "未规定"
_EMPTY = ("", "无", "-", "—", "/")


def is_procedure(row: Row) -> bool:
    """Whether a row is a matter that is applied for: its catalogue has columns for papers or time."""
    roles = set(row.document.metadata.columns.values())
    return bool(roles & {r.value for r in (ColumnRole.MATERIALS, ColumnRole.PROMISED_LIMIT)})


def card(row: Row, draft: Draft) -> list[str]:
    """The lines of the card, every field with the mark of its cell."""
    lines = [f"- **{name}**：{_told(row, roles, draft) or _MISSING}" for name, roles in _FIELDS]
    more = [(name, _told(row, roles, draft)) for name, roles in _MORE]
    return [*lines, *(f"- **{name}**：{told}" for name, told in more if told)]


def _told(row: Row, roles: tuple[ColumnRole, ...], draft: Draft) -> str:
    cells = [cell for role in roles for cell in row.of_role(role) if row.value(cell) not in _EMPTY]
    label = len(cells) > 1
    return "；".join(
        (f"{escape(cell.topic)} " if label else "") + _value(row, cell, draft) for cell in cells
    )


def _value(row: Row, cell: Provision, draft: Draft) -> str:
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
    return escape(text[start:end].strip()) + ("……" if end < cell.end else "") + mark
