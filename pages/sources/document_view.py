"""Words of a stored document on the page: escaped, the quoted ones in ``<mark>``."""

from html import escape

from corpus.document import Document, Provision, ProvisionKind
from pages import texts

Span = tuple[int, int]
_SHOWN = 120_000  # characters of a document that are laid out at once

_CLASSES = {
    ProvisionKind.TITLE: "doc-title",
    ProvisionKind.NUMBER: "doc-number",
    ProvisionKind.ADDRESSEE: "doc-addressee",
    ProvisionKind.HEADING: "doc-heading",
    ProvisionKind.SIGNATURE: "doc-signature",
    ProvisionKind.DATE: "doc-signature",
}


def marked(text: str, part: Span, quote: Span) -> str:
    """``text[part]`` as HTML, with what of it lies in ``quote`` marked."""
    start, end = part
    first = min(max(quote[0], start), end)
    last = min(max(quote[1], first), end)
    inside = f"<mark>{escape(text[first:last])}</mark>" if first < last else ""
    return escape(text[start:first]) + inside + escape(text[last:end])


def quoted_paragraphs(document: Document, quote: Span) -> str:
    """The provisions that ``quote`` touches, each a paragraph; the quote alone if it touches none."""
    touched = [p for p in document.provisions if p.start < quote[1] and quote[0] < p.end]
    parts = [(p.start, p.end) for p in touched] or [quote]
    return "".join(f"<p>{marked(document.text, part, quote)}</p>" for part in parts)


def outline(document: Document, quote: Span) -> str:
    """The headings of a document as buttons that lead to them, "" where there are less than two.

    The heading that the quote stands under is marked. What is not laid out is not listed.
    """
    first, last = _laid_out(document, quote)
    headings = [
        p
        for p in document.provisions
        if p.kind is ProvisionKind.HEADING and first <= p.start < last
    ]
    if len(headings) < 2:
        return ""
    here = max((p.start for p in headings if p.start <= quote[0]), default=-1)
    items = "".join(
        f'<li class="level-{min(len(p.path), 4)}"><button type="button" data-act="heading"'
        f' data-at="{p.start}"{_HERE if p.start == here else ""}>'
        f"{escape(_heading(document, p))}</button></li>"
        for p in headings
    )
    return (
        f'<details class="outline"><summary>{texts.OUTLINE}</summary>'
        f'<ol aria-label="{texts.OUTLINE}">{items}</ol></details>'
    )


_HERE = ' aria-current="true"'
_HEADING = 40  # characters of a heading in the outline


def _heading(document: Document, provision: Provision) -> str:
    words = " ".join(document.text[provision.start : provision.end].split())
    return words if len(words) <= _HEADING else words[: _HEADING - 1] + "…"


def _laid_out(document: Document, quote: Span) -> Span:
    """Which part of a document is shown as a whole: all of it, or what stands around the quote."""
    near = [p for p in document.provisions if abs(p.start - quote[0]) <= _SHOWN // 2]
    if len(document.text) <= _SHOWN or not near:
        return 0, len(document.text)
    return min(p.start for p in near), max(p.end for p in near)


def whole_document(document: Document, quote: Span) -> str:
    """The document from first to last character, laid out by what each provision is.

    White space between provisions is left to the layout; anything else between them is shown. Of a
    very long document only what stands around the quote is laid out, and it says so.
    """
    text, blocks = document.text, []
    first, end = _laid_out(document, quote)  # a catalogue of thousands of rows would hang a phone
    at, cut = first, (first > 0, end < len(text))
    inside = [p for p in document.provisions if first <= p.start and p.end <= end]
    provisions = sorted(inside, key=lambda p: (p.start, p.end))
    for provision in provisions:
        start = max(provision.start, at)
        blocks.append(_block(text, (at, start), quote, "doc-paragraph"))
        heading = provision.kind is ProvisionKind.HEADING
        css = _CLASSES.get(provision.kind, "doc-paragraph")
        blocks.append(_block(text, (start, provision.end), quote, css, heading))
        at = max(at, provision.end)
    blocks.append(_block(text, (at, end), quote, "doc-paragraph"))
    notes = [f'<p class="source-notice">{texts.ONLY_NEAR}</p>' if c else "" for c in cut]
    return notes[0] + "".join(blocks) + notes[1]


def _block(text: str, part: Span, quote: Span, css_class: str, anchor: bool = False) -> str:
    start, end = part
    if not text[start:end].strip():
        return ""
    at = f' data-at="{start}" tabindex="-1"' if anchor else ""
    return f'<p class="{css_class}"{at}>{marked(text, part, quote)}</p>'
