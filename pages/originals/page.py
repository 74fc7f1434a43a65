"""The page that shows an original: what it is, the quoted words, and where they stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from corpus.document import Document
from corpus.loaders.places import UNIT, Box
from pages.originals import address, texts
from pages.originals.pictures import Picture
from pages.sources.badge import validity_badge

_QUOTED = 600  # characters of a quote that are repeated above
_ROWS = 60  # of a long table before and after the marked one
_LONG = 200  # rows of a table that is shown as a whole
_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_BODY = re.compile(r"<tbody>(.*?)</tbody>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """An original that is to be shown: of which document, in which version; the quoted words
    (``end`` 0: none); ``page`` 0: where the words stand, or the first. ``validity`` is today's, ""
    for a document that is gone; ``changed``: it has a later version."""

    document: Document
    kind: str
    start: int = 0
    end: int = 0
    page: int = 0
    validity: str = ""
    changed: bool = False

    @property
    def quoted(self) -> bool:
        """Whether words are to be marked."""
        return self.end > self.start


def pages_view(asked: Asked, shown: Sequence[tuple[int, Picture]], boxes: Sequence[Box]) -> str:
    """The pages at hand with their boxes, and the way to the others."""
    note = _placed(asked, texts.BOXED, bool(boxes))
    if boxes and asked.kind == "image":
        note += f'<p class="soft">{texts.RECOGNISED}</p>'
    here = {box.page for box in boxes}
    sheets, name = [], ' id="quote"'
    for number, drawn in shown:
        sheets.append(_sheet(asked.document, number, drawn, boxes, name if number in here else ""))
        name = "" if number in here else name
    turn = _turn(asked, [number for number, _ in shown], shown[0][1].pages, bool(boxes))
    again = turn if len(shown[0][1:]) and shown[0][1].pages > 1 else ""
    return _head(asked) + note + turn + "".join(sheets) + again


def formatted_view(asked: Asked, html: str, found: bool) -> str:
    """The formatted text, whose marks stand in it already."""
    note = _placed(asked, texts.MARKED, found)
    html, cut = _shortened(html)
    if cut:
        line = texts.SHORTENED if found else texts.SHORTENED_HEAD
        note += f'<p class="soft">{line}</p>'
    if asked.kind in ("doc", "wps", "rtf", "odt"):
        note += f'<p class="soft">{texts.CONVERTED}</p>'
    return f'{_head(asked)}{note}<article class="paper">{html}</article>'


def unshown_view(asked: Asked, line: str) -> str:
    """The words and the download alone, and why."""
    return f'{_head(asked)}<p class="bad" role="status">{escape(line)}</p>'


def _head(asked: Asked) -> str:
    document = asked.document
    state = validity_badge(asked.validity) if asked.validity else ""
    line = texts.EARLIER if asked.validity else texts.WITHDRAWN
    told = f'<p class="told" role="status">{line}</p>' if asked.changed else ""
    load = escape(address.download(document.document_id, document.version))
    words = ""
    if asked.quoted:
        quote = document.text[asked.start : asked.end].strip()
        quote = quote if len(quote) <= _QUOTED else f"{quote[: _QUOTED - 1]}…"
        lines = "<br>".join(escape(line) for line in quote.split("\n"))
        words = f'<blockquote aria-label="{texts.QUOTE}">{lines}</blockquote>'
    return (
        f'<div class="tools"><span>{state}</span>'
        f'<a class="action" href="{load}" download>{texts.DOWNLOAD}</a></div>{told}{words}'
    )


def _placed(asked: Asked, yes: str, found: bool) -> str:
    if not asked.quoted:
        return ""
    line, css = (yes, "soft") if found else (texts.UNPLACED, "told")
    return f'<p class="{css}" role="status">{line}</p>'


def _sheet(document: Document, number: int, drawn: Picture, boxes: Sequence[Box], name: str) -> str:
    source = escape(address.picture(document.document_id, document.version, number))
    marks = []
    for box in boxes:
        if box.page == number:
            x, right = (drawn.width * at / UNIT for at in (box.left, box.right))
            y, bottom = (drawn.height * at / UNIT for at in (box.top, box.bottom))
            more = 0.12 * (bottom - y)  # letters reach a little over their boxes
            marks.append(
                f'<rect class="quoted"{name} x="{x - more:.1f}" y="{y - more:.1f}" rx="4"'
                f' width="{right - x + 2 * more:.1f}" height="{bottom - y + 2 * more:.1f}"/>'
            )
            name = ""
    label = texts.PAGE.format(number=number)
    return (
        f'<svg class="sheet" viewBox="0 0 {drawn.width} {drawn.height}" role="img"'
        f' aria-label="{label}"><image href="{source}" width="{drawn.width}"'
        f' height="{drawn.height}"/>{"".join(marks)}</svg>'
    )


def _turn(asked: Asked, shown: Sequence[int], pages: int, placed: bool) -> str:
    if pages < 2:
        return ""
    key, version = asked.document.document_id, asked.document.version
    ends = asked.start, asked.end

    def link(words: str, page: int, there: bool) -> str:
        if not there:
            return f'<span class="off">{words}</span>'
        return f'<a href="{escape(address.view(key, version, *ends, page))}">{words}</a>'

    back = ""
    if placed and asked.page:
        back = f'<a href="{escape(address.view(key, version, *ends))}">{texts.TO_QUOTE}</a>'
    at = texts.PAGE_OF.format(number="、".join(map(str, shown)), pages=pages)
    return (
        f'<nav class="turn" aria-label="{texts.PAGES_LABEL}">'
        f"{link(texts.PREVIOUS, shown[0] - 1, shown[0] > 1)}<span>{at}</span>"
        f"{link(texts.NEXT, shown[-1] + 1, shown[-1] < pages)}{back}</nav>"
    )


def _shortened(html: str) -> tuple[str, bool]:
    """Long tables cut down to the rows around the marked one, or to their first."""
    cut = False

    def part(match: re.Match[str]) -> str:
        nonlocal cut
        rows = _ROW.findall(match[1])
        if len(rows) <= _LONG or "<table" in match[1]:
            return match[0]
        cut = True
        at = next((n for n, r in enumerate(rows) if "<mark" in r or 'class="quoted"' in r), -1)
        near = rows[max(0, at - _ROWS) : at + _ROWS + 1] if at >= 0 else rows[:_LONG]
        return f"<tbody>{''.join(near)}</tbody>"

    return _BODY.sub(part, html), cut
