"""A column of figures that a question is about, and the rows of its table that count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from assistant.tables.grams import folded
from assistant.tables.labels import label_evidence, leaf
from assistant.tables.records import Cell, Record, Table, is_total
from assistant.tables.whole import category_values
from corpus.language.figures import find_figures
from corpus.language.words import content_words, is_stop_word

_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_UNIT = re.compile(r"[（(](?:单位[：:])?([^（）()]*)[）)]")
_FIGURES = 0.7  # share of the rows that must have a figure in the column
_ASKED = 0.6  # evidence from which a question names a column
_NOISE = re.compile(
    "项目|负责|牵头|承担|主管|责任|单位|合计|总和|总额|总计|加起来|一共|总共|平均|多少|哪个|哪些|几个|超过|大于|高于|以上|不低于|低于|不足|以下|少于|小于|最.|达到|钱|是|有|名单|清单|"
    "[0-9.]+|.*[元吨亩个家人万亿%].*|里|中|在"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures: its cells with their values row by row. ``unit``: in what they are given,
    "" where nothing says so; ``factor``: how much of the base unit that is, 0 where unknown."""

    table: Table
    label: str
    rows: tuple[tuple[Record, Cell, Decimal], ...]
    values: tuple[str, ...]
    unit: str = ""
    factor: float = 0.0
    dimension: str = ""


def asked_column(question: str, tables: Sequence[Table]) -> Column | None:
    """The column that a folded question asks of as a whole; None where no table has one that fits, or
    where the question speaks of what the table knows nothing of."""
    best: tuple[float, Column] | None = None
    words = [w for w in content_words(question) if len(w) > 1 and not is_stop_word(w)]
    for table in tables:
        if table.single or len(table.records) < 2 or not table.whole:
            continue
        around = folded("|".join([table.context, table.caption, *table.labels]))
        values = category_values(question, table)
        told = around + folded("".join(values))
        strange = [w for w in words if not _NOISE.fullmatch(w) and w not in told]
        if strange:
            continue
        for label in table.labels:
            score = _evidence(question, label, words)
            column = _column(table, label, values) if score >= _ASKED else None
            if column is not None:
                known = score + 0.1 * sum(w in around for w in words)
                if best is None or known > best[0]:
                    best = known, column
    return best[1] if best else None


def _evidence(question: str, label: str, words: Sequence[str]) -> float:
    """How surely a column is named: by its name, or by a word of it (投资 of 总投资)."""
    if not label:
        return 0.0
    name = folded(leaf(label))
    part = any(word in name and 2 * len(word) >= len(name) for word in words)
    return max(label_evidence(question, label), _ASKED if part else 0.0)


def _column(table: Table, label: str, values: tuple[str, ...]) -> Column | None:
    rows = []
    every = [r for r in table.records if not is_total(r)]
    for record in every:
        cell = next((c for c in record.cells if c.label == label), None)
        value = number_in(cell.value) if cell else None
        if cell is not None and value is not None:
            rows.append((record, cell, value))
    if len(rows) < _FIGURES * len(every):
        return None
    kept = tuple(
        row for row in rows if all(any(c.value == v for c in row[0].cells) for v in values)
    )
    found = _UNIT.search(label)
    unit = found[1] if found else table.unit[0] if table.unit else ""
    measured = find_figures(f"1{unit}") if unit else []
    factor = measured[0].value if measured else 0.0
    dimension = measured[0].dimension if measured else ""
    return Column(table, label, kept, values, unit, factor, dimension) if kept else None


def number_in(value: str) -> Decimal | None:
    """The number that a cell gives and nothing else, None where it is none."""
    plain = value.strip()
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
