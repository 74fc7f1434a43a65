"""How many rows a table has, which one has most of something, which ones are of a class."""

import re
from collections.abc import Sequence
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.table_lookup import unit_of
from assistant.blocks import Lead, Listing, Paragraph, Text
from assistant.evidence.asked import Asked
from assistant.tables.grams import folded
from assistant.tables.labels import label_evidence
from assistant.tables.records import Cell, Record, Table
from assistant.tables.whole import Chosen, chosen_rows, name_of

_SURELY = 0.965
_COUNT = re.compile("(?:多少|几)(?P<of>[个家项种类条户名所批])")
_WHICH = re.compile("哪一?[个家项条户所种]|谁|什么")
_LIST = re.compile("哪些|哪几[个家项条户所种]|名单|清单|有什么")
_MOST = re.compile("最(?:多|大|高|贵|长|早)")
_LEAST = re.compile("最(?:少|小|低|便宜|短|晚)")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_FIGURES = 0.7  # share of the rows that must have a figure in a column that is compared
_LISTED = 15  # rows that are named one by one


class TableWhole:
    """Answers 一共几个, 哪个最多, 有哪些 from the rows of one table."""

    name: ClassVar[str] = "table_rows"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the rows that are meant, and the cell with the most or least where one is asked."""
        question = folded(asked.question.text)
        extreme = bool(_MOST.search(question) or _LEAST.search(question)) and _WHICH.search(
            question
        )
        if not (extreme or _COUNT.search(question) or _LIST.search(question)):
            return None
        plain = _MOST.sub("", _LEAST.sub("", _COUNT.sub("", question)))
        chosen = chosen_rows(plain, asked.tables, compared=bool(extreme))
        if chosen is None:
            return None
        compared = _compared(question, chosen) if extreme else None
        if extreme and compared is None:
            return None
        return Bid(_SURELY, (chosen, compared), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The row with its figure; else the number of rows, and what they are called."""
        chosen, compared = bid.found
        draft = Draft()
        table: Table = chosen.table
        if compared is not None:
            record, cell = compared
            name = _cited(name_of(record, table), table, draft)
            told = _cited(cell, table, draft)
            draft.blocks.append(
                Lead((*name, f"，{cell.label}：", *told, *unit_of(table, record, cell, draft)))
            )
            return draft
        counted = _COUNT.search(folded(asked.question.text))
        of = counted["of"] if counted else "项"
        draft.blocks += _rows(chosen, of, draft)
        return draft


def _rows(chosen: Chosen, of: str, draft: Draft) -> list[Lead | Listing | Paragraph]:
    number = len(chosen.records)
    shown = chosen.records[:_LISTED]
    items = tuple(_cited(name_of(r, chosen.table), chosen.table, draft) for r in shown)
    blocks: list[Lead | Listing | Paragraph] = [Listing(items, (f"共 {number} {of}：",))]
    if number > len(shown):
        blocks.append(
            Paragraph((f"另有 {number - len(shown)} {of}，见《{chosen.table.document.title}》。",))
        )
    return blocks


def _cited(cell: Cell, table: Table, draft: Draft) -> Text:
    return (cell.value, draft.cite(table.document, cell.provision, cell.start, cell.end))


def _compared(question: str, chosen: Chosen) -> tuple[Record, Cell] | None:
    """The row with the largest (or smallest) figure in the column that the question names."""
    best: tuple[float, str] | None = None
    for label in chosen.table.labels:
        score = label_evidence(question, label)
        if score >= 0.6 and (best is None or score > best[0]) and _is_figures(chosen, label):
            best = score, label
    if best is None:
        return None
    figures = [
        (float(match[0].replace(",", "")), record, cell)
        for record in chosen.records
        for cell in record.cells
        if cell.label == best[1] and (match := _NUMBER.search(cell.value))
    ]
    pick = max if _MOST.search(question) else min
    _, record, cell = pick(figures, key=lambda item: item[0])
    return record, cell


def _is_figures(chosen: Chosen, label: str) -> bool:
    values: Sequence[str] = [c.value for r in chosen.records for c in r.cells if c.label == label]
    figures = sum(bool(_NUMBER.fullmatch(value)) for value in values)
    return bool(values) and figures >= _FIGURES * len(values)
