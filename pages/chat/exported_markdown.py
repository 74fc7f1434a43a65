"""A conversation as Markdown."""

from assistant.rendering.markdown import escape, markdown
from pages import texts
from pages.chat.exported import Exported, ExportedQuote, ExportedTurn


def as_markdown(conversation: Exported) -> str:
    """The whole conversation; words of users and documents can't become markup."""
    parts = [f"# {escape(conversation.title)}", conversation.line]
    for turn in conversation.turns:
        parts += _turn(turn)
    parts.append(texts.DISCLAIMER)
    return "\n\n".join(parts) + "\n"


def _turn(turn: ExportedTurn) -> list[str]:
    parts = [f"## {_line(turn.question)}", f"{texts.ASKED_AT}：{turn.asked}"]
    if turn.answer:
        parts.append(markdown(turn.answer))
    if turn.notice:
        parts.append(_line(turn.notice))
    if turn.quotes:
        parts += [f"### {texts.SOURCE_LABEL}", *(_quote(quote) for quote in turn.quotes)]
    return parts


def _quote(quote: ExportedQuote) -> str:
    words = "\n".join(f"> {escape(line)}" for line in quote.words.splitlines())
    facts = "\n".join(f"- {name}：{_line(value)}" for name, value in quote.facts)
    return f"**[{quote.n}] 《{_line(quote.title)}》**\n\n{words}\n\n{facts}"


def _line(text: str) -> str:
    return escape(" ".join(text.split()))
