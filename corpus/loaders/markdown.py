"""Markdown: the words without the markup; whole web pages saved as markdown are cut to the article."""

import re
from datetime import date

import yaml
from selectolax.lexbor import LexborHTMLParser

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted
from corpus.loaders.html import build
from corpus.loaders.html_blocks import Block, blocks
from corpus.loaders.html_fields import (
    iso_date,
    shown_fields,
    source_issuer,
    strip_site,
    text_fields,
)
from corpus.loaders.html_inline import Line
from corpus.loaders.text import decode
from corpus.loaders.web_lines import dump_lines

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
# Page readers open their dumps with these lines.
_DUMP = re.compile(
    r"\A\s*Title:[ \t]*(?P<title>.*)\n+URL Source:[ \t]*(?P<url>\S+)\n+"
    r"(?:Published Time:[ \t]*(?P<time>.*)\n+)?(?:.{0,40}:.*\n+)?Markdown Content:[ \t]*\n"
)
_FRONT_KEYS = {
    "title": "title", "标题": "title", "number": "number", "文号": "number", "发文字号": "number", "issuer": "issuer",
    "发文机关": "issuer", "issued": "issued", "成文日期": "issued", "date": "published", "published": "published",
    "发布日期": "published", "source": "source", "来源": "source", "url": "source_url", "source_url": "source_url",
    "validity": "validity", "时效": "validity", "索引号": "index_number", "主题分类": "subject",
}  # fmt: skip
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
        fields = {"title": strip_site(dump["title"].strip()), "source_url": dump["url"]}
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
        title = fields.get("title", "")
        shown = shown_fields(line for line in lines if line.links < 0.6 * len(line.text))
        dated = next((line.text for line in lines if _DATE_LINE.fullmatch(line.text)), "")
        shown = {"published": iso_date(dated), **shown}
        found = dump_lines(found, title).kept
        stated = text_fields([b.text for b in found if isinstance(b, Line)], title)
        fields = {**stated, **shown, **{key: value for key, value in fields.items() if value}}
        fields.setdefault("issuer", source_issuer(fields.get("source", "")))
    builder = build(found)
    if not len(builder):
        raise DocumentError("文件里没有正文内容。")
    return builder.finish(fields=fields, notes=notes, kind="md")


def _front_matter(block: str) -> dict[str, str]:
    try:
        values = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    fields: dict[str, str] = {}
    for name, value in values.items() if isinstance(values, dict) else ():
        key = _FRONT_KEYS.get(str(name).strip().lower())
        if key and isinstance(value, str | int | float | date):
            words = str(value).strip()
            fields.setdefault(key, iso_date(words) if key in ("issued", "published") else words)
    return fields
