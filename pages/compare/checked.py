"""A document against its basis as HTML: what they say differently, side by side, as questions."""

from collections.abc import Sequence
from html import escape

from corpus.compare.consistency import Doubt
from corpus.document import Document
from pages.compare import texts
from pages.compare.query import CompareQuery
from pages.sources.document_view import marked
from pages.tables.rows import opener, results, row, table


def checked(
    query: CompareQuery, document: Document, bases: Sequence[Document], found: Sequence[Doubt]
) -> str:
    """Render what was found."""
    title = escape(texts.CHECKED.format(title=document.title))
    named = "、".join(f"《{base.title}》" for base in bases)
    line = texts.CHECKED_BASES.format(bases=named) if bases else texts.NO_BASES
    total = texts.CHECKED_TOTAL.format(count=len(found)) if found else ""
    head = (
        f'<div class="result-head"><h2>{title}</h2><p class="also">{escape(line)}</p>'
        f'<p class="total" role="status">{total}</p></div>'
    )
    body = ""
    if found:
        rows = [_row(document, doubt) for doubt in found]
        body = table(title, texts.CHECKED_HEADER, rows, "compare")
    elif bases:
        body = f'<p class="nothing">{texts.CHECKED_NONE}</p>'
    return results(head + body, query.address())


def _row(document: Document, doubt: Doubt) -> str:
    return row(
        texts.CHECKED_HEADER,
        (
            f'<span class="change-kind kind-changed">{escape(doubt.about)}</span>',
            _side(document, doubt.lower, doubt.lower_label, doubt.lower_words, ""),
            _side(
                doubt.higher_document, doubt.higher, doubt.higher_label, doubt.higher_words,
                f'<span class="number">《{escape(doubt.higher_document.title)}》</span>',
            ),
        ),
    )  # fmt: skip


def _side(document: Document, span: tuple[int, int], label: str, words: str, named: str) -> str:
    """A clause with its number, and the first words that differ marked."""
    first = words.split("、")[0]
    at = document.text.find(first, *span)
    quote = (at, at + len(first)) if at >= 0 else (span[0], span[0])
    return (
        f"{opener(label, document, *span, css='clause article-label')}{named}"
        f'<span class="article-text">{marked(document.text, span, quote)}</span>'
    )
