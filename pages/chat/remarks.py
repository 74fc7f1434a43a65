"""What a visitor does with one answer of the conversation: rate it, share it."""

import gradio as gr

from corpus.errors import PolicyError
from pages import identity, texts
from pages.chat.clicks import clicked_number
from pages.chat.conversation import Conversation
from pages.chat.rating import clicked_rating
from pages.desk import Desk
from pages.markup import one_line


def rated(
    desk: Desk, conversation: Conversation, event: gr.EventData, request: gr.Request
) -> Conversation | None:
    """The conversation after a rating; None where nothing on the page changes."""
    index, rating = clicked_number(event, "turn"), clicked_rating(event)
    if not 0 <= index < len(conversation.turns):
        return None
    saved = conversation.turns[index].saved
    try:
        desk.records.rate(identity.of(request).key, saved, rating)
    except PolicyError as error:
        gr.Warning(one_line(error), title=texts.WARNING)
        return None
    if conversation.busy:  # the answer on its way brings the rating along from the records
        return None
    return conversation.rated({saved: rating})


def shared(
    desk: Desk, conversation: Conversation, event: gr.EventData, request: gr.Request
) -> Conversation | None:
    """The conversation after an answer was shared, or no longer; None where nothing changes."""
    index, on = clicked_number(event, "turn"), clicked_number(event, "on") == 1
    if not 0 <= index < len(conversation.turns) or conversation.busy:
        return None
    saved, owner = conversation.turns[index].saved, identity.of(request).key
    token = ""
    try:
        if on:
            token = desk.records.shares.share(owner, saved)
        else:
            desk.records.shares.unshare(owner, saved)
    except PolicyError as error:
        gr.Warning(one_line(error), title=texts.WARNING)
        return None
    return conversation.shared(index, token)
