"""The change notice as a plain page for administrators, and its address."""

from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Request, Response

from corpus import clock
from corpus.compare.folded import Span
from corpus.compare.written import heading, summary
from corpus.document import Document
from corpus.errors import PolicyError
from pages import identity
from pages.access import texts as access
from pages.compare import texts
from pages.compare.notice import Notice, notice
from pages.compare.query import CompareQuery
from pages.desk import Desk
from pages.links import at
from pages.markup import one_line
from pages.plain_page import plain_page
from pages.records.reports import quoting

PATH = "/admin/changes"
_MOST = 60  # rows of a table
_ANSWERS = 500
_WORDS = 160  # characters of a cell


def notice_routes(desk: Desk, visitor: Callable[[Request], str | None]) -> APIRouter:
    """The address of the notice.

    Args:
        visitor: the key of whoever sends a request.
    """
    router = APIRouter()

    @router.get(PATH)
    def changes(request: Request) -> Response:
        if not identity.parse(visitor(request) or "").administers:
            raise HTTPException(403, access.ADMINISTRATORS_ONLY)
        query = CompareQuery().changed(dict(request.query_params))
        try:
            if query.of and (pair := desk.comparisons.before(query.of)):
                query = CompareQuery(*pair)
            elif query.of:
                return plain_page(texts.NOTICE, f"<p>{texts.NO_VERSION}</p>", 404)
            made = desk.comparisons.find(query).comparison
            answers = quoting(desk.records.database, made.old.document_id, _ANSWERS)
        except PolicyError as error:
            return plain_page(texts.NOTICE, f"<p>{escape(one_line(error))}</p>", 404)
        return plain_page(texts.NOTICE, notice_html(notice(made, answers), query), wide=True)

    return router


def notice_html(found: Notice, query: CompareQuery) -> str:
    """The body of the notice."""
    made = found.comparison
    link = at(f"/compare?{urlencode({'old': query.old, 'new': query.new})}")
    return (
        f"<p>{texts.OLD}：{_named(made.old)}<br>{texts.NEW}：{_named(made.new)}</p>"
        f'<p>{escape(summary(made))}　<a href="{escape(link)}">{texts.NOTICE_WHOLE}</a></p>'
        f"<h2>{texts.IMPORTANT}（{len(found.changes)}）</h2>{_changes(found)}"
        f"<h2>{texts.NOTICE_ANSWERS}（{len(found.quotes)}）</h2>"
        f'<p class="soft">{texts.NOTICE_KEPT.format(count=found.kept)}</p>{_quotes(found)}'
        f"<h2>{texts.NOTICE_FACTS}（{len(found.facts)}）</h2>{_facts(found)}"
    )


def _named(document: Document) -> str:
    number = f"（{document.metadata.number}）" if document.metadata.number else ""
    return escape(f"《{document.title}》{number}")


def _changes(found: Notice) -> str:
    made = found.comparison
    return _table(
        texts.CHANGES_HEADER,
        (
            (
                f"{change.what.value} {heading(line)}",
                _words(made.old, [change.old]) or texts.NONE_OLD,
                _words(made.new, [change.new]) or texts.NONE_NEW,
            )
            for line, change in found.changes
        ),
        len(found.changes),
    )


def _quotes(found: Notice) -> str:
    made = found.comparison
    return _table(
        texts.NOTICE_ANSWERS_HEADER,
        (
            (
                f"{clock.local(quote.asked_at):%Y-%m-%d}",
                quote.question,
                _short(quote.citation.quote),
                quote.fallen.fate.value + (f"（{quote.fallen.label}）" * bool(quote.fallen.label)),
                _words(made.new, quote.fallen.new),
            )
            for quote in found.quotes
        ),
        len(found.quotes),
    )


def _facts(found: Notice) -> str:
    return _table(
        texts.NOTICE_FACTS_HEADER,
        (
            (
                change.label,
                _short(change.old.line) if change.old else texts.NONE_OLD,
                _short(change.new.line) if change.new else texts.NONE_NEW,
            )
            for change in found.facts
        ),
        len(found.facts),
    )


def _words(document: Document, spans: Iterable[Span]) -> str:
    return _short("……".join(document.text[a:b] for a, b in spans if a < b))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}……"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], total: int) -> str:
    if not total:
        return f"<p>{texts.NOTICE_NONE}</p>"
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    shown = [row for row, _ in zip(rows, range(_MOST), strict=False)]
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in shown
    )
    more = texts.NOTICE_MORE.format(count=total - len(shown)) if total > len(shown) else ""
    return (
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f'<p class="soft">{more}</p>'
    )
