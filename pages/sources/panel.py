"""The source beside the answer: which document, still in force or not, where, and the words."""

from dataclasses import dataclass
from html import escape

from assistant.answer import Answer, Citation
from corpus.document import Document, Metadata, Validity
from corpus.life.standing import Standing
from pages import texts
from pages.chat.conversation import citation
from pages.chat.copying import quote_text
from pages.markup import button
from pages.sources import passage
from pages.sources.badge import validity_badge
from pages.sources.document_view import outline
from pages.sources.passage import nothing_open


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows: citation ``n`` of the answer of turn ``turn``, in short or whole."""

    turn: int
    n: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """The document a citation quotes, in the version it quotes (None if that is not kept), how the
    document stands today, whether it has been replaced or withdrawn since, and where the words are
    seen in its original ("": nowhere)."""

    document: Document | None
    standing: Standing | None = None
    removed: bool = False
    changed: bool = False
    original: str = ""


def empty_panel() -> str:
    """The panel before anything is cited: what will stand here, and what the badges mean."""
    meanings = "".join(
        f"<li>{validity_badge(validity)}<span>{escape(meaning)}</span></li>"
        for validity, meaning in texts.VALIDITY_MEANINGS
    )
    return (
        f'<div class="source-empty"><h2>{texts.SOURCE_LABEL}</h2>'
        f"<p>{texts.SOURCE_EMPTY}{texts.SOURCE_EMPTY_HINT}</p>"
        f"<h3>{texts.VALIDITY_LEGEND}</h3><ul>{meanings}</ul></div>"
    )


def source_panel(answer: Answer, shown: Shown, quoted: Quoted) -> str:
    """Render one source."""
    cited = citation(answer, shown.n)
    if cited is None:
        return nothing_open(texts.SOURCE_NONE)
    known = quoted.document.metadata if quoted.document else Metadata(number=cited.number)
    note = ""
    if known.source_note:
        note = f'<p class="source-note">{texts.SOURCE_NOTE}：{escape(known.source_note)}</p>'
    rows = passage.fact_rows(known, cited.number)
    if known.plan_period:
        rows.append((texts.PERIOD, known.plan_period))
    return (
        f'<article class="source" data-turn="{shown.turn}" data-n="{shown.n}">'
        f'{_tabs(answer, shown)}<h2 class="source-title">{escape(cited.title)}</h2>'
        f"{_validity(cited, quoted.standing)}{passage.facts(rows)}{passage.path(cited.section)}"
        f"{_words(cited, quoted, shown)}{note}"
        f"{button(texts.BACK_TO_ANSWER, 'quiet back', 'back', turn=shown.turn, n=shown.n)}</article>"
    )


def _tabs(answer: Answer, shown: Shown) -> str:
    buttons = "".join(
        button(
            f"[{c.n}]", "tab", "cite", turn=shown.turn, n=c.n, aria_pressed=c.n == shown.n,
            aria_label=texts.SHOW_SOURCE.format(n=c.n),
        )
        for c in answer.citations
    )  # fmt: skip
    count = texts.SOURCE_COUNT.format(count=len(answer.citations))
    return (
        f'<div class="tabs"><span class="tabs-count">{count}</span>'
        f'<span class="sr-only" role="status">{texts.SOURCE_SHOWN.format(n=shown.n)}</span>'
        f'<span role="group" aria-label="{texts.SOURCE_LABEL}">{buttons}</span></div>'
    )


def _validity(cited: Citation, standing: Standing | None) -> str:
    validity = standing.validity.value if standing else cited.validity
    note = standing.reason if standing else ""
    if not note and validity == Validity.UNVERIFIED.value:
        note = texts.UNVERIFIED_NOTE
    return passage.state(validity, note)


def _words(cited: Citation, quoted: Quoted, shown: Shown) -> str:
    quote, document = (cited.start, cited.end), quoted.document
    line = texts.SOURCE_REMOVED if quoted.removed else texts.SOURCE_CHANGED
    notice = ""
    if quoted.removed or quoted.changed:
        notice = f'<p class="source-notice" role="status">{escape(line)}</p>'
    copy = (
        button(texts.COPY_QUOTE, "quiet", "copy", done=texts.COPIED, failed=texts.COPY_FAILED)
        + f'<span class="to-copy" hidden>{escape(quote_text(cited))}</span>'
    )
    if document is None:
        return (
            f'{notice}<blockquote class="provision"><p><mark>{escape(cited.quote)}</mark></p>'
            f'</blockquote><div class="source-actions">{copy}</div>'
        )
    toggle = passage.toggle_whole(shown.whole, "cite", turn=shown.turn, n=shown.n)
    seen = passage.original_link(quoted.original)
    actions = f'<div class="source-actions">{toggle}{seen}{copy}</div>'
    if shown.whole:
        actions += outline(document, quote)
    return notice + passage.words(document, quote, shown.whole, actions)
