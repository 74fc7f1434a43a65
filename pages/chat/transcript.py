"""The conversation as HTML."""

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer
from corpus.language.words import simplified
from pages import texts
from pages.chat.answer_html import answer_html
from pages.chat.conversation import Conversation, Turn
from pages.chat.copying import sources_text
from pages.chat.rating import rating_buttons, rating_reasons
from pages.chat.sharing import share_button, share_line
from pages.markup import button


def transcript(conversation: Conversation) -> str:
    """Render every turn, oldest first."""
    end = len(conversation.turns) - 1
    turns = "".join(_turn(i, turn, i == end) for i, turn in enumerate(conversation.turns))
    return (
        f'<div class="turns" role="log" aria-label="{texts.CONVERSATION_LABEL}"'
        f' data-conversation="{escape(conversation.id)}">{turns}</div>'
    )


def _turn(index: int, turn: Turn, last: bool) -> str:
    asked = escape(turn.question).replace("\n", "<br>")
    return (
        f'<section class="turn" data-turn="{index}" data-key="{turn.key}">'
        f'<div class="question"><span class="sr-only">{texts.YOU_ASKED}</span>'
        f"<p>{asked}</p></div>"
        f'<div class="answer" aria-busy="{str(turn.busy).lower()}">'
        f'<span class="sr-only">{texts.ANSWERED}</span>{_body(index, turn, last)}</div></section>'
    )


def _body(index: int, turn: Turn, last: bool) -> str:
    answer = turn.answer
    said = f'<div class="words">{answer_html(turn.shown, index)}</div>' if turn.shown else ""
    once_more = _once_more() if last else ""
    if turn.notice:
        again = f'<div class="actions">{once_more}</div>' if last else ""
        refused = "" if turn.notice == texts.STOPPED else " data-refused"
        return f'{said}<p class="notice" role="alert"{refused}>{escape(turn.notice)}</p>{again}'
    if answer is None and turn.extract is not None:
        writing = f'<p class="searching" role="status">{texts.WRITING}</p>'
        return f"{_understood(turn.extract)}{_filtered(turn.extract)}{said}{writing}"
    if answer is None:
        return said or f'<p class="searching" role="status">{texts.SEARCHING}</p>'
    below = f'<div class="actions">{_actions(index, turn, answer)}{once_more}</div>'
    reasons = rating_reasons(index, turn)
    return (
        f"{_understood(answer)}{_filtered(answer)}{said}{_options(answer)}{below}{reasons}"
        f"{share_line(index, turn)}{_about(turn, answer)}{_printed(answer)}"
    )


def _printed(answer: Answer) -> str:
    """The quotes below the answer, for paper and for what is copied; on screen they stand beside."""
    lines = sources_text(answer).split("\n")
    return (
        f'<div class="printed">{"".join(f"<p>{escape(line)}</p>" for line in lines if line)}</div>'
    )


def _understood(answer: Answer) -> str:
    """How a follow-up was completed from the conversation, so that a wrong guess is seen."""
    completed = answer.resolved_question
    if not completed or completed.split() == simplified(answer.question).split():
        return ""
    line = texts.UNDERSTOOD.format(question=completed)
    return f'<p class="understood">{escape(line)}</p>'


def _filtered(answer: Answer) -> str:
    """Which documents were looked at, if not all."""
    if not answer.filter:
        return ""
    line = texts.FILTERED.format(words=answer.filter)
    return f'<p class="understood filtered">{escape(line)}</p>'


def next_questions(turn: Turn, questions: Sequence[str]) -> str:
    """Questions to ask after a turn, as buttons; the page shows them while that turn is the last."""
    if not questions:
        return ""
    buttons = "".join(button(question, "example", "ask") for question in questions)
    return (
        f'<div class="next" role="group" aria-label="{texts.NEXT}" data-key="{turn.key}">'
        f'<span class="took">{texts.NEXT}：</span>{buttons}</div>'
    )


def _options(answer: Answer) -> str:
    """Questions to choose from, where the answer depends on what was left open."""
    if not answer.options:
        return ""
    buttons = "".join(button(option, "example", "ask") for option in answer.options)
    return f'<div class="options" role="group" aria-label="{texts.OPTIONS}">{buttons}</div>'


def _actions(index: int, turn: Turn, answer: Answer) -> str:
    show = ""
    if answer.citations:
        label = texts.SHOW_SOURCES.format(count=len(answer.citations))
        show = button(label, "quiet narrow-only", "cite", turn=index, n=answer.citations[0].n)
    copy = button(texts.COPY, "quiet", "copy", done=texts.COPIED, failed=texts.COPY_FAILED)
    return f"{show}{rating_buttons(index, turn)}{copy}{share_button(index, turn)}"


def _once_more() -> str:
    """For the last question: answer it again, or change it first."""
    return button(texts.AGAIN, "quiet", "again") + button(
        texts.EDIT, "quiet", "edit", label=texts.EDIT_LABEL, send=texts.ASK_SEND,
        cancel=texts.CANCEL,
    )  # fmt: skip


def _about(turn: Turn, answer: Answer) -> str:
    """Who wrote the answer, how long it took, whether it is kept."""
    told = [texts.WRITTEN_BY[answer.mode]] if answer.citations else []
    told.append(texts.TOOK.format(seconds=f"{answer.elapsed_ms / 1000:.2f}"))
    if turn.unsaved:
        told.append(texts.UNSAVED)
    spans = "".join(f'<span class="took">{escape(line)}</span>' for line in told)
    return f'<p class="about">{spans}</p>'
