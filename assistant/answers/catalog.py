"""Questions about one matter of a catalogue: what papers, which department, how many working days."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.clarify import of_matters
from assistant.answers.procedure_card import card, is_procedure
from assistant.blocks import Block, Lead, Listing, Paragraph, Quote, Text
from assistant.catalogs.rows import Row, is_catalog, row_at
from assistant.evidence.asked import Asked
from assistant.library import Library
from assistant.understanding.attributes import asked_of_row, attributes
from assistant.understanding.question import Question
from corpus.document import Provision
from corpus.language.column_headers import ColumnRole
from corpus.language.words import fold, pairs
from index.retriever import Hit

_OVERVIEW_CELL = 200  # characters; longer cells are left to the question that asks for them
_SURELY = 0.95
_ROWS = 3  # matters answered at once where several fit the question equally
# A row is meant where this share of its name stands in the question, or this share of the question's
# matter in its name together with some of the name: (share of the name, share of the matter).
_MEANT = ((0.8, 0.0), (0.55, 0.6), (0.34, 0.75))
_SHORT = 3  # pairs; a name as short as 贴息 stands in many questions that are about something else
_NEAR = 0.08  # rows this near to the best one fit as well
# What a question says besides its matter.
_FILLER = re.compile(
    "请问|我想|想要|想|我们|需要|应该|应当|可以|能不能|办理|申请|申报|办个|办|要|得|的|了|吗|呢|啊|呀|"
    "是|有|在|去|到|找|和|与|及|怎么|怎样|如何|咋|什么|啥|哪些|哪个|哪里|哪儿|哪|谁|多少|多久|几个?|一下|这个|那个|事项|业务|"
    '[？?！!。，,、；;：:“”"《》（）()\\s]'
)


def matching_rows(question: Question, hits: list[Hit], library: Library) -> list[Row]:
    """The rows among the retrieved chunks that the question is about, best first."""
    rows: dict[tuple[str, int], Row] = {}
    for hit in hits:
        document = library.document(hit.chunk.document_id)
        row = row_at(document, hit.chunk.start) if is_catalog(document) else None
        if row is not None:
            rows.setdefault((document.document_id, row.heading.start), row)
    asked = _pairs(_plain(question.text))
    scored = []
    for row in rows.values():
        name = _pairs(_plain(row.name))
        matter = _pairs(_matter(question.text, row.name))
        named, about = _share(name, asked), _share(matter, name)
        ways = _MEANT if len(name) > _SHORT else _MEANT[1:]
        if any(named >= least and about >= matters for least, matters in ways):
            scored.append((2 * named * about / (named + about) if about else 0.0, row))
    scored.sort(key=lambda item: -item[0])
    near = [row for score, row in scored if score >= scored[0][0] - _NEAR]
    # Matters of one name are told apart by who is in charge.
    of = [
        row for row in near if (body := row.first(ColumnRole.DEPARTMENT)) and body in question.text
    ]
    return of or near


def _matter(question: str, name: str) -> str:
    """The question without the words that ask (unless the row's name has them) and that join."""
    for attribute in attributes():
        if attribute.of_row:
            question = attribute.of_row.sub(
                lambda match: match[0] if match[0] in name else " ", question
            )
    return _plain(question)


def _plain(text: str) -> str:
    return _FILLER.sub("", fold(text)) or fold(text)


def _share(pairs: set[str], of: set[str]) -> float:
    """Share (0 to 1) of ``pairs`` that are in ``of`` too."""
    return len(pairs & of) / len(pairs)


def _pairs(text: str) -> set[str]:
    """Its character pairs; a text of one character stands for itself."""
    return set(pairs(text)) or {text}


class CatalogMatter:
    """Answers from a catalogue, where the question names one of its matters."""

    name: ClassVar[str] = "catalog"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the rows that the question is about."""
        rows = matching_rows(asked.question, asked.hits, asked.library)
        return Bid(_SURELY, rows, settles_scope=True) if rows else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """What the rows say; questions to choose from where several rows fit."""
        draft = Draft(options=of_matters(asked.question, bid.found))
        if missing := compose(asked.question, bid.found, draft):
            draft.blocks.insert(0, Lead((f"目录中没有登记{missing}。",)))
            draft.status = "not_found"
        return draft


def compose(question: Question, rows: list[Row], draft: Draft) -> str:
    """Write what the rows say into ``draft``; return the name of a column that is asked for and
    that none of the rows has filled in, "" if there is none."""
    attributes_asked = asked_of_row(question.text, rows[0].name)
    asked = [role for attribute in attributes_asked for role in attribute.roles]
    shown = _distinct(rows, asked or overview_roles())
    if not asked and len(shown) == 1 and is_procedure(shown[0]):
        draft.blocks.append(card(shown[0], draft))
        return ""
    silent = bool(asked) and not any(row.of_role(role) for row in shown for role in asked)
    for row in shown[:_ROWS]:
        department = row.first(ColumnRole.DEPARTMENT)
        by = f"，{department}" if department and ColumnRole.DEPARTMENT not in asked else ""
        named: Text = (f"“{row.name}”{by}",)
        cells = _cells(row, asked, silent)
        if not cells:
            named += (draft.cite(row.document, row.heading, row.heading.start, row.heading.end),)
        told = [_cell(row, cell, draft) for cell in cells]
        # One matter: the answer first. Several: each under its name.
        several = len(shown) > 1
        head = Paragraph((*named, "：") if several else ("（事项：", *named, "）"))
        draft.blocks += [head, *told] if several else [*told, head]
    if len(shown) > _ROWS:
        others = len(shown) - _ROWS
        more = f"另有 {others} 个名称相近的事项，请写明地区、实施机关或具体情形再问。"
        draft.blocks.append(Paragraph((more,)))
    return attributes_asked[0].name if silent else ""


def overview_roles() -> list[ColumnRole]:
    """What is told of a matter that is named without asking for anything of it in particular."""
    return [role for attribute in attributes() if attribute.overview for role in attribute.roles]


def _cells(row: Row, asked: list[ColumnRole], silent: bool) -> list[Provision]:
    """What to tell of a row: what is asked for; failing that whom to call; else the main things."""
    if silent:
        return row.of_role(ColumnRole.PHONE)[:1]
    if asked:
        return [cell for role in asked for cell in row.of_role(role)]
    cells = [cell for role in overview_roles() for cell in row.of_role(role)]
    return [cell for cell in cells if cell.end - cell.start <= _OVERVIEW_CELL]


def _distinct(rows: list[Row], roles: list[ColumnRole]) -> list[Row]:
    """Rows that don't say the same: the same matter is often listed for many places."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for row in rows:
        said = (row.name, *(row.value(cell) for role in roles for cell in row.of_role(role)))
        if said not in seen:
            seen.add(said)
            kept.append(row)
    return kept


def _cell(row: Row, cell: Provision, draft: Draft) -> Block:
    """One cell: its value first; a list of several as a list."""
    mark = draft.cite(row.document, cell, cell.start, cell.end)
    items = [item.strip() for item in row.value(cell).split("；") if item.strip()]
    if len(items) < 2:
        return Quote(row.value(cell), mark, cell.topic)
    return Listing(
        tuple((item,) for item in items), (f"{cell.topic}（{len(items)}项）", mark, "：")
    )
