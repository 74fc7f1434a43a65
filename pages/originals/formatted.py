"""An original that has no pages as HTML: what a reader of the file sees, made harmless."""

import re
from collections.abc import Callable
from html import escape

from selectolax.lexbor import LexborNode

from corpus.errors import DocumentError
from corpus.loaders import Extracted, extract_bytes
from corpus.loaders.html import parse_page
from corpus.loaders.html_blocks import SKIPPED, hidden
from corpus.loaders.text import decode
from pages.originals.clean import clean
from pages.originals.docx_html import docx_html

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.S)
_CENTRE = re.compile(r"text-align\s*:\s*(center|right)", re.I)
WORD = frozenset({"docx", "doc", "wps", "rtf", "odt"})
TABLES = frozenset({"xlsx", "xls", "csv", "json"})


def formatted(kind: str, data: bytes, limit_mb: int) -> str:
    """The HTML of an original of this kind (``corpus.loaders.KINDS``); of old Office files ``data`` is
    the docx they were converted to.

    Raises:
        DocumentError: it can't be shown.
    """
    make: dict[str, Callable[[bytes, int], str]] = {
        **dict.fromkeys(WORD, docx_html),
        **dict.fromkeys(TABLES, lambda d, m: _tables(d, kind, m)),
        "html": _web_page,
        "mhtml": _web_archive,
        "markdown": _markdown,
        "text": _plain,
    }
    as_read = lambda d, m: _tables(d, kind, m)  # noqa: E731  (what has no look of its own here)
    return clean(make.get(kind, as_read)(data, limit_mb))


def _plain(data: bytes, _: int) -> str:
    text, _notes = decode(data)
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())


def _markdown(data: bytes, limit: int) -> str:
    from markdown_it import MarkdownIt

    text, _notes = decode(data)
    text = _FRONT.sub("", text)
    parser = MarkdownIt("commonmark", {"breaks": True, "html": True, "maxNesting": 40})
    return _prepared(parser.enable(["table", "strikethrough"]).render(text))


def _web_archive(data: bytes, limit: int) -> str:
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(payload, bytes):
            return _web_page(payload, limit)
    raise DocumentError("mhtml")


def _web_page(data: bytes, _: int) -> str:
    declared = _CHARSET.search(data[:4096])
    text, _notes = decode(data, declared[1].decode("ascii") if declared else "")
    return _prepared(text)


def _prepared(markup: str) -> str:
    """What a browser would show of a page: nothing that is hidden, its sides as classes of ours."""
    tree = parse_page(markup)
    root = tree.body or tree.root
    if root is None:
        return ""
    gone = [node for node in root.traverse() if node.mem_id != root.mem_id and _unseen(node)]
    for node in root.traverse():
        if side := _side(node):
            node.attrs["class"] = side
    for node in gone:
        node.decompose()
    return root.html or ""


def _unseen(node: LexborNode) -> bool:
    tag = node.tag or ""
    return tag in SKIPPED or (not tag.startswith(("-", "!")) and hidden(node))


def _side(node: LexborNode) -> str:
    if (node.tag or "-").startswith(("-", "!")):
        return ""
    known = node.attributes
    told = _CENTRE.search(known.get("style") or "")
    side = told[1].lower() if told else (known.get("align") or "").lower()
    if node.tag == "center":
        side = "center"
    return side if side in ("center", "right") and node.tag not in ("table", "td", "th") else ""


def _tables(data: bytes, kind: str, limit_mb: int) -> str:
    """Sheets as the loader understands them: header, rows, and the lines between."""
    for found in extract_bytes(data, f"table.{kind}", limit_mb=limit_mb):
        if isinstance(found, Extracted):
            return _sheets(found)
    raise DocumentError(kind)


def _sheets(found: Extracted) -> str:
    html: list[str] = []
    done = 0
    for table in found.tables:
        head = "".join(f"<th>{escape(name)}</th>" for name in table.header)
        width = max(1, len(table.header), *(len(row) for row in table.rows))
        begun = False
        for row, (start, end) in zip(table.rows, table.spans, strict=True):
            between = [line for line in found.text[done:start].split("\n") if line.strip()]
            if begun:
                html += (f'<tr><td colspan="{width}">{escape(w)}</td></tr>' for w in between)
            else:
                html += (f"<p>{escape(line)}</p>" for line in between)
                html.append(f"<table>{f'<thead><tr>{head}</tr></thead>' if head else ''}<tbody>")
                begun = True
            html.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
            done = end
        html.append("</tbody></table>")
    html += (f"<p>{escape(line)}</p>" for line in found.text[done:].split("\n") if line.strip())
    return "".join(html)
