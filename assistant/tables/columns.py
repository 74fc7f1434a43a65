"""Which columns of a table a question asks for."""

import re
from collections.abc import Sequence

from assistant.tables.kinds import by_kind
from assistant.tables.labels import by_label, leaf
from assistant.tables.records import Cell, Record, Table, is_number_of
from assistant.tables.whole import name_of
from assistant.understanding.attributes import asked_of_row
from corpus.language.column_headers import BY_PATTERN, ColumnRole, header_rule
from corpus.language.words import content_words

_WHICH = re.compile("(?:哪一?|什么|啥|第?几)[个些家种类级位条项]?(?P<what>[\u4e00-\u9fff]{1,6})")
_SERIAL = re.compile("序号|编号|^号$")
_OPEN = re.compile("什么|啥|哪些|内容|安排|情况|怎么|如何|介绍")
_NOTE = re.compile("备注|说明|附注")
_FEW = 4  # cells that are told together where none is asked for in particular
_CLASS = re.compile("上级|类别|分类|类型|大类|门类|所属|层级")


def asked_cells(question: str, table: Table, record: Record, named: Sequence[Cell]) -> list[Cell]:
    """The cells of ``record`` that the question asks for, in the order of the columns; none where it
    doesn't say. ``question`` is folded; ``named`` are the cells by which the record was found."""
    open_cells = [
        cell for cell in record.cells
        if cell not in named and cell.value and not _SERIAL.search(cell.label)
    ]  # fmt: skip
    if re.search("是(?:谁|哪|什么|啥)", question) and any(map(is_number_of, named)):
        # whose number it is: what is asked for by name, else what the row is called
        which = [c for c in _by_which(question, open_cells) if _is_asked(question, c.label)]
        called = name_of(record, table)
        if not table.single and (which or called in open_cells):
            return which or [called]
    if table.single and (numbers := [cell for cell in named if is_number_of(cell)]):
        return numbers  # 临港新区：0899-3310003 says whose number it is
    name = "".join(cell.value for cell in named)
    chosen = by_label(question, open_cells, named)
    roles = by_attribute(question, open_cells, name)
    which = _by_which(question, open_cells)
    if len(which) > 1 and (both := [cell for cell in which if cell in roles]):
        which = both
    if not chosen and not which:
        chosen = roles
    chosen = [*chosen, *which]
    chosen += _by_other_word(question, open_cells, name, chosen)
    if table.single:
        return [cell for cell in record.cells if cell in chosen]
    chosen += by_kind(question, [c for c in open_cells if c not in chosen], chosen)
    if not chosen and _OPEN.search(question) and len(open_cells) <= _FEW:
        told = [c for c in open_cells if not (_CLASS.search(c.label) or _NOTE.search(c.label))]
        chosen = told or open_cells
    return [cell for cell in record.cells if cell in chosen]


def _is_asked(question: str, label: str) -> bool:
    """Whether the whole name of a column, or its end, is what 哪个… asks for."""
    match = _WHICH.search(question)
    name = leaf(label)
    return match is not None and any(name.endswith(match["what"][:n]) for n in range(1, 7))


def _by_which(question: str, cells: Sequence[Cell]) -> list[Cell]:
    """哪个科室, 什么职业: the cells whose label (or value) is of what is asked for."""
    for match in _WHICH.finditer(question):
        word = match["what"]
        for length in range(len(word), 0, -1):
            part = word[:length]
            found = [c for c in cells if leaf(c.label).endswith(part)]
            if not found and length > 1:
                found = [c for c in cells if part in leaf(c.label)]
            if found:
                return found
            if length > 1 and (
                found := [c for c in cells if not c.label and c.value.endswith(part)]
            ):
                return found
    if re.search("属于|归(?:入|为|属)|哪一?类|上级|上一级", question):
        return [cell for cell in cells if _CLASS.search(cell.label)]
    return []


def by_attribute(question: str, cells: Sequence[Cell], name: str) -> list[Cell]:
    """The cells of the columns that are asked for in everyday words (怎么收费, 找谁办)."""
    roles = {role for a in asked_of_row(question, name) for role in a.roles}
    return _of_roles(cells, roles)


def _by_other_word(
    question: str, cells: Sequence[Cell], name: str, chosen: Sequence[Cell]
) -> list[Cell]:
    """The cells of the columns that a word of the question is another name of (文号 of 发文字号)."""
    told = name + "".join(cell.label for cell in chosen)
    words = [word for word in content_words(question) if word not in told]
    rules = [rule for word in words if (rule := header_rule(word)) and rule[1] < BY_PATTERN]
    return _of_roles(cells, {rule.role for rule, _ in rules})


def _of_roles(cells: Sequence[Cell], roles: set[ColumnRole]) -> list[Cell]:
    roles = roles - {ColumnRole.OTHER, ColumnRole.NAME}
    return [
        cell for cell in cells
        if cell.label and (rule := header_rule(cell.label)) and rule[0].role in roles
    ]  # fmt: skip
