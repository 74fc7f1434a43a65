"""The clauses that come nearest to a question, beside the list of questions."""

from html import escape

from assistant.library import Library
from corpus.errors import UnknownDocumentError
from index.retriever import Hit
from pages.insight import texts
from pages.markup import button
from pages.records.masking import masked
from pages.sources.badge import validity_badge
from pages.sources.document_view import marked
from pages.tables import texts as table_texts
from pages.tables.rows import opener

SHOWN = 5


def nearest_clauses(question: str, hits: list[Hit], library: Library) -> str:
    """The panel: the question, and each clause with its document, its place and its words."""
    cards = "".join(filter(None, (_card(hit, library) for hit in hits)))
    return (
        f'<article class="source nearest"><h2 class="source-title">{texts.NEAREST}</h2>'
        f'<p class="asked">{escape(masked(question))}</p>'
        f"{cards or f'<p>{texts.NEAREST_NONE}</p>'}"
        f"{button(table_texts.BACK_TO_TABLE, 'quiet back', 'back')}</article>"
    )


def back_to_nearest(turn: int) -> str:
    """The way back from a clause to what else is near."""
    return button(texts.BACK_TO_NEAREST, "quiet", "open", turn=turn)


def _card(hit: Hit, library: Library) -> str:
    chunk = hit.chunk
    try:
        document = library.document(chunk.document_id)
        standing = library.standing(chunk.document_id)
    except UnknownDocumentError:  # withdrawn since the search
        return ""
    words = marked(document.text, (chunk.start, chunk.end), (chunk.start, chunk.start))
    name = texts.OPEN_CLAUSE_OF.format(title=document.title, section=chunk.section)
    opens = opener(texts.OPEN_CLAUSE, document, chunk.start, chunk.end, "quiet", aria_label=name)
    section = f'<p class="where">{escape(chunk.section)}</p>' if chunk.section else ""
    return (
        f'<section class="near"><h3>{escape(document.title)}'
        f" {validity_badge(standing.validity.value)}</h3>{section}"
        f'<blockquote class="provision"><p>{words}</p></blockquote>{opens}</section>'
    )
