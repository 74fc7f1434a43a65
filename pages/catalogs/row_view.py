"""One row beside the table: what matters of a procedure, all its columns, and where it comes from."""

from dataclasses import replace
from html import escape

from assistant.answers.base import Draft
from assistant.answers.procedure_card import card, is_procedure
from assistant.catalogs.rows import Row, row_at
from assistant.catalogs.table import original_of
from pages.catalogs import texts
from pages.chat.answer_html import answer_html, mark_button
from pages.desk import Desk
from pages.markup import named_values
from pages.sources.passage import Place, passage
from pages.tables.rows import opener


def row_view(desk: Desk, place: Place) -> str | None:
    """The row that was clicked, with the words it was taken from; None where no whole row is meant."""
    document = desk.library.document(place.document_id)
    row = row_at(document, place.start) if document.metadata.columns else None
    whole = row and (row.heading.start, row.cells[-1].end) == (place.start, place.end)
    if row is None or not whole or place.whole:
        return None
    found = original_of(row, desk.library)
    if found is None:
        stands = desk.library.standing(document.document_id)
        seen = desk.original(document, place.start, place.end)
        return passage(document, stands, place, _head(row, texts.ROW_ITSELF), seen)
    source, start, end = found
    stands = desk.library.standing(source.document_id)
    there = Place(source.document_id, start, end, source.version)
    seen = desk.original(source, start, end)
    return passage(source, stands, there, _head(row, texts.ORIGIN), seen)


def _head(row: Row, below: str) -> str:
    number = texts.ROW_NUMBER.format(number=row.heading.paragraph)
    return (
        f'<section class="row-view"><h3>{escape(row.name)}</h3>'
        f'<p class="also">{escape(row.document.title)} {number}</p>{_card(row)}'
        f'{_fields(row)}<p class="below">{below}</p></section>'
    )


def _card(row: Row) -> str:
    if not is_procedure(row):
        return ""
    draft = Draft()
    html = answer_html([replace(card(row, draft), lead=())], 0)
    for cited in draft.citations:
        mark = opener(f"[{cited.n}]", row.document, cited.start, cited.end, "cite")
        html = html.replace(mark_button(0, cited.n), mark)
    return f'<div class="card"><h4>{texts.CARD}</h4><div class="words">{html}</div></div>'


def _fields(row: Row) -> str:
    fields = named_values("fields", ((cell.topic, escape(row.value(cell))) for cell in row.cells))
    opened = "" if is_procedure(row) else " open"
    return f"<details{opened}><summary>{texts.FIELDS}</summary>{fields}</details>"
