"""Values looked up in tables: the row by its names, the column by what is asked."""

import re
from collections.abc import Sequence
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Lead, Listing, Mark, Paragraph, Text
from assistant.catalogs.rows import is_catalog
from assistant.evidence.asked import Asked
from assistant.tables.columns import asked_cells, by_attribute
from assistant.tables.grams import folded, holds, telling
from assistant.tables.lookup import Match, find_records
from assistant.tables.records import Cell, Record, Table
from corpus.document import ProvisionKind
from corpus.language.figures import find_figures

_SURELY = 0.96
_MORE = 0.1  # by how much a paragraph must account for more of the question than a row does
_OF_A_MATTER = 0.94  # below CatalogMatter, which knows matters, their cards and their namesakes
_COVERED = 0.65  # share of the question that a row and its table must account for
_BARE = re.compile(r"(?:[<>≤≥＜＞=约A-Za-z]|[0-9][0-9,]*(?:\.[0-9]+)?|[-—~～至])+")
_UNIT_COLUMN = re.compile("(?:计量)?单位")
_IN_LABEL = re.compile(r"[（(]([^（）()]*)[）)]")
_ITEMS = re.compile(
    r"；|(?<=[。;：:])\s*(?=[0-9]{1,2}[.．、）)](?![0-9])|[（(][0-9一二三四五六七八九十]{1,2}[）)]|[①-⑳])"
)
_LONG = 60  # characters of a cell that names a row in words beside the answer


class TableLookup:
    """Answers with the cells of a table, where the question names a row and a column of it."""

    name: ClassVar[str] = "table"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the records with the cells that are asked for."""
        question = folded(asked.question.text)
        matches = find_records(question, asked.tables)
        if not matches or matches[0].cover < _COVERED:
            return None
        found = []
        for match in matches:
            cells = asked_cells(question, match.table, match.record, match.named)
            if cells:
                found.append((match, cells))
        if not found or _told_in_text(asked, question, matches[0]):
            return None
        matter = all(is_catalog(match.table.document) for match, _ in found) and all(
            match.record.cells[0] in match.named
            and set(cells)
            <= set(by_attribute(question, match.record.cells, match.record.cells[0].value))
            for match, cells in found
        )
        return Bid(_OF_A_MATTER if matter else _SURELY, found, settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The values first, then by what the row was found."""
        draft = Draft()
        told = [
            _told(match, cells, draft, several=len(bid.found) > 1) for match, cells in bid.found
        ]
        lines = [line for line, _ in told if line]
        if lines:
            words = [part for line in lines for part in ("；", *line)][1:]
            draft.blocks.append(Lead(tuple(words)))
        draft.blocks += [block for _, lists in told for block in lists]
        match = bid.found[0][0]
        if len(bid.found) == 1 and match.named:
            names = "；".join(_label_value(c) for c in match.named if len(c.value) <= _LONG)
            draft.blocks += [Paragraph((f"（{names}）",))] if names else []
        return draft


def _told_in_text(asked: Asked, question: str, best: Match) -> bool:
    """Whether a paragraph that was found accounts for more of the question than the row does."""
    grams = telling(question)
    for hit in asked.hits:
        document = asked.library.document(hit.chunk.document_id)
        for provision in document.provisions_between(hit.chunk.start, hit.chunk.end):
            if provision.kind is not ProvisionKind.PARAGRAPH:
                continue
            own = document.text[provision.start : provision.end]
            words = folded("|".join([document.title, *provision.path, own]))
            cover = sum(holds(words, gram) for gram in grams) / max(1, len(grams))
            if cover > best.cover + _MORE:
                return True
    return False


def _told(
    match: Match, cells: Sequence[Cell], draft: Draft, *, several: bool
) -> tuple[Text, list[Listing]]:
    """The cells of one record: short ones on one line, and those that are lists."""
    about = f"{_row_name(match)}：" if several else ""
    line: list[str | Mark] = []
    lists: list[Listing] = []
    for cell in cells:
        mark = draft.cite(match.table.document, cell.provision, cell.start, cell.end)
        label = f"{cell.label}：" if cell.label else ""
        items = cell.items or tuple(filter(None, map(str.strip, _ITEMS.split(cell.value))))
        if len(items) > 1:
            head = (cell.label, mark, "：") if cell.label else ()
            lists.append(Listing(tuple((item,) for item in items), head))
        else:
            line += ["；" if line else about, f"{label}{cell.value}", mark]
            line += unit_of(match.table, match.record, cell, draft)
    return tuple(filter(None, line)), lists


def _row_name(match: Match) -> str:
    return "、".join(c.value for c in match.named) or match.record.cells[0].value


def _label_value(cell: Cell) -> str:
    return f"{cell.label}：{cell.value}" if cell.label else cell.value


def unit_of(table: Table, record: Record, cell: Cell, draft: Draft) -> Text:
    """In what a bare figure is given: its label says so, a column of the row, or a line above."""
    if not _BARE.fullmatch(cell.value) or _IN_LABEL.search(cell.label):
        return ()
    for other in record.cells:
        if _UNIT_COLUMN.fullmatch(other.label) and find_figures(f"1{other.value}"):
            return (f"（单位：{other.value}）",)
    if table.unit:
        words, provision = table.unit
        mark = draft.cite(table.document, provision, provision.start, provision.end)
        return (f"（单位：{words}）", mark)
    return ()
