"""Words of a document beside a table: which document, still in force or not, where, and the words."""

from dataclasses import dataclass
from html import escape

from corpus.document import Document, Metadata
from corpus.language.numerals import chinese_date
from corpus.life.standing import Standing
from pages import texts
from pages.markup import button, named_values
from pages.originals import texts as originals
from pages.sources.badge import validity_badge
from pages.sources.document_view import Span, quoted_paragraphs, whole_document
from pages.tables import texts as table_texts

_STEP = " › "


@dataclass(frozen=True, slots=True)
class Place:
    """``text[start:end]`` of a version of a document, shown in short or in the whole text."""

    document_id: str
    start: int
    end: int
    version: str = ""
    whole: bool = False


def nothing_open(line: str = table_texts.SOURCE_HINT) -> str:
    """The panel where no words are open, and why."""
    return f'<div class="source-empty"><h2>{texts.SOURCE_LABEL}</h2><p>{escape(line)}</p></div>'


def passage(
    document: Document, standing: Standing, place: Place, before: str = "", original: str = ""
) -> str:
    """Render the words at ``place``; ``before`` (HTML) stands above them. ``original`` is where they
    are seen in the original, "" for nowhere."""
    provision = document.provision_at(place.start)
    section = provision.section if provision else ""
    known = document.metadata
    toggle = toggle_whole(
        place.whole, "open", document=place.document_id, start=place.start, end=place.end,
        version=place.version,
    )  # fmt: skip
    actions = f'<div class="source-actions">{toggle}{original_link(original)}</div>'
    return (
        f'<article class="source">{before}<h2 class="source-title">{escape(document.title)}</h2>'
        f"{state(standing.validity.value, standing.reason)}{facts(fact_rows(known, known.number))}"
        f"{path(section)}{words(document, (place.start, place.end), place.whole, actions)}"
        f"{button(table_texts.BACK_TO_TABLE, 'quiet back', 'back')}</article>"
    )


def state(validity: str, note: str) -> str:
    """Whether a document is in force, and why."""
    told = f'<span class="validity-note">{escape(note)}</span>' if note else ""
    return (
        f'<p class="validity"><span class="sr-only">{texts.VALIDITY}：</span>'
        f"{validity_badge(validity)}{told}</p>"
    )


def fact_rows(known: Metadata, number: str) -> list[tuple[str, str]]:
    """What tells a document from others, as name and value."""
    return [
        (texts.NUMBER, number or texts.NOT_RECORDED),
        (texts.ISSUED, chinese_date(known.issued) if known.issued else texts.NOT_RECORDED),
        (texts.ISSUER, known.issuer or texts.NOT_RECORDED),
    ]


def facts(rows: list[tuple[str, str]]) -> str:
    """Names with their values, both plain words."""
    return named_values("facts", ((name, escape(value)) for name, value in rows))


def path(section: str) -> str:
    """Where in the document the words stand, step by step."""
    steps = "".join(f"<li>{escape(step)}</li>" for step in section.split(_STEP) if step)
    return f'<ol class="path" aria-label="{texts.PATH_LABEL}">{steps}</ol>' if steps else ""


def words(document: Document, quote: Span, whole: bool, actions: str) -> str:
    """The paragraphs of a quote with ``actions`` (HTML) below, or below these the whole document."""
    if whole:
        return (
            f'{actions}<div class="whole" role="region" tabindex="0"'
            f' aria-label="{texts.WHOLE_LABEL}">{whole_document(document, quote)}</div>'
        )
    return (
        f'<blockquote class="provision" aria-label="{texts.QUOTED_PARAGRAPH}">'
        f"{quoted_paragraphs(document, quote)}</blockquote>{actions}"
    )


def original_link(to: str) -> str:
    """The way to the original, "" where there is none."""
    if not to:
        return ""
    label = originals.LINK_LABEL
    return (
        f'<a class="quiet" href="{escape(to)}" target="_blank" rel="noopener"'
        f' aria-label="{label}" title="{label}">{originals.LINK}</a>'
    )


def toggle_whole(whole: bool, act: str, **place: object) -> str:
    """The button between the words and the whole document; ``act`` shows what is at ``place``."""
    label = texts.HIDE_WHOLE if whole else texts.SHOW_WHOLE
    return button(label, "quiet", act, **place, whole=int(not whole), aria_expanded=whole)
