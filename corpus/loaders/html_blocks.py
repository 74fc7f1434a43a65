"""From a tree of HTML to lines of text and grids of cells, the way a reader sees them.

Nothing here recurses: pages nest as deep as their authors liked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import ClassVar, TypeAlias

from selectolax.lexbor import LexborNode

from corpus.loaders.cells import FromAbove, FromLeft, cell_words
from corpus.loaders.html_inline import Inline, Line, level_of, tidy
from corpus.loaders.list_labels import chinese_counting

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
SKIPPED = frozenset(
    "script style noscript template iframe svg canvas select option datalist button input textarea head title meta "
    "link object embed audio video map math img nav".split()
)
_CELLS = frozenset({"td", "th"})
_LABELLED = frozenset("span b strong em i font label big u".split())
_HIDDEN_STYLE = re.compile(r"display:none|visibility:hidden", re.I)
_MAX_SPAN = 200
_MAX_CELLS = 60_000
_CHINESE_LIST = "cjk-ideographic simp-chinese-informal trad-chinese-informal"


@dataclass(frozen=True, slots=True)
class Grid:
    """A data table, merged cells filled; the first ``header_rows`` rows are marked as header (0: unknown).

    ``pairs``: every row is a label and its value, and none a header.
    """

    rows: tuple[tuple[str, ...], ...]
    header_rows: int = 0
    caption: str = ""
    pairs: bool = False
    text: ClassVar[str] = ""  # a table is no line of the page's own
    links: ClassVar[int] = 0


Block: TypeAlias = Line | Grid


def hidden(node: LexborNode) -> bool:
    """Whether an element is not shown (``display:none``, ``hidden``)."""
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(re.sub(r"\s", "", style)))


def blocks(
    root: LexborNode,
    *,
    skip: frozenset[int] = frozenset(),
    grids: bool = True,
    stop: int = 0,
    labels: bool = False,
) -> Iterator[Block]:
    """Yield what stands below ``root``; elements whose ``mem_id`` is in ``skip`` are left out.

    With ``grids`` False cells of every table are lines of their own (page headers are read so).
    At the element ``stop`` all ends. With ``labels`` a field's label that is told from its value
    by markup alone gets a colon: such text is read for fields and is no text of the document.
    """
    text = Inline()
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    links = 0
    pre = 0
    counters: list[tuple[str, int]] = []
    headings: list[int] = []
    begun: list[int] = []
    while stack:
        node, closing = stack.pop()
        tag = node.tag or ""
        if closing:
            links -= tag == "a"
            pre -= tag == "pre"
            if tag in ("ol", "ul"):
                counters.pop()
            if labels and tag in _LABELLED:
                text.colon(begun.pop())
            if tag == "dt":
                yield from text.take_term()
            elif tag in _BLOCKS:
                yield from text.flush(tag in _CELLS, headings[-1] if headings else 0)
                if headings and level_of(node, tag):
                    headings.pop()
            if tag == "dl":
                yield from text.drop_term()
            continue
        if tag == "-text":
            text.add(node.text_content or "", in_link=links > 0, keep_breaks=pre > 0)
            continue
        if tag == "br":
            text.add_break()
            continue
        if tag.startswith(("-", "!")) or tag in SKIPPED or node.mem_id in skip:
            continue
        if node.mem_id == stop:
            break
        if node is not root and hidden(node):
            continue
        if tag in _BLOCKS:
            yield from text.flush(False, headings[-1] if headings else 0)
            if level := level_of(node, tag):
                headings.append(level)
        if labels and tag in _LABELLED:
            begun.append(text.position)
        if tag == "table" and grids and (grid := _grid(node, skip)):
            yield from text.drop_term()
            yield grid
            continue
        if tag in ("ol", "ul"):
            counters.append((_list_style(node), _int(node.attributes.get("start"), 1)))
        elif tag == "li" and counters:
            style, number = counters[-1]
            counters[-1] = (style, number + 1)
            text.label = _list_label(style, number)
        elif tag == "q":
            text.add("“", in_link=False, keep_breaks=False)
        links += tag == "a"
        pre += tag == "pre"
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))
    yield from text.flush(False, headings[-1] if headings else 0)
    yield from text.drop_term()


def _list_style(node: LexborNode) -> str:
    if node.tag == "ul":
        return ""
    style = re.search(
        r"list-style(?:-type)?:([a-z-]+)", (node.attributes.get("style") or "").replace(" ", "")
    )
    if style:
        return "" if style[1] == "none" else style[1]
    return {"a": "lower-alpha", "A": "upper-alpha"}.get(
        node.attributes.get("type") or "1", "decimal"
    )


def _list_label(style: str, number: int) -> str:
    if not style:
        return ""
    if style in _CHINESE_LIST:
        return f"{chinese_counting(number)}、"
    if style == "lower-alpha" and 0 < number <= 26:
        return f"{chr(96 + number)}."
    if style == "upper-alpha" and 0 < number <= 26:
        return f"{chr(64 + number)}."
    return f"{number}."


def _int(value: str | None, default: int) -> int:
    """A whole number as attributes write it; ``default`` where it isn't one."""
    match = re.match(r"\s*(-?[0-9]{1,5})", value or "")
    return int(match[1]) if match else default


