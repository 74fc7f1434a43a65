"""Tasks of a document: of its numbered items, of its tables, and of what is left, sentence by sentence."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.document import Document
from corpus.facts.duties.extract import is_prose
from corpus.facts.duties.reports import lays_down
from corpus.facts.tasks.blocks import Block, find_blocks
from corpus.facts.tasks.items import spans_of
from corpus.facts.tasks.rows import from_catalog, from_rows
from corpus.facts.tasks.sentences import Found, from_sentences, main_deadline
from corpus.facts.tasks.targets import find_targets
from corpus.facts.tasks.task import Due, Task
from corpus.facts.tasks.titles import short_title
from corpus.language.deadlines import Deadline, find_deadlines
from corpus.language.departments import department_table
from corpus.life.genre import genre_of

# Rules bind for good whoever they name; a register of tasks has what is to be done now.
_RULES = frozenset("条例 规定 办法 细则 规则 规程 标准 指南 目录 解读 解答 倡议书 公开信".split())

_TELLS = re.compile("法$|汇编|问答|解读|指引|提示|须知|一图|读懂")


def extract_tasks(document: Document) -> list[Task]:
    """Every task a document sets, in reading order."""
    table, issued = department_table(), _day(document)
    if document.metadata.columns:
        if not document.metadata.searchable:
            return []
        return [_task(document, row) for row in from_catalog(document, table, issued)]
    blocks = find_blocks(document, table, issued)
    spans = spans_of(document, blocks)
    found = [
        _of_block(document, block, *span, issued)
        for block, span in zip(blocks, spans, strict=True)
        if span != (0, 0)
    ]
    taken = [(min(a, b.start), max(z, b.end)) for (a, z), b in zip(spans, blocks, strict=True) if z]
    found += [_task(document, row) for row in from_rows(document, table, issued)]
    if lays_down(document) and not _rules(document):
        found += [_task(document, piece) for piece in _rest(document, taken, issued)]
    return sorted(found, key=lambda task: (task.start, task.end))


def _rules(document: Document) -> bool:
    return genre_of(document.metadata.title) in _RULES or bool(
        _TELLS.search(document.metadata.title)
    )


def _day(document: Document) -> date | None:
    """The day that 年底 is counted from: the document's, or the first day of its number's year."""
    known = document.metadata
    if day := known.issued or known.published:
        return day
    year = re.search(r"[〔\[（(【](20[0-9]{2})[〕\]）)】]", known.number)
    return date(int(year[1]), 1, 1) if year else None


def _of_block(document: Document, block: Block, start: int, end: int, issued: date | None) -> Task:
    text = document.text
    words = text[start : block.start] if block.end >= end else text[start:end]
    deadline = block.deadline or main_deadline(find_deadlines(words, issued))
    targets = find_targets(text, start, start + len(words))
    return _task(document, Found(start, end, block.lead, block.partners, deadline, targets))


def _task(document: Document, piece: Found) -> Task:
    provision = document.provision_at(piece.start)
    return Task(
        piece.start,
        piece.end,
        short_title(document.text, piece.start, piece.end),
        piece.lead,
        piece.partners,
        _due(piece.deadline),
        piece.targets,
        provision.section if provision else "",
    )


def _due(deadline: Deadline | None) -> Due:
    if deadline is None:
        return Due()
    day = deadline.date.isoformat() if deadline.date else ""
    return Due(deadline.text.strip(), day, deadline.term.value)


def _rest(
    document: Document, taken: Sequence[tuple[int, int]], issued: date | None
) -> Iterator[Found]:
    text, table = document.text, department_table()
    for provision in document.provisions:
        if not is_prose(text, provision):
            continue
        for start, end in _left(provision.start, provision.end, taken):
            yield from from_sentences(
                text, provision, start, end, table, official=True, issued=issued
            )


def _left(start: int, end: int, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What of ``start``..``end`` lies in none of the spans that are taken."""
    for left, right in taken:
        if right <= start or left >= end:
            continue
        if start < left:
            yield start, left
        start = max(start, right)
    if start < end:
        yield start, end
