"""The source beside the answer: which document, still in force or not, where, and the words."""

from dataclasses import dataclass
from html import escape

from assistant.answer import Answer, Citation
from corpus.document import Document, Metadata, Validity
from corpus.language.numerals import chinese_date
from corpus.life.standing import Standing
from pages import texts
from pages.chat.conversation import citation
from pages.chat.copying import quote_text
from pages.sources.badge import validity_badge
from pages.sources.document_view import outline, quoted_paragraphs, whole_document

_STEP = " › "


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows: citation ``n`` of the answer of turn ``turn``, in short or whole."""

    turn: int
    n: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """The document a citation quotes, in the version it quotes (None if that is not kept), how the
    document stands today, and whether it has been replaced or withdrawn since."""

    document: Document | None
    standing: Standing | None = None
    removed: bool = False
    changed: bool = False


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


def no_source(line: str) -> str:
    """The panel where there is nothing to show, and why."""
    return f'<div class="source-empty"><h2>{texts.SOURCE_LABEL}</h2><p>{escape(line)}</p></div>'


def source_panel(answer: Answer, shown: Shown, quoted: Quoted) -> str:
    """Render one source."""
    cited = citation(answer, shown.n)
    if cited is None:
        return no_source(texts.SOURCE_NONE)
    document, standing = quoted.document, quoted.standing
    known = document.metadata if document else Metadata(number=cited.number)
    return (
        f'<article class="source" data-turn="{shown.turn}" data-n="{shown.n}">'
        f"{_tabs(answer, shown)}"
        f'<h2 class="source-title">{escape(cited.title)}</h2>'
        f"{_validity_line(cited, standing)}"
        f"{_facts(known, cited)}"
        f"{_path(cited.section)}"
        f"{_words(cited, quoted, shown)}"
        f"{_note(known)}"
        f"{_back(shown)}"
        "</article>"
    )


def _tabs(answer: Answer, shown: Shown) -> str:
    buttons = "".join(
        f'<button type="button" class="tab" data-act="cite" data-turn="{shown.turn}" data-n="{c.n}"'
        f' aria-pressed="{str(c.n == shown.n).lower()}"'
        f' aria-label="{texts.SHOW_SOURCE.format(n=c.n)}">[{c.n}]</button>'
        for c in answer.citations
    )
    count = texts.SOURCE_COUNT.format(count=len(answer.citations))
    return (
        f'<div class="tabs"><span class="tabs-count">{count}</span>'
        f'<span class="sr-only" role="status">{texts.SOURCE_SHOWN.format(n=shown.n)}</span>'
        f'<span role="group" aria-label="{texts.SOURCE_LABEL}">{buttons}</span></div>'
    )


def _validity_line(cited: Citation, standing: Standing | None) -> str:
    validity = standing.validity.value if standing else cited.validity
    note = standing.reason if standing else ""
    if not note and validity == Validity.UNVERIFIED.value:
        note = texts.UNVERIFIED_NOTE
    told = f'<span class="validity-note">{escape(note)}</span>' if note else ""
    return (
        f'<p class="validity"><span class="sr-only">{texts.VALIDITY}：</span>'
        f"{validity_badge(validity)}{told}</p>"
    )


def _facts(known: Metadata, cited: Citation) -> str:
    rows = [
        (texts.NUMBER, cited.number or texts.NOT_RECORDED),
        (texts.ISSUED, chinese_date(known.issued) if known.issued else texts.NOT_RECORDED),
        (texts.ISSUER, known.issuer or texts.NOT_RECORDED),
    ]
    if known.plan_period:
        rows.append((texts.PERIOD, known.plan_period))
    cells = "".join(f"<div><dt>{escape(k)}</dt><dd>{escape(v)}</dd></div>" for k, v in rows)
    return f'<dl class="facts">{cells}</dl>'


def _path(section: str) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in section.split(_STEP) if step)
    return f'<ol class="path" aria-label="{texts.PATH_LABEL}">{steps}</ol>' if steps else ""


def _words(cited: Citation, quoted: Quoted, shown: Shown) -> str:
    quote, document = (cited.start, cited.end), quoted.document
    line = texts.SOURCE_REMOVED if quoted.removed else texts.SOURCE_CHANGED
    notice = ""
    if quoted.removed or quoted.changed:
        notice = f'<p class="source-notice" role="status">{escape(line)}</p>'
    if document is None:
        return (
            f"{notice}"
            f'<blockquote class="provision"><p><mark>{escape(cited.quote)}</mark></p></blockquote>'
            f'<div class="source-actions">{_copy(cited)}</div>'
        )
    if shown.whole:
        return f"{notice}{_buttons(shown, cited)}{outline(document, quote)}" + (
            f'<div class="whole" role="region" tabindex="0" aria-label="{texts.WHOLE_LABEL}">'
            f"{whole_document(document, quote)}</div>"
        )
    words = quoted_paragraphs(document, quote)
    return (
        f"{notice}"
        f'<blockquote class="provision" aria-label="{texts.QUOTED_PARAGRAPH}">{words}</blockquote>'
        f"{_buttons(shown, cited)}"
    )


def _buttons(shown: Shown, cited: Citation) -> str:
    return f'<div class="source-actions">{_toggle(shown)}{_copy(cited)}</div>'


def _copy(cited: Citation) -> str:
    return (
        f'<button type="button" class="quiet" data-act="copy" data-done="{texts.COPIED}"'
        f' data-failed="{texts.COPY_FAILED}">{texts.COPY_QUOTE}</button>'
        f'<span class="to-copy" hidden>{escape(quote_text(cited))}</span>'
    )


def _toggle(shown: Shown) -> str:
    label = texts.HIDE_WHOLE if shown.whole else texts.SHOW_WHOLE
    return (
        f'<button type="button" class="quiet" data-act="cite" data-turn="{shown.turn}"'
        f' data-n="{shown.n}" data-whole="{int(not shown.whole)}"'
        f' aria-expanded="{str(shown.whole).lower()}">{label}</button>'
    )


def _note(known: Metadata) -> str:
    if not known.source_note:
        return ""
    return f'<p class="source-note">{texts.SOURCE_NOTE}：{escape(known.source_note)}</p>'


def _back(shown: Shown) -> str:
    return (
        f'<button type="button" class="quiet back" data-act="back" data-turn="{shown.turn}"'
        f' data-n="{shown.n}">{texts.BACK_TO_ANSWER}</button>'
    )
