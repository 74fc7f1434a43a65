"""Words of a stored document on the page: escaped, the quoted ones in ``<mark>``."""

from html import escape

from corpus.document import Document, Provision, ProvisionKind

Span = tuple[int, int]

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

    White space between provisions is left to the layout; anything else between them is shown.
    """
    text, blocks, at = document.text, [], 0
    for provision in sorted(document.provisions, key=lambda p: (p.start, p.end)):
        start = max(provision.start, at)
        blocks.append(_block(text, (at, start), quote, "doc-paragraph"))
        blocks.append(_block(text, (start, provision.end), quote, _class(provision)))
        at = max(at, provision.end)
    blocks.append(_block(text, (at, len(text)), quote, "doc-paragraph"))
    return "".join(blocks)


def _class(provision: Provision) -> str:
    return _CLASSES[provision.kind]


def _block(text: str, part: Span, quote: Span, css_class: str) -> str:
    start, end = part
    if not text[start:end].strip():
        return ""
    return f'<p class="{css_class}">{marked(text, part, quote)}</p>'
