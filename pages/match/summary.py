"""The printable summary of a match: what one gets, how it is reckoned, what it takes, where, until when."""

from collections.abc import Iterator
from html import escape
from io import BytesIO

import docx
from starlette.responses import HTMLResponse

from assistant.library import Library
from assistant.match.matcher import Match
from corpus import clock
from corpus.facts.contacts import Contact
from corpus.facts.procedures import Procedure
from pages import texts as common
from pages.chat.exported_docx import clean, set_styles
from pages.match import texts
from pages.match.found import Found, deadline
from pages.plain_page import plain_page

_MOST = 20  # measures of a summary; the workbook has all
_STEPS = 400  # characters of materials and steps


def summary_docx(found: Found, library: Library) -> bytes:
    """The summary as the bytes of a ``.docx``."""
    word = docx.Document()
    set_styles(word)
    word.core_properties.title = texts.SUMMARY_TITLE
    word.core_properties.author = common.APP_NAME
    word.add_heading(texts.SUMMARY_TITLE, 0)
    word.add_paragraph(_line())
    word.add_paragraph(clean(found.told))
    for name, match in _chosen(found):
        word.add_heading(clean(f"{name}：{' '.join(match.offer.quote.split())}"), 2)
        table = word.add_table(0, 2, "Table Grid")
        for label, value in _checklist(match, library):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, clean(value)
    word.add_paragraph(common.DISCLAIMER)
    content = BytesIO()
    word.save(content)
    return content.getvalue()


def summary_page(found: Found, library: Library) -> HTMLResponse:
    """The summary as a page of its own, to be printed."""
    parts = [f"<p>{escape(_line())}</p><p>{escape(found.told)}</p>"]
    for name, match in _chosen(found):
        items = "".join(
            f"<dt>{label}</dt><dd>{escape(value)}</dd>"
            for label, value in _checklist(match, library)
        )
        quote = " ".join(match.offer.quote.split())
        parts.append(f"<h2>{name}：{escape(quote)}</h2><dl>{items}</dl>")
    parts.append(f"<p>{common.DISCLAIMER}</p>")
    return plain_page(texts.SUMMARY_TITLE, "".join(parts), wide=True)


def _line() -> str:
    return texts.SUMMARY_LINE.format(now=f"{clock.now():%Y-%m-%d %H:%M}")


def _chosen(found: Found) -> list[tuple[str, Match]]:
    named = [("符合", m) for m in found.fits] + [("需核实", m) for m in found.open]
    return named[:_MOST]


def _checklist(match: Match, library: Library) -> Iterator[tuple[str, str]]:
    """What to look at before applying, each under its name; what the document doesn't say is left out."""
    offer = match.offer
    document = offer.document
    conditions = "\n".join(f"{v.met.value}：{match.offer.said(v.piece)}" for v in match.verdicts)
    values = (
        match.sum.shown or texts.OPEN_AMOUNT,
        match.sum.how,
        conditions,
        _procedure(match, library),
        _contact(match, library),
        deadline(match),
        f"《{document.title}》{document.metadata.number} {offer.section}",
    )
    yield from ((k, v) for k, v in zip(texts.CHECKLIST, values, strict=True) if v)


def _procedure(match: Match, library: Library) -> str:
    """Materials and steps, in the document's words."""
    document = match.offer.document
    found = library.store.facts.find(Procedure, document_id=document.document_id)
    said = (
        f"{f.fact.title}："
        + "；".join(" ".join(document.text[a:b].split()) for a, b in f.fact.items)
        for f in found
        if f.version == document.version
    )
    return "\n".join(said)[:_STEPS]


def _contact(match: Match, library: Library) -> str:
    """Whom to turn to: the bodies of the measure, and the document's contacts."""
    bodies = [f"{body.name}（{body.part.value}）" for body in match.offer.measure.bodies]
    document_id = match.offer.document.document_id
    contacts = [f.fact.line for f in library.store.facts.find(Contact, document_id=document_id)]
    return "；".join([*dict.fromkeys(bodies), *contacts[:5]])