def _grid(table: LexborNode, skip: frozenset[int]) -> Grid | None:
    """The cells of a data table, or None where the table only lays out the page."""
    if table.css_first("td table, th table") is not None:
        return None
    rows = [
        (row, [c for c in row.iter() if c.tag in _CELLS and c.mem_id not in skip])
        for row in table.css("tr")
        if not hidden(row)
    ]
    rows = [(row, cells) for row, cells in rows if cells]
    if len(rows) < 2 or max(len(cells) for _, cells in rows) < 2:
        return None
    filled = _fill([[_cell(cell) for cell in cells] for _, cells in rows])
    if not filled or _is_layout(filled):
        return None
    marked = sum(1 for _ in takewhile(_is_header, rows))
    caption = table.css_first("caption")
    name = tidy(caption.text(deep=True)) if caption else ""
    return Grid(tuple(map(tuple, filled)), marked if marked < len(filled) else 0, name)


def _is_header(row: tuple[LexborNode, list[LexborNode]]) -> bool:
    above, cells = row[0].parent, row[1]
    return all(c.tag == "th" for c in cells) or (above is not None and above.tag == "thead")


def _cell(cell: LexborNode) -> tuple[str, int, int]:
    words = cell_words(
        [block.text for block in blocks(cell, grids=False) if isinstance(block, Line)]
    )
    attributes = cell.attributes
    spans = (_int(attributes.get(name), 1) for name in ("colspan", "rowspan"))
    across, down = (min(_MAX_SPAN, max(1, span)) for span in spans)
    return words, across, down


def _fill(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """Write merged cells into every place they cover, marked as such."""
    grid: list[list[str]] = []
    hanging: dict[int, tuple[str, int]] = {}
    total = 0
    for cells in rows:
        line: list[str] = []
        below: dict[int, tuple[str, int]] = {}
        waiting = list(cells)
        while waiting or len(line) in hanging:
            column = len(line)
            if column in hanging:
                words, left = hanging[column]
                line.append(words)
                if left > 1:
                    below[column] = (words, left - 1)
                continue
            words, across, down = waiting.pop(0)
            for place in range(across):
                if len(line) in hanging:
                    break
                if down > 1:
                    below[len(line)] = (FromLeft(words) if place else FromAbove(words), down - 1)
                line.append(FromLeft(words) if place else words)
        hanging = below
        grid.append(line)
        total += len(line)
        if total > _MAX_CELLS:
            return []
    return grid


def _is_layout(grid: list[list[str]]) -> bool:
    """One cell that holds nearly everything: a frame around an article, not a table."""
    sizes = [len(cell) for row in grid for cell in set(row)]
    return max(sizes) > 1000 and max(sizes) > 0.7 * sum(sizes)
