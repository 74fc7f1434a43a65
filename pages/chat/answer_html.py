"""The blocks of an answer as HTML, its marks as buttons. Only the tags written here come out."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from assistant import blocks as kinds
from assistant.blocks import Block, Mark, Text
from assistant.rendering.markdown import AROUND, prose_lines, quote_line, sources_line
from pages import texts
from pages.markup import button

_NUMBER = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d+[.．、])"
)
_OWN = ' class="numbered"'


def answer_html(blocks: Sequence[Block], turn: int | None) -> str:
    """Render an answer; ``turn`` says which turn of the conversation its marks belong to. None: on a
    page without scripts, where they are links to what stands below."""
    return "\n".join(_block(block, turn, first=at == 0) for at, block in enumerate(blocks))


def mark_button(turn: int | None, n: int) -> str:
    """The button that brings source ``n`` of turn ``turn`` up, or the link to it."""
    if turn is None:
        return f'<a class="cite" href="#source-{n}">[{n}]</a>'
    label = texts.SHOW_SOURCE.format(n=n)
    return button(f"[{n}]", "cite", "cite", turn=turn, n=n, aria_label=label)


def _block(block: Block, turn: int | None, first: bool) -> str:
    match block:
        case kinds.Lead(text):
            return _paragraph(_inline(text, turn), "lead" if first else "")
        case kinds.Paragraph(text):
            return _paragraph(_inline(text, turn))
        case kinds.Notice(text, about):
            return _paragraph(_inline(text, turn), f"notice-{about}")
        case kinds.Quote():
            words = _paragraph(_inline(quote_line(block), turn))
            around = AROUND.format(words=block.around) if block.around else ""
            return words + (_paragraph(_inline((around,), turn)) if around else "")
        case kinds.Listing(items, lead):
            own = bool(items) and all(_numbered(item) for item in items)
            return _lead(lead, turn) + _list((_inline(item, turn) for item in items), own)
        case kinds.Fields(lead, values):
            named = (f"<strong>{escape(k)}</strong>：{_inline(v, turn)}" for k, v in values)
            return _lead(lead, turn) + _list(named)
        case kinds.Table(columns, rows):
            head = _row("th", (escape(name) for name in columns))
            body = "".join(_cells(columns, row, turn) for row in rows)
            return f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
        case kinds.Sources():
            return _paragraph(escape(sources_line(block)), "basis")
        case kinds.Part(question, blocks):
            asked = _paragraph(f"<strong>{escape(question)}</strong>", "part")
            return asked + answer_html(blocks, turn)
        case kinds.Prose():
            return "\n".join(_paragraph(_inline(line, turn)) for line in prose_lines(block))


def _inline(text: Text, turn: int | None) -> str:
    return "".join(
        mark_button(turn, piece.n)
        if isinstance(piece, Mark)
        else escape(piece).replace("\n", "<br>\n")
        for piece in text
    )


def _paragraph(inside: str, name: str = "") -> str:
    of = f' class="{name}"' if name else ""
    return f"<p{of}>{inside}</p>"


def _lead(lead: Text, turn: int | None) -> str:
    return _paragraph(_inline(lead, turn)) if lead else ""


def _numbered(item: Text) -> bool:
    """Whether an item brings a number of its own, as those of a document do."""
    return bool(item) and isinstance(item[0], str) and bool(_NUMBER.match(item[0]))


def _list(items: Iterable[str], numbered: bool = False) -> str:
    return (
        f"<ul{_OWN if numbered else ''}>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
    )


def _cells(columns: Sequence[str], row: Sequence[Text], turn: int | None) -> str:
    """A row whose cells know their columns: on a phone they stand one below the other."""
    cells = (
        f'<td data-column="{escape(name)}">{_inline(cell, turn)}</td>'
        for name, cell in zip(columns, row, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>"
