"""Web pages: the article without menus and scripts, the page's header as metadata."""

import re
from itertools import islice, takewhile

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.errors import DocumentError
from corpus.language.words import unspaced
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.html_article import find_article
from corpus.loaders.html_blocks import Block, Grid, blocks
from corpus.loaders.html_fields import (
    iso_date,
    meta_fields,
    shown_fields,
    source_issuer,
)
from corpus.loaders.html_inline import Line
from corpus.loaders.html_title import other_names, page_title
from corpus.loaders.text import decode
from corpus.loaders.web_card import read_card
from corpus.loaders.web_lines import Article, article_lines
from corpus.loaders.web_marks import info_date, info_position, is_prose

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
_CARD_REACH = 40  # blocks of an article in which its card ends
_INNER_FIELDS = frozenset({"page_title", "site", "column", "generator"})


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
    tree = parse_page(markup)
    root = tree.body or tree.root
    if root is None:
        raise DocumentError("网页里没有正文内容。")
    article, chrome = find_article(root)
    found = list(blocks(article, skip=chrome))
    stated = meta_fields(tree.root or root)
    shown = shown_fields(_outside(root, article.mem_id))
    card, found = _card(article, chrome, found)
    head = _head(root, article, found)
    info = info_position(head)
    said = [f["title"] for f in (shown, card, stated) if "title" in f]
    names = (stated.get("site", ""), stated.get("column", ""))
    page = stated.get("page_title", "")
    if stated.get("generator", "").startswith("Microsoft Word") and not _says(found, page):
        page = ""  # left over from the paper that this one was written over
    title = page_title(head, info, said, page, names)
    read = article_lines(found, title, (*names, *other_names(page, title)))
    builder = build(read.kept)
    if not len(builder):
        raise DocumentError(
            "网页里没有正文内容；可能由脚本生成，请在浏览器中打开后另存为完整网页再导入。"
        )
    stated.setdefault("published", iso_date(info_date(head, info)))
    fields = document_fields(read, title, shown, card, stated)
    return builder.finish(fields=fields, notes=notes, kind="html")


def document_fields(
    read: Article, title: str, shown: dict[str, str], card: dict[str, str], meta: dict[str, str]
) -> dict[str, str]:
    """Put together what the page says of its document, the surest last."""
    aside = shown_fields(read.cut)
    own: dict[str, str] = {}
    if ("issuer" in card or "number" in card) and "published" in card and "issued" not in card:
        # A card that is the document's own names one date only: the document's, unless it is signed.
        own["carded"] = card["published"]
    shown = aside | card | shown
    # What is shown stands above meta tags.
    explicit = {key: value for key, value in shown.items() if key not in ("source", "publisher")}
    fields = {**own, **shown, **meta, **explicit, "title": title}
    fields.setdefault("publisher", source_issuer(fields.get("source", "")))
    return {key: value for key, value in fields.items() if key not in _INNER_FIELDS}


def build(found: list[Block]) -> TextBuilder:
    """Write blocks as text."""
    builder = TextBuilder()
    for block in found:
        if isinstance(block, Grid) and block.pairs:
            builder.rows((), block.rows, block.caption)
        elif isinstance(block, Grid):
            builder.table(block.rows, header_rows=block.header_rows, caption=block.caption)
        else:
            builder.line(block.text)
    return builder


def parse_page(markup: str) -> LexborHTMLParser:
    """The tree of a page.

    Raises:
        DocumentError: it is nested so deep that parsing would take minutes.
    """
    if _depth(markup) > _DEEPEST:
        raise DocumentError("网页结构异常（标签嵌套过深，或大量标签没有结束），未导入。")
    return LexborHTMLParser(markup)


def _depth(markup: str) -> int:
    """How deep elements are nested, at the most: a parser may find fewer, never more."""
    deepest = depth = 0
    for mark in _TAG.finditer(markup):
        if mark[2].lower() not in _FLAT:
            depth = max(0, depth - 1 if mark[1] else depth + 1)
            deepest = max(deepest, depth)
    return deepest


def _says(found: list[Block], words: str) -> bool:
    return unspaced(words) in unspaced("".join(block.text for block in found))


def _outside(root: LexborNode, article: int) -> list[Line]:
    """Lines of the page outside its article, where its header stands."""
    found = blocks(root, skip=frozenset({article}), grids=False, labels=True)
    lines = [b for b in found if isinstance(b, Line)]
    return [line for line in lines if line.links < 0.6 * len(line.text)]


def _card(
    article: LexborNode, chrome: frozenset[int], found: list[Block]
) -> tuple[dict[str, str], list[Block]]:
    """The card in the article, and its blocks without it; where labels are told from values by
    markup alone, the article is read once more to see it."""
    card, rest = read_card(found)
    if card:
        return card, rest
    marked = list(islice(blocks(article, skip=chrome, labels=True), _CARD_REACH))
    card, rest = read_card([*marked, *found[_CARD_REACH:]])
    own = {id(block) for block in rest}
    kept = [block for block, twin in zip(found, marked, strict=False) if id(twin) in own]
    return card, [*kept, *found[_CARD_REACH:]]


def _head(root: LexborNode, article: LexborNode, found: list[Block]) -> list[Line]:
    """The lines of the page down to the article's first sentences: its title is among them."""
    before = [b for b in blocks(root, grids=False, stop=article.mem_id) if isinstance(b, Line)]
    first = takewhile(lambda block: not is_prose(block), found)
    return [*before, *(b for b in first if isinstance(b, Line))]
