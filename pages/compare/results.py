"""A comparison as HTML: what matters, then the articles side by side with the words marked."""

from collections.abc import Sequence
from html import escape

from assistant.library import Library
from corpus.compare.comparison import Change, Comparison, Line
from corpus.compare.pieces import Piece
from corpus.compare.written import heading, summary
from corpus.document import Document
from pages.compare import texts
from pages.compare.found import Choice, Found
from pages.compare.marks import Span, runs
from pages.compare.query import CompareQuery, Only
from pages.markup import menu, query_form
from pages.sources.badge import validity_badge
from pages.tables.rows import (
    choices,
    download_link,
    go,
    opener,
    page_of,
    pager,
    results,
    row,
    table,
)

_PAIRS = 60


def form(query: CompareQuery, known: Sequence[Choice]) -> str:
    """The choice of both documents."""
    options = [("", texts.CHOOSE), *((choice.key, choice.name) for choice in known)]
    return query_form(
        menu("old", texts.OLD, options, query.old, css="field grow", id="old-text")
        + menu("new", texts.NEW, options, query.new, css="field grow", id="new-text")
    )


def start(pairs: Sequence[tuple[Choice, Choice]], based: Sequence[Choice]) -> str:
    """The versions that there are, and the documents with a basis at hand, to choose from."""
    body = f'<p class="nothing">{texts.NO_CHAINS}</p>'
    if pairs:
        items = "".join(
            f"<li>{go(_pair(old, new), {'old': old.key, 'new': new.key, 'only': ''}, 'link')}</li>"
            for old, new in pairs[:_PAIRS]
        )
        body = f'<h2>{texts.CHAINS}</h2><ul class="plain-list">{items}</ul>'
    if based:
        items = "".join(
            f"<li>{go(choice.name, {'of': choice.key}, 'link')}</li>" for choice in based[:_PAIRS]
        )
        body += (
            f'<h2>{texts.BASED}</h2><p class="also">{texts.BASED_LINE}</p>'
            f'<ul class="plain-list">{items}</ul>'
        )
    return results(body)


def _pair(old: Choice, new: Choice) -> str:
    return texts.PAIR.format(old=old.name, new=new.name)


def comparison(found: Found, library: Library) -> str:
    """Render a comparison."""
    sides = _Sides(found.comparison, library)
    only = found.query.only
    rows: Sequence[str]
    if only is Only.IMPORTANT:
        page = page_of(found.changes, found.query.page)
        rows = [sides.change(line, change) for line, change in page.rows]
        label, header, none = texts.IMPORTANT, texts.CHANGES_HEADER, texts.NOTHING_IMPORTANT
        turns = pager(page)
    else:
        articles = page_of(found.lines, found.query.page)
        rows = [sides.line(line) for line in articles.rows]
        label = texts.ALL if only is Only.ALL else texts.CHANGED
        header, none = texts.LINES_HEADER, texts.NOTHING_CHANGED
        turns = pager(articles)
    body = f'<p class="nothing">{none}</p>'
    if rows:
        body = table(label, header, rows, "compare") + turns
    return results(f"{_head(found)}{body}", found.query.address())


def _head(found: Found) -> str:
    made = found.comparison
    names = "".join(
        f'<p class="also">{label}：{escape(document.title)} '
        f"{validity_badge(document.metadata.validity.value)}</p>"
        for label, document in ((texts.OLD, made.old), (texts.NEW, made.new))
    )
    title = escape(texts.RESULT.format(title=made.new.title))
    total = texts.TOTAL.format(summary=summary(made), count=len(found.changes))
    counted = (
        (texts.IMPORTANT, len(found.changes), Only.IMPORTANT),
        (texts.CHANGED, len(found.changed), Only.CHANGED),
        (texts.ALL, len(made.lines), Only.ALL),
    )
    shown = choices(
        texts.SHOW_LABEL,
        [
            (f"{label} {count}", {"only": only.value}, found.query.only is only)
            for label, count, only in counted
        ],
    )
    address = f"compare/table.docx{found.query.address()}"
    return (
        f'<div class="result-head"><h2>{title}</h2>{names}'
        f'<p class="total" role="status">{escape(total)}</p>'
        f'<div class="choices">{shown}{download_link(address, texts.DOWNLOAD)}</div></div>'
    )


class _Sides:
    """Both sides of a comparison as cells of a table."""

    def __init__(self, made: Comparison, library: Library) -> None:
        self._made = made
        self._live = {id(each): _is_live(each, library) for each in (made.old, made.new)}

    def line(self, line: Line) -> str:
        """An article of both versions, whole."""
        label = f'<span class="change-kind kind-{line.kind.value}">{texts.KINDS[line.kind]}</span>'
        notes = [texts.PART] if line.part else []
        if line.renumbered and not line.part:
            notes.append(texts.RENUMBERED)
        label += "".join(f'<span class="number">{note}</span>' for note in notes)
        old = self._article(self._made.old, line.old, [h.old for h in line.hunks], "del")
        new = self._article(self._made.new, line.new, [h.new for h in line.hunks], "ins")
        return row(
            texts.LINES_HEADER,
            (label, old or _none(texts.NONE_OLD), new or _none(texts.NONE_NEW)),
        )

    def _article(
        self, document: Document, piece: Piece | None, marked: list[Span], tag: str
    ) -> str:
        if piece is None:
            return ""
        label = self._opens(document, piece.label, (piece.start, piece.end))
        whole = document.text[piece.body : piece.end].strip()
        start = document.text.index(whole, piece.body) if whole else piece.body
        return f"{label}{_words(document, (start, piece.end), marked, tag)}"

    def change(self, line: Line, change: Change) -> str:
        """A change that matters: what it is, and the clauses of both sides."""
        label = (
            f'<span class="change-kind kind-changed">{change.what.value}</span>'
            f'<span class="number">{escape(heading(line))}</span>'
        )
        old = self._clause(self._made.old, change.old, [h.old for h in change.hunks], "del")
        new = self._clause(self._made.new, change.new, [h.new for h in change.hunks], "ins")
        return row(
            texts.CHANGES_HEADER,
            (label, old or _none(texts.NONE_OLD), new or _none(texts.NONE_NEW)),
        )

    def _clause(self, document: Document, span: Span, marked: list[Span], tag: str) -> str:
        if span[0] >= span[1]:
            return ""
        words = _words(document, span, marked, tag)
        return f"{words}{self._opens(document, texts.OPENS, span)}"

    def _opens(self, document: Document, label: str, span: Span) -> str:
        if not self._live[id(document)]:
            return f'<span class="article-label">{escape(label)}</span>' * (label != texts.OPENS)
        return opener(label, document, *span, css="clause article-label")


def _is_live(document: Document, library: Library) -> bool:
    known = library.store.documents.live(document.document_id)
    return known is not None and known.version == document.version


def _none(words: str) -> str:
    return f'<span class="number">{words}</span>'


def _words(document: Document, span: Span, marked: list[Span], tag: str) -> str:
    html = "".join(
        f"<{tag}>{escape(run.words)}</{tag}>" if run.marked else escape(run.words)
        for run in runs(document.text, span, marked)
    )
    return f'<span class="article-text">{html}</span>'
