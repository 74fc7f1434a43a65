"""The Markdown of an answer as safe HTML, its ``[n]`` marks as buttons.

Only structure that answers use is understood: paragraphs, lists, tables, emphasis. HTML, links and
images stay the characters they are, so neither a document nor a model can put markup on the page.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from pages import texts

_LEAD = 60  # characters of an opening line that reads as a verdict
_MARK = re.compile(r"\[(\d{1,3})\]")
_OFF = "link image autolink html_inline html_block reference code lheading hr".split()


def answer_html(markdown: str, turn: int, marks: frozenset[int]) -> str:
    """Render an answer.

    Args:
        turn: which turn of the conversation the marks belong to.
        marks: the citations there are; other bracketed numbers stay text.
    """
    return _parser().render(markdown, {"turn": turn, "marks": marks})


def mark_button(turn: int, n: int) -> str:
    """The button that brings source ``n`` of turn ``turn`` up."""
    label = texts.SHOW_SOURCE.format(n=n)
    return (
        f'<button type="button" class="cite" data-act="cite" data-turn="{turn}" data-n="{n}"'
        f' aria-label="{label}">[{n}]</button>'
    )


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable("table").disable(_OFF)
    # Before text_join: what the answer escaped (``\[1\]``) is still told apart from a mark.
    parser.core.ruler.after("inline", "citation_marks", _turn_marks_into_buttons)
    parser.core.ruler.push("roles", _class_paragraphs)
    return parser


def _turn_marks_into_buttons(state: StateCore) -> None:
    turn, marks = state.env["turn"], state.env["marks"]
    for block in state.tokens:
        if block.children:
            block.children = [p for token in block.children for p in _pieces(token, turn, marks)]


def _pieces(token: Token, turn: int, marks: frozenset[int]) -> list[Token]:
    if token.type != "text" or not _MARK.search(token.content):
        return [token]
    pieces, at = [], 0
    for found in _MARK.finditer(token.content):
        if (n := int(found[1])) not in marks:
            continue
        pieces += [_text(token.content[at : found.start()]), _button(turn, n)]
        at = found.end()
    return [*pieces, _text(token.content[at:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _button(turn: int, n: int) -> Token:
    return Token("html_inline", "", 0, content=mark_button(turn, n))


def _class_paragraphs(state: StateCore) -> None:
    """A short opening stands out; the closing line that names the documents steps back."""
    for at, (opening, inline) in enumerate(zip(state.tokens, state.tokens[1:], strict=False)):
        if opening.type != "paragraph_open":
            continue
        if inline.content.startswith(texts.BASIS):
            opening.attrSet("class", "basis")
        elif at == 0 and len(inline.content) <= _LEAD:
            opening.attrSet("class", "lead")
