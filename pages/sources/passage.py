"""Words of a document beside a table: which document, still in force or not, where, and the words."""

from dataclasses import dataclass
from html import escape

from corpus.document import Document
from corpus.language.numerals import chinese_date
from corpus.life.standing import Standing
from pages import texts
from pages.sources.badge import validity_badge
from pages.sources.document_view import quoted_paragraphs, whole_document
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


def passage(document: Document, standing: Standing, place: Place, before: str = "") -> str:
    """Render the words at ``place``; ``before`` (HTML) stands above them."""
    quote = (place.start, place.end)
    provision = document.provision_at(place.start)
    section = provision.section if provision else ""
    if place.whole:
        words = (
            f'<div class="whole" role="region" tabindex="0" aria-label="{texts.WHOLE_LABEL}">'
            f"{whole_document(document, quote)}</div>"
        )
        shown = f"{_toggle(place)}{words}"
    else:
        words = quoted_paragraphs(document, quote)
        shown = (
            f'<blockquote class="provision" aria-label="{texts.QUOTED_PARAGRAPH}">{words}'
            f"</blockquote>{_toggle(place)}"
        )
    return (
        f'<article class="source">{before}<h2 class="source-title">{escape(document.title)}</h2>'
        f"{_state(standing)}{_facts(document)}{_path(section)}{shown}{_back()}</article>"
    )


def _state(standing: Standing) -> str:
    told = (
        f'<span class="validity-note">{escape(standing.reason)}</span>' if standing.reason else ""
    )
    return (
        f'<p class="validity"><span class="sr-only">{texts.VALIDITY}：</span>'
        f"{validity_badge(standing.validity.value)}{told}</p>"
    )


def _facts(document: Document) -> str:
    known = document.metadata
    rows = (
        (texts.NUMBER, known.number),
        (texts.ISSUED, chinese_date(known.issued) if known.issued else ""),
        (texts.ISSUER, known.issuer),
    )
    cells = "".join(
        f"<div><dt>{name}</dt><dd>{escape(value or texts.NOT_RECORDED)}</dd></div>"
        for name, value in rows
    )
    return f'<dl class="facts">{cells}</dl>'


def _path(section: str) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in section.split(_STEP) if step)
    return f'<ol class="path" aria-label="{texts.PATH_LABEL}">{steps}</ol>' if steps else ""


def _toggle(place: Place) -> str:
    label = texts.HIDE_WHOLE if place.whole else texts.SHOW_WHOLE
    return (
        f'<button type="button" class="quiet" data-act="open" data-whole="{int(not place.whole)}"'
        f' data-document="{escape(place.document_id)}" data-start="{place.start}"'
        f' data-end="{place.end}" data-version="{escape(place.version)}"'
        f' aria-expanded="{str(place.whole).lower()}">{label}</button>'
    )


def _back() -> str:
    return (
        '<button type="button" class="quiet back" data-act="back">'
        f"{table_texts.BACK_TO_TABLE}</button>"
    )
