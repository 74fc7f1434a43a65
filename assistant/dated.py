"""A question as of a day: answered from what was in force then, a mismatch of time said first."""

from collections.abc import Callable, Set
from dataclasses import replace

from assistant.answer import Answer, not_found
from assistant.answers.dispatch import dispatch
from assistant.as_of import admitted, as_of, in_force_at
from assistant.blocks import Block, Lead, Notice, Paragraph, Sources
from assistant.evidence.asked import Asked
from assistant.library import Library

Ask = Callable[[str, str, Set[str] | None], Asked]


def dated(
    text: str, original: str, within: Set[str] | None, ask: Ask, library: Library
) -> Answer | None:
    """The answer as of the day that a question names; None where it names none, asks for nothing beside
    the time, or the documents in force then are those of today."""
    at = as_of(text)
    if at is None:
        return None
    held = in_force_at(library, at.day)
    newest, year = held.latest
    if at.newest:
        if not year or year >= at.day.year:
            return None
        line = f"资料库里最新的文件是{year}年的《{newest}》，没有{at.words}的文件。"
        return not_found(original or text, "as_of", line)
    ids = admitted(held, within)
    if not ids or (held.earliest and at.day.year < held.earliest):
        line = f"资料库里没有{at.words}时有效的文件，最早的是{held.earliest}年的。"
        return not_found(original or text, "as_of", line)
    answer = dispatch(ask(at.text, original or text, ids))
    if answer.status == "not_found":
        return None
    if year and year < at.day.year:  # a mismatch is said first
        line = f"资料库里最新的是{year}年的文件，以下按{at.words}时未见废止的回答："
        return replace(answer, blocks=(Lead((line,)), *answer.blocks))
    return replace(answer, blocks=_noted(answer.blocks, f"以上按{at.words}时有效的文件回答。"))


def _noted(blocks: tuple[Block, ...], line: str) -> tuple[Block, ...]:
    """The blocks with a line on the time behind what answers, before notices and sources."""
    ends = (n for n, b in enumerate(blocks) if isinstance(b, Notice | Sources))
    at = next((n for n in ends if n), len(blocks))
    return (*blocks[:at], Paragraph((line,)), *blocks[at:])
