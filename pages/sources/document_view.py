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
    ProvisionKind.PARAGRAPH: "doc-paragraph",
    ProvisionKind.SIGNATURE: "doc-signature",
    ProvisionKind.DATE: "doc-signature",
    ProvisionKind.ANNEX: "doc-paragraph",
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


def whole_document(document: Document, quote: Span) -> str:
    """The document from first to last character, laid out by what each provision is.

    White space between provisions is left to the layout; anything else between them is shown. Of a
    very long document only what stands around the quote is laid out, and it says so.
    """
    text, blocks, at = document.text, [], 0
    provisions = sorted(document.provisions, key=lambda p: (p.start, p.end))
    end = len(text)
    near = [p for p in provisions if abs(p.start - quote[0]) <= _SHOWN // 2]
    if near and end > _SHOWN:  # a catalogue of thousands of rows would hang a phone
        provisions, at, end = near, near[0].start, near[-1].end
    cut = (at > 0, end < len(text))
    for provision in provisions:
        start = max(provision.start, at)
        blocks.append(_block(text, (at, start), quote, "doc-paragraph"))
        blocks.append(_block(text, (start, provision.end), quote, _class(provision)))
        at = max(at, provision.end)
    blocks.append(_block(text, (at, end), quote, "doc-paragraph"))
    notes = [f'<p class="source-notice">{texts.ONLY_NEAR}</p>' if c else "" for c in cut]
    return notes[0] + "".join(blocks) + notes[1]


def _class(provision: Provision) -> str:
    return _CLASSES.get(provision.kind, "doc-paragraph")


def _block(text: str, part: Span, quote: Span, css_class: str) -> str:
    start, end = part
    if not text[start:end].strip():
        return ""
    return f'<p class="{css_class}">{marked(text, part, quote)}</p>'
