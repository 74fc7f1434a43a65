"""Blocks as Markdown in which nothing that documents or users wrote is interpreted."""

import re
from collections.abc import Iterable, Iterator

from assistant.blocks import (
    Block,
    Fields,
    Lead,
    Listing,
    Mark,
    Notice,
    Paragraph,
    Part,
    Prose,
    Quote,
    Sources,
    Table,
    Text,
)

AROUND = "原句：“{words}”"  # the sentence that a quote is a part of


def markdown(blocks: Iterable[Block]) -> str:
    """The whole answer, its blocks apart by a blank line."""
    return "\n\n".join(filter(None, map(_block, blocks)))


def escape(text: str) -> str:
    """Text as it stands: nothing in it is interpreted."""
    return re.sub(r"([\\`*_\[\]<>#|&~])", r"\\\1", text)


def _block(block: Block) -> str:
    match block:
        case Lead(text) | Paragraph(text) | Notice(text, _):
            return inline(text)
        case Quote():
            return _quote(block)
        case Listing(items, lead):
            listed = "\n".join(f"- {inline(item)}" for item in items)
            return f"{inline(lead)}\n\n{listed}" if lead else listed
        case Fields(lead, values):
            listed = "\n".join(f"- **{escape(name)}**：{inline(told)}" for name, told in values)
            return f"{inline(lead)}\n\n{listed}"
        case Table(columns, rows):
            head = [tuple((name,) for name in columns), tuple(("---",) for _ in columns)]
            return "\n".join(f"| {' | '.join(map(inline, row))} |" for row in [*head, *rows])
        case Sources():
            return inline((sources_line(block),))
        case Part(question, blocks):
            return f"**{escape(question)}**\n\n{markdown(blocks)}"
        case Prose(written):
            return written


def inline(text: Text) -> str:
    """One run of text with its marks."""
    return "".join(f"[{p.n}]" if isinstance(p, Mark) else escape(p) for p in text)


def prose_lines(prose: Prose) -> list[Text]:
    """The lines of kept Markdown, as text again: what it escaped is itself, ``[n]`` a mark."""
    lines = filter(None, prose.markdown.replace("**", "").splitlines())
    return [tuple(_kept_pieces(line)) for line in lines]


def _kept_pieces(line: str) -> Iterator[str | Mark]:
    for at, piece in enumerate(re.split(r"(?<!\\)\[(\d{1,3})\]", line)):
        if piece:
            yield Mark(int(piece)) if at % 2 else re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", piece)


def _quote(quote: Quote) -> str:
    line = inline(quote_line(quote))
    return f"{line}\n\n{escape(AROUND.format(words=quote.around))}" if quote.around else line


def quote_line(quote: Quote) -> Text:
    """The words of a quote with what stands before and behind them, as every renderer shows them."""
    words = f"“{quote.words}”" if quote.proof else quote.words
    return (f"{quote.label}：{words}" if quote.label else words, quote.mark)


def sources_line(sources: Sources) -> str:
    """Which documents the quotes stand in, and whether these are in force."""
    named = (
        f"《{s.title}》" + (f"（{s.number}）" if s.number else "") + f"，时效：{s.validity}"
        for s in sources.documents
    )
    return "依据：" + "；".join(named)
