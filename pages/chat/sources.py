"""The source panel beside a conversation, as HTML."""

from corpus.errors import PolicyError
from pages import texts
from pages.chat.conversation import Conversation, citation
from pages.desk import Desk
from pages.markup import one_line
from pages.sources.panel import Quoted, Shown, source_panel
from pages.sources.passage import nothing_open


def chosen_source(desk: Desk, conversation: Conversation, shown: Shown) -> str:
    """The panel with a citation of the conversation, or why there is none."""
    answer = conversation.answer(shown.turn)
    if answer is None:
        return nothing_open(texts.SOURCE_LOST)
    cited = citation(answer, shown.n)
    try:
        quoted = desk.quoted(cited) if cited else Quoted(None)
    except PolicyError as error:
        return nothing_open(one_line(error))
    return source_panel(answer, shown, quoted)


def first_source(desk: Desk, conversation: Conversation) -> str:
    """The panel with the first source of the last turn; "" where that has no answer."""
    last = len(conversation.turns) - 1
    answer = conversation.answer(last)
    if answer is None:
        return ""
    n = answer.citations[0].n if answer.citations else 0
    return chosen_source(desk, conversation, Shown(last, n))
