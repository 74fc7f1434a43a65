"""The support measures of a document beside the table: what was read, what was left out and why, and
the corrections that an administrator makes of them."""

from collections.abc import Sequence
from html import escape

from corpus.correction import Act
from corpus.document import Document
from corpus.facts.measures.corrected import stale
from corpus.facts.measures.measure import Benefit, Measure, amount_text
from corpus.facts.measures.missed import Missed, missed_measures
from pages.library import measure_texts as texts
from pages.markup import button, menu

_MOST = 100  # of each kind that are shown
_LONGEST = 160  # characters of a quote


def measures_section(document: Document, measures: Sequence[Measure], *, able: bool) -> str:
    """Render the measures; ``able`` tells whether they can be corrected here."""
    if document.metadata.columns:
        return ""
    missed = missed_measures(document, measures)
    parts = [
        _read(document, measures, able),
        _missed(document, missed, able),
        _stale(document, able),
    ]
    if able:
        parts.append(_form(Act.ADD, "", "", texts.ADD))
    head = texts.HEADING.format(count=len(measures), missed=len(missed))
    inside = f"<details><summary>{escape(head)}</summary>{''.join(parts)}</details>"
    return f'<section class="measures-read">{inside}</section>'


def _read(document: Document, measures: Sequence[Measure], able: bool) -> str:
    given = {c.span(document.text): c for c in document.metadata.corrections}
    items = []
    for measure in measures[:_MOST]:
        amounts = "、".join(map(amount_text, measure.amounts)) or texts.NO_AMOUNT
        about = f"［{measure.benefit}］{amounts}" + (
            f"；{measure.target}" if measure.target else ""
        )
        at = f"{measure.start}-{measure.end}"
        made = given.get((measure.start, measure.end))
        tools = f'<span class="origin">{texts.BY_HAND}</span>' if made else ""
        if able:
            tools += button(texts.DROP, "quiet", "measure-drop", at=at)
            if made:
                tools += button(texts.FORGET, "quiet", "measure-forget", at=at)
            form = _form(Act.CHANGE, at, measure.benefit.value, texts.SAVE)
            tools += f"<details><summary>{texts.CHANGE}</summary>{form}</details>"
        items.append(
            f"<li>{escape(about)}<q>{_quote(document, measure.start, measure.end)}</q>{tools}</li>"
        )
    return f'<ul class="plain-lines">{"".join(items)}</ul>' if items else f"<p>{texts.NONE}</p>"


def _missed(document: Document, missed: Sequence[Missed], able: bool) -> str:
    if not missed:
        return ""
    items = "".join(
        f"<li>{escape(m.why.value)}<q>{_quote(document, m.start, m.end)}</q>"
        + (button(texts.TAKE, "quiet", "measure-take", at=f"{m.start}-{m.end}") if able else "")
        + "</li>"
        for m in missed[:_MOST]
    )
    return f'<h4>{texts.MISSED}</h4><ul class="plain-lines">{items}</ul>'


def _stale(document: Document, able: bool) -> str:
    """What was dropped, and corrections of words that are gone: both can be taken back."""
    dropped = [
        c for c in document.metadata.corrections if c.act is Act.DROP or c in stale(document)
    ]
    if not dropped:
        return ""
    gone = stale(document)
    items = "".join(
        f"<li>{texts.STALE if c in gone else texts.DROPPED}<q>{escape(_short(c.quote))}</q>"
        + (
            button(texts.FORGET, "quiet", "measure-forget", quote=c.quote, nth=c.nth)
            if able
            else ""
        )
        + "</li>"
        for c in dropped
    )
    return f'<h4>{texts.TAKEN_OUT}</h4><ul class="plain-lines">{items}</ul>'


def _form(act: Act, at: str, benefit: str, label: str) -> str:
    key = at or "new"
    options = [("", texts.UNCHANGED), *((b.value, b.value) for b in Benefit)]
    quote = "" if at else _input(key, "quote", texts.QUOTE, texts.QUOTE_HINT)
    return (
        f'<form class="correct measure"><input type="hidden" name="measure" value="{act.value}">'
        f'<input type="hidden" name="at" value="{at}">{quote}'
        f"{menu('benefit', texts.BENEFIT, options, benefit, id=f'measure-benefit-{key}')}"
        f"{_input(key, 'amounts', texts.AMOUNTS, texts.AMOUNTS_HINT)}"
        f"{_input(key, 'target', texts.TARGET, '')}"
        f'<button class="primary" type="submit">{label}</button></form>'
    )


def _input(key: str, name: str, label: str, hint: str) -> str:
    return (
        f'<div class="field"><label for="measure-{name}-{key}">{label}</label><input id="measure-{name}-{key}"'
        f' name="{name}" maxlength="2000" placeholder="{hint}"></div>'
    )


def _quote(document: Document, start: int, end: int) -> str:
    return escape(_short(document.text[start:end]))


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
