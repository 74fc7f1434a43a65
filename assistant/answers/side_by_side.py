"""A comparison as a table: what each side's answer says, cell by cell cited, the difference first.

Structure (duties, tables, terms) is taken from the answer to each side; clauses are told apart for all
sides together. Where the figures are of one kind it is said which is higher.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, cite
from assistant.answers.choice import Quote as Chosen
from assistant.answers.choice import with_items
from assistant.answers.difference import NONE, Side, difference
from assistant.answers.finish import sources, today_names
from assistant.answers.numbered import number_in
from assistant.blocks import (
    Block,
    Fields,
    Lead,
    Listing,
    Mark,
    Notice,
    Quote,
    Table,
    Text,
    renumbered,
)
from assistant.evidence.apart import apart, distinct_words
from assistant.evidence.asked import Asked
from assistant.evidence.clauses import Candidate
from assistant.understanding.compared import is_place
from corpus.document import Document
from corpus.facts.duties.duty import Role
from corpus.language.figures import find_figures
from corpus.language.sentences import phrase_spans
from corpus.language.words import fold
from corpus.structure.lists import lists_of
from corpus.structure.units import units_of

_CELL = 400  # characters of a cell
_ITEM = 50  # characters of an item that is shown with what announces it
_WORDS = frozenset(("extract", "silent", "list", "out_of_scope"))  # kinds that choose among words


def beside(
    question: str, names: Sequence[str], asked: Sequence[Asked], answers: Sequence[Answer]
) -> Answer | None:
    """The answers to the sides of a comparison as one; the first line says where they differ. None where
    nothing is said of any side."""
    citations: list[Citation] = []
    notices: dict[Block, None] = {}
    words = distinct_words(names)
    clauses: list[Candidate | None] = [None] * len(names)
    if any(a.kind in _WORDS or not _names(a, own) for a, own in zip(answers, words, strict=True)):
        clauses = apart(asked, names)
        named = [
            is_place(name) or _names(answer, own) or bool(clause and _speaks_of(clause, own))
            for name, answer, own, clause in zip(names, answers, words, clauses, strict=True)
        ]
        if not any(named):  # 人数和营收有什么限制: sides that nothing found names are none
            return None
    sides: list[Side] = []
    for at, (name, answer, clause) in enumerate(zip(names, answers, clauses, strict=True)):
        silent = clause is not None and _is_other_body(name, clause, asked[at])
        if silent and not _names(answer, words[at]):
            pieces: tuple[Text, ...] = ()
        elif (
            clause is not None
            and not silent
            and (answer.kind in _WORDS or not _names(answer, words[at]))
        ):
            both = [n for n, other in enumerate(clauses) if other is clause]
            span = (
                _part(clause, [words[n] for n in both], both.index(at)) if len(both) > 1 else None
            )
            pieces = _clause(clause, span, citations)
        elif answer.status == "answered":
            numbers = {c.n: number_in(c, citations) for c in answer.citations}
            pieces = _told(renumbered(answer.blocks, numbers))
        else:
            pieces = ()
        notices |= dict.fromkeys(b for b in answer.blocks if isinstance(b, Notice))
        sides.append(Side(name, pieces))
    if not any(side.pieces for side in sides):
        return None
    lead = Lead((difference(question, sides),))
    rows = _rows(sides)
    used = list(
        dict.fromkeys(p.n for row in rows for cell in row for p in cell if isinstance(p, Mark))
    )
    order = {n: at for at, n in enumerate(used, 1)}
    cited = tuple(replace(citations[n - 1], n=order[n]) for n in used)
    table = renumbered(Table(("", *names), rows), order)
    before = [b for b in notices if isinstance(b, Notice) and b.about == "validity"]
    behind = today_names((c.quote for c in cited), asked[0].table)
    blocks = (*before, lead, table, *behind, *sources(cited))
    return Answer(question, "answered", blocks, cited, "comparison")


def _is_other_body(name: str, clause: Candidate, asked: Asked) -> bool:
    """Whether a side is a department and a clause speaks of none of that name: a body's duties are not
    told by what another one does."""
    bodies = {m.department.key for m in asked.table.find(name) if m.department}
    said = {m.department.key for m in asked.table.find(clause.text) if m.department}
    return bool(bodies) and not bodies & said


def _names(answer: Answer, own: list[str]) -> bool:
    """Whether an answer is on the side: duties and terms are, other words if they name it."""
    if answer.status != "answered":
        return False
    quoted = fold("".join(c.quote for c in answer.citations))
    return answer.kind in ("duty", "definition") or any(w in quoted for w in own)


def _speaks_of(clause: Candidate, own: list[str]) -> bool:
    """Whether a clause, its headings or the title of its document name a side."""
    above = [*clause.provision.path, clause.provision.topic, clause.document.title]
    text = fold(" ".join([*above, clause.text]))
    return any(word in text for word in own)


def _clause(
    clause: Candidate, part: tuple[int, int] | None, citations: list[Citation]
) -> tuple[Text, ...]:
    """A clause with the list it announces, as a piece of a cell; ``part``: what of it is shown."""
    document = clause.document
    chosen = Chosen(document, clause.provision, clause.start, clause.end)
    (quote,) = with_items([chosen])[:1]
    mark = _mark(document, quote.start, quote.end, citations)
    start, end = part or (quote.start, quote.end)
    piece: Text = (_flat(document.text[start:end]), mark)
    lead = _lead_in(document, clause) if end - start <= _ITEM and part is None else None
    if lead is not None:  # an item says little without what announces it
        piece = (_flat(document.text[slice(*lead)]), _mark(document, *lead, citations), *piece)
    return (piece,)


def _mark(document: Document, start: int, end: int, citations: list[Citation]) -> Mark:
    provision = next(iter(document.provisions_between(start, start + 1)))
    return Mark(number_in(cite(1, document, provision.section, start, end), citations))


def _lead_in(document: Document, clause: Candidate) -> tuple[int, int] | None:
    """The words that announce the list in which a clause is an item."""
    for root in units_of(document):
        if root.start <= clause.start < root.end:
            for found in lists_of(document, root):
                if (
                    found.announced
                    and found.unit.marker
                    and any(i.start <= clause.start < i.end for i in found.items)
                ):
                    return found.lead
    return None


def _part(clause: Candidate, words: list[list[str]], at: int) -> tuple[int, int] | None:
    """What of a clause that speaks of several sides is on one of them, None where it can't be told.

    Its phrases are taken together up to each that gives a figure; what names a side is that side's, what
    names none is the one's that is not named.
    """
    text = clause.document.text
    groups: list[tuple[int, int]] = []
    begun: int | None = None
    for start, end in phrase_spans(text, clause.start, clause.end):
        begun = start if begun is None else begun
        if any(f.dimension for f in find_figures(fold(text[start:end]))):
            groups.append((begun, end))
            begun = None
    owners = [
        [n for n, own in enumerate(words) if any(w in fold(text[a:b]) for w in own)]
        for a, b in groups
    ]
    named = {n for said in owners if len(said) == 1 for n in said}
    if len(groups) < len(words) or len(named) < len(words) - 1:
        return None
    own = [
        span
        for span, said in zip(groups, owners, strict=True)
        if (said == [at] if at in named else len(said) != 1)
    ]
    return (own[0][0], own[-1][1]) if own else None


def _told(blocks: Sequence[Block]) -> tuple[Text, ...]:
    """What the blocks say, as pieces of one cell."""
    found: list[Text] = []
    length = 0
    for piece in dict.fromkeys(p for block in blocks for p in _of_block(block)):
        words = "".join(p for p in piece if isinstance(p, str))
        if found and length + len(words) > _CELL:
            break
        length += len(words)
        found.append(piece)
    # what only announces the items says nothing beside them (财政部门的职责共3项：)
    found = [p for p in found if not _announces(p)] or found
    # who is but a member of a group has other things to do
    return tuple(p for p in found if not _is_member(p)) or tuple(found)


def _announces(piece: Text) -> bool:
    return isinstance(piece[-1], str) and piece[-1].endswith("：")


def _is_member(piece: Text) -> bool:
    return isinstance(piece[0], str) and piece[0].startswith(Role.MEMBER.value)


def _of_block(block: Block) -> Iterator[Text]:
    match block:
        case Lead(text):
            yield text
        case Quote(words, mark, _, around, proof) if not proof:
            yield _flat(around or words), mark
        case Listing(items, lead):
            yield from (lead, *items) if lead else items
        case Fields(_, values):
            yield from ((f"{name}：", *text) for name, text in values)
        case Table(columns, rows):
            for row in rows:
                pairs = zip(columns, row, strict=False)
                yield tuple(p for name, cell in pairs for p in (f"{name}：", *cell, "，"))[:-1]
        case _:
            return


def _flat(words: str) -> str:
    return " ".join(words.split()).strip("；;")


def _rows(sides: Sequence[Side]) -> tuple[tuple[Text, ...], ...]:
    """A row for what differs, one for what is the same on all sides."""
    shared = [p for p in sides[0].pieces if all(p in side.pieces for side in sides[1:])]
    rows: list[tuple[Text, ...]] = []
    differ = [tuple(p for p in side.pieces if p not in shared) for side in sides]
    if any(differ):
        rows.append((("不同" if shared else "规定",), *map(_cell, differ)))
    if shared:
        rows.append((("相同",), _cell(tuple(shared)), *((("同左",),) * (len(sides) - 1))))
    return tuple(rows)


def _cell(pieces: tuple[Text, ...]) -> Text:
    found: list[str | Mark] = []
    for piece in pieces:
        found += ["；"] if found else []
        found += piece
    return tuple(found) or (NONE,)
