"""What has to be filled in: the fields of a blank form."""

import re
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.blocks import Listing
from assistant.evidence.asked import Asked
from assistant.tables.grams import folded, grams, share
from assistant.tables.records import Cell, Table

_SURELY = 0.97
_ASKS = re.compile(
    "填(?:写|报|列)?(?:些|的)?(?:什么|哪些|啥|内容|项目|信息)|(?:什么|哪些|啥).{0,6}(?:填|栏目|字段)|怎么填|填写"
)
_FEWEST = 2  # empty places that make a table a form
_MEANT = 0.6  # share of the form's title in the question, or of the question in the form's title


class FormFields:
    """Lists the fields of the form that a question names."""

    name: ClassVar[str] = "form"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the form and its fields."""
        question = folded(asked.question.text)
        if not _ASKS.search(question):
            return None
        best: tuple[float, Table, list[Cell]] | None = None
        for table in asked.tables:
            title = grams(folded(table.caption or table.context))
            meant = share(title, question)
            fields = _fields(table)
            if len(fields) >= _FEWEST and meant >= _MEANT and (best is None or meant > best[0]):
                best = meant, table, fields
        return Bid(_SURELY, best[1:], settles_scope=True) if best else None

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """One item a field."""
        table, fields = bid.found
        draft = Draft()
        items = tuple(
            (cell.label, draft.cite(table.document, cell.provision, cell.start, cell.end))
            for cell in fields
        )
        draft.blocks.append(Listing(items, (f"{table.caption}要填写 {len(items)} 项：",)))
        return draft


def _fields(table: Table) -> list[Cell]:
    """The labelled places that are empty; none where the table is no form."""
    cells = [cell for record in table.records for cell in record.cells if cell.label]
    return [cell for cell in cells if not cell.value] if table.single else []
