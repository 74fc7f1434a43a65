"""The conversation as HTML."""

from html import escape

from assistant.answer import Answer
from corpus.words import simplified
from pages import texts
from pages.chat.answer_html import answer_html
from pages.chat.conversation import Conversation, Turn
from pages.chat.copying import sources_text


def transcript(conversation: Conversation) -> str:
    """Render every turn, oldest first."""
    turns = "".join(_turn(i, turn) for i, turn in enumerate(conversation.turns))
    return f'<div class="turns" role="log" aria-label="{texts.CONVERSATION_LABEL}">{turns}</div>'


def _turn(index: int, turn: Turn) -> str:
    asked = escape(turn.question).replace("\n", "<br>")
    return (
        f'<section class="turn" data-turn="{index}">'
        f'<div class="question"><span class="sr-only">{texts.YOU_ASKED}</span>'
        f"<p>{asked}</p></div>"
        f'<div class="answer" aria-busy="{str(turn.busy).lower()}">'
        f'<span class="sr-only">{texts.ANSWERED}</span>{_body(index, turn)}</div></section>'
    )


def _body(index: int, turn: Turn) -> str:
    marks = frozenset(c.n for c in turn.answer.citations) if turn.answer else frozenset()
    said = f'<div class="words">{answer_html(turn.shown, index, marks)}</div>' if turn.shown else ""
    if turn.notice:
        return f'{said}<p class="notice" role="alert">{escape(turn.notice)}</p>'
    if turn.answer is None:
        return said or f'<p class="searching" role="status">{texts.SEARCHING}</p>'
    return _understood(turn.answer) + said + _options(turn.answer) + _actions(index, turn.answer)


def _understood(answer: Answer) -> str:
    """How a follow-up was completed from the conversation, so that a wrong guess is seen."""
    completed = answer.resolved_question
    if not completed or completed.split() == simplified(answer.question).split():
        return ""
    line = texts.UNDERSTOOD.format(question=completed)
    return f'<p class="understood">{escape(line)}</p>'


def _options(answer: Answer) -> str:
    """Questions to choose from, where the answer depends on what was left open."""
    if not answer.options:
        return ""
    buttons = "".join(
        f'<button type="button" class="example" data-act="ask">{escape(option)}</button>'
        for option in answer.options
    )
    return f'<div class="options" role="group" aria-label="{texts.OPTIONS}">{buttons}</div>'


def _actions(index: int, answer: Answer) -> str:
    show = ""
    if answer.citations:
        label = texts.SHOW_SOURCES.format(count=len(answer.citations))
        show = (
            f'<button type="button" class="quiet narrow-only" data-act="cite" data-turn="{index}"'
            f' data-n="{answer.citations[0].n}">{label}</button>'
        )
    by = texts.WRITTEN_BY[answer.mode] if answer.citations else ""
    written = f'<span class="took">{by}</span>' if by else ""
    took = texts.TOOK.format(seconds=f"{answer.elapsed_ms / 1000:.2f}")
    return (
        f'<div class="actions">{show}'
        f'<button type="button" class="quiet" data-act="copy" data-done="{texts.COPIED}"'
        f' data-failed="{texts.COPY_FAILED}" data-sources="{escape(sources_text(answer))}">'
        f'{texts.COPY}</button>{written}<span class="took">{took}</span></div>'
    )
