"""Questions about a table as a whole: which rows a question chooses, and what they are called."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tables.grams import folded, grams, holds, share, telling
from assistant.tables.records import Cell, Record, Table, is_total
from corpus.language.column_headers import ColumnRole, header_rule
from corpus.language.words import content_words

_ABOUT = 0.7  # share of the question's words that a table and the chosen values must account for
_SURELY_ABOUT = 0.9  # share where nothing of the question stands in what the table is called
_OF_TITLE = 2  # grams of the question in what a table is called, where all of it is meant
_DISTINCT = 0.8  # share of the values of a column that names the rows


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows of a table that a question is about: all of them, or those that hold ``values``."""

    table: Table
    records: tuple[Record, ...]
    values: tuple[str, ...]


def chosen_rows(question: str, tables: Sequence[Table], *, compared: bool = False) -> Chosen | None:
    """The rows that a question (folded) is about as a set, of the table that accounts for most of
    it; None where no table does. Where they are ``compared`` (分值最高的指标), the columns alone may
    say which table is meant."""
    asked = telling(question)
    words = content_words(question)
    best: tuple[float, Chosen] | None = None
    for table in tables:
        if table.single or len(table.records) < 2 or not table.whole:
            continue
        values = category_values(question, table)
        context = folded("|".join([table.context, *table.labels, *values]))
        told = [g for g in asked if holds(context, g)]
        missed = [g for g in asked if not holds(context, g) and any(g in w for w in words)]
        about = len(told) / max(1, len(told) + len(missed))
        named = sum(holds(folded(table.context), gram) for gram in asked)
        meant = values or named >= _OF_TITLE or (compared and about >= _SURELY_ABOUT)
        if about < _ABOUT or not meant:
            continue
        rows = [record for record in table.records if not is_total(record)]
        records = tuple(record for record in rows if _holds_all(record, values))
        if records and (best is None or about > best[0]):
            best = about, Chosen(table, records, values)
    return best[1] if best else None


def category_values(question: str, table: Table) -> tuple[str, ...]:
    """The values of columns in which values repeat that stand in the question, and not in what the
    table itself is called (技改 of a list of 技改项目)."""
    title = folded(table.context)
    found = []
    for label in table.labels:
        values = [c.value for r in table.records for c in r.cells if c.label == label and c.value]
        distinct = list(dict.fromkeys(values))
        for value in distinct if len(distinct) < len(values) else ():
            told = grams(folded(value))
            short = folded(value)[1:] if value[:1] in "省市县区" and len(value) > 3 else ""
            meant = len(value) > 1 and share(told, question) == 1.0
            meant = meant or bool(short and short in question)  # 工信局 of 市工信局
            if meant and folded(value) not in title:
                found.append(value)
    return tuple(found)


def _holds_all(record: Record, values: Sequence[str]) -> bool:
    return all(any(cell.value == value for cell in record.cells) for value in values)


def name_of(record: Record, table: Table) -> Cell:
    """The cell that a row is called by."""
    named = _name_label(table)
    return next((c for c in record.cells if c.label == named), record.cells[0])


def _name_label(table: Table) -> str:
    for label in table.labels:
        rule = header_rule(label) if label else None
        if rule and rule[0].role is ColumnRole.NAME:
            return label
    for label in table.labels:
        values = [c.value for r in table.records for c in r.cells if c.label == label]
        text = sum(not value[:1].isdigit() for value in values)
        if len(set(values)) >= _DISTINCT * len(table.records) and text >= _DISTINCT * len(values):
            return label
    return table.labels[0]
