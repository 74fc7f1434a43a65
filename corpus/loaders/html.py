"""Web pages: the article without menus and scripts, the page's header as metadata."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.errors import DocumentError
from corpus.language.words import unspaced
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.html_article import find_article
from corpus.loaders.html_blocks import Block, Grid, Line, blocks
from corpus.loaders.html_fields import meta_fields, shown_fields, source_issuer, text_fields
from corpus.loaders.text import decode
from corpus.loaders.web_lines import article_lines

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{3,20})", re.I)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_-]{3,20})", re.I)
# Parsing takes the square of the depth of nesting, 0.3 s for this one; real pages stay far below.
_DEEPEST = 10_000
_TAG = re.compile(r"<(/?)([a-z][^\s/>]*)", re.I)
# Those that never hold anything, and those that end where the next of their kind begins.
_FLAT = frozenset(
    "area base body br col colgroup dd dt embed head hr html img input li link meta optgroup option"
    " p param rb rp rt source tbody td tfoot th thead tr track wbr".split()
)
_REPRINT = re.compile(r"^\s*[（(【\[]\s*转[载发]\s*[）)】\]]\s*")


def load_html(data: bytes) -> Extracted:
    """Return a web page's article and the metadata its header and meta tags state.

    Raises:
        DocumentError: no text, or in no known encoding.
    """
    declared = _CHARSET.search(data[:4096]) or _XML.match(data[:200])
    text, notes = decode(data, declared[1].decode("ascii") if declared else "")
    return load_markup(text, notes)


def load_markup(markup: str, notes: tuple[str, ...] = ()) -> Extracted:
    """Like ``load_html`` for markup that is decoded already."""
    if _depth(markup) > _DEEPEST:
        raise DocumentError("网页结构异常（标签嵌套过深，或大量标签没有结束），未导入。")
    tree = LexborHTMLParser(markup)
    root = tree.body or tree.root
    if root is None:
        raise DocumentError("网页里没有正文内容。")
    article, chrome = find_article(root)
    found = list(blocks(article, skip=chrome))
    fields = meta_fields(tree.root or root)
    outside = _outside(root, article.mem_id)
    shown = shown_fields(outside)
    header, found = _header_table(found)
    shown = shown | {key: value for key, value in header.items() if key not in shown}
    title = shown.get("title") or fields.get("title")
    title = _REPRINT.sub("", title or _heading(root, fields.get("page_title", "")))
    kept = article_lines(found, title)
    builder = build(kept)
    if not len(builder):
        raise DocumentError(
            "网页里没有正文内容；可能由脚本生成，请在浏览器中打开后另存为完整网页再导入。"
        )
    stated = text_fields([b.text for b in kept if isinstance(b, Line)], title)
    # What is shown stands above meta tags and above what the text says.
    explicit = {key: value for key, value in shown.items() if key not in ("source", "publisher")}
    fields = {**stated, **shown, **fields, **explicit, "title": title}
    issuer = fields.get("publisher") or source_issuer(fields.get("source", ""))
    fields.setdefault("issuer", issuer)
    fields.pop("page_title", None)
    return builder.finish(fields=fields, notes=notes, kind="html")


def build(found: list[Block]) -> TextBuilder:
    """Write blocks as text."""
    builder = TextBuilder()
    for block in found:
        if isinstance(block, Grid):
            builder.table(block.rows, header_rows=block.header_rows, caption=block.caption)
        else:
            builder.line(block.text)
    return builder


def _depth(markup: str) -> int:
    """How deep elements are nested, at the most: a parser may find fewer, never more."""
    deepest = depth = 0
    for mark in _TAG.finditer(markup):
        if mark[2].lower() not in _FLAT:
            depth = max(0, depth - 1 if mark[1] else depth + 1)
            deepest = max(deepest, depth)
    return deepest


def _outside(root: LexborNode, article: int) -> list[Line]:
    """Lines of the page outside its article, where its header stands."""
    lines = [b for b in blocks(root, skip=frozenset({article}), grids=False) if isinstance(b, Line)]
    return [line for line in lines if line.links < 0.6 * len(line.text)]


def _header_table(found: list[Block]) -> tuple[dict[str, str], list[Block]]:
    """A header table at the article's very beginning is metadata, not text."""
    for position, block in enumerate(found[:4]):
        if isinstance(block, Grid):
            cells = [Line(cell, cell=True) for row in block.rows for cell in dict.fromkeys(row)]
            fields = shown_fields(cells)
            if len(fields) >= 3 and len(block.rows) <= 12:
                return fields, [*found[:position], *found[position + 1 :]]
            break
    return {}, found


def _heading(root: LexborNode, page_title: str) -> str:
    """The page's ``<h1>`` if there is one, else its ``<title>``."""
    for node in root.css("h1, .article-title, .content_title, .newsTitle h2"):
        text = " ".join(b.text for b in blocks(node, grids=False) if isinstance(b, Line))
        said = not page_title or unspaced(text) in unspaced(page_title)
        if 4 <= len(text) <= 120 and said:
            return text
    return page_title
