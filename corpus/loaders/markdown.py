"""Markdown: the words without the markup; whole web pages saved as markdown are cut to the article."""

import re
from datetime import date

import yaml
from selectolax.lexbor import LexborHTMLParser

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted
from corpus.loaders.html import build, document_fields
from corpus.loaders.html_blocks import Block, blocks
from corpus.loaders.html_fields import iso_date, put_field, shown_fields
from corpus.loaders.html_inline import Line
from corpus.loaders.html_title import names_subject, page_title
from corpus.loaders.text import decode
from corpus.loaders.web_card import read_card
from corpus.loaders.web_labels import bare_label
from corpus.loaders.web_lines import Article, article_lines, dump_lines, without_next

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
# Page readers open their dumps with these lines.
_DUMP = re.compile(
    r"\A\s*Title:[ \t]*(?P<title>.*)\n+URL Source:[ \t]*(?P<url>\S+)\n+"
    r"(?:Published Time:[ \t]*(?P<time>.*)\n+)?(?:.{0,40}:.*\n+)?Markdown Content:[ \t]*\n"
)
# Front matter in English; Chinese names are the labels of pages.
_FRONT_KEYS = {
    "title": "title", "number": "number", "issuer": "issuer", "issued": "issued", "date": "published",
    "published": "published", "pubdate": "published", "publisher": "publisher", "source": "source", "url": "source_url",
    "link": "source_url", "source_url": "source_url", "validity": "validity", "subject": "subject",
    "effective": "effective", "expires": "expires", "index_number": "index_number",
    "链接": "source_url", "日期": "published", "时间": "published", "机关": "issuer",
}  # fmt: skip
_PART = re.compile(
    r"^(?:第.{1,6}[编章节条部]|[一二三四五六七八九十]+、|[（(]|附件|附录|目\s*录|前\s*言|正文)"
)
_TITLE_REACH = 3  # blocks at the beginning among which the title's heading stands
_ALONE = frozenset(
    {"published", "issued", "number", "source", "issuer"}
)  # a single field that makes a header
_LINKS_OF_A_PAGE = 30  # lines that are nothing but links: a document's list of links is shorter
_DATE_LINE = re.compile(r"20[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?: [0-9:]+)?")
_CJK_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,200}?)(?<=\S)\1")


def load_markdown(data: bytes) -> Extracted:
    """Return the text of a markdown file, one paragraph a line, tables as rows with their header.

    Raises:
        DocumentError: empty, binary, or nothing but markup.
    """
    from markdown_it import MarkdownIt  # noqa: PLC0415  (loaded only where a markdown file is read)

    text, notes = decode(data)
    fields: dict[str, str] = {}
    dump = _DUMP.match(text)
    if dump:
        fields = {"title": page_title((), -1, (), dump["title"]), "source_url": dump["url"]}
        fields["published"] = iso_date(dump["time"] or "")
        text = text[dump.end() :]
    elif front := _FRONT.match(text):
        fields = _front_matter(front[1])
        text = text[front.end() :]
    # Emphasis next to Chinese marks (**“十二五”**规划) is not emphasis to CommonMark: take it off first.
    text = _CJK_EMPHASIS.sub(r"\2", text)
    parser = MarkdownIt("commonmark", {"breaks": True, "html": True, "maxNesting": 40}).enable(
        ["table", "strikethrough"]
    )
    try:
        tree = LexborHTMLParser(parser.render(text))
    except (RecursionError, IndexError, ValueError) as error:
        raise DocumentError("Markdown 结构无法解析，请另存为 txt 后再导入。") from error
    root = tree.body or tree.root
    found: list[Block] = list(blocks(root)) if root is not None else []
    lines = [b for b in found if isinstance(b, Line)]
    if dump or sum(line.links > 0.6 * len(line.text) for line in lines) > _LINKS_OF_A_PAGE:
        found, fields = _page(found, lines, fields)
    else:
        found, fields = _note(found, fields)
    builder = build(found)
    if not len(builder):
        raise DocumentError("文件里没有正文内容。")
    return builder.finish(fields=fields, notes=notes, kind="md")


def _page(
    found: list[Block], lines: list[Line], stated: dict[str, str]
) -> tuple[list[Block], dict[str, str]]:
    """A whole page saved as markdown: the article, and what the page says of it."""
    title = stated.get("title", "")
    shown = shown_fields(line for line in lines if line.links < 0.6 * len(line.text))
    dated = next((line.text for line in lines if _DATE_LINE.fullmatch(line.text)), "")
    stated = {
        "published": iso_date(dated),
        **{key: value for key, value in stated.items() if value},
    }
    read = dump_lines(found, title)
    return read.kept, document_fields(read, title, shown, {}, stated)


def _note(found: list[Block], stated: dict[str, str]) -> tuple[list[Block], dict[str, str]]:
    """A document as markdown: title, header of fields, text. What is no header stays as it is."""
    card, found = read_card(without_next(found), least=1, reach=1)
    first, last = _title_lines(found)
    title = (
        stated.get("title") or "".join(b.text for b in found[first:last]) or card.get("title", "")
    )
    if not card:
        card, rest = read_card(found[last:], least=1, reach=1)
        if len(card) > 1 or card.keys() & _ALONE:
            found = [*found[:last], *rest]
        else:
            card = {}
    read = article_lines(found, title) if card else Article(found)
    if card or stated:
        return read.kept, document_fields(read, title, {}, card, stated)
    return found, {"title": title}


def _title_lines(found: list[Block]) -> tuple[int, int]:
    """Where the title stands among the first blocks: its heading, with the headings right above it
    that name its issuers; equal where there is none."""
    first = 0
    for position, block in enumerate(found[:_TITLE_REACH]):
        if not isinstance(block, Line) or "。" in block.text:
            break
        if not block.heading:
            first = position + 1
        elif names_subject(block.text) and not _PART.match(block.text):
            own = block.text.startswith(("关于", "印发"))
            return (first if own else position), position + 1
    return 0, 0


def _front_matter(block: str) -> dict[str, str]:
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    fields: dict[str, str] = {}
    for name, value in values.items() if isinstance(values, dict) else ():
        label = str(name).strip().lower()
        key = _FRONT_KEYS.get(label) or bare_label(label)
        if isinstance(value, list):
            value = "、".join(str(item) for item in value if isinstance(item, str | int | float))
        if key and key != "other" and isinstance(value, str | int | float | date):
            put_field(fields, key, str(value))
    return fields
