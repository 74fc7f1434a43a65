"""The visitor's own conversations: which one the page shows, and the list of all."""

from dataclasses import replace

import gradio as gr

from corpus.errors import PolicyError
from pages import identity, texts
from pages.chat.clicks import clicked, clicked_number
from pages.chat.conversation import Conversation
from pages.chat.history import MOST, Wanted, history
from pages.chat.keeping import listed, reopen
from pages.desk import Desk
from pages.markup import one_line
from pages.records.records import LISTED

ADDRESS = "c"  # the parameter of the page's address that names the conversation


class Earlier:
    """Lists and finds conversations for the page; keeps nothing of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def at_hand(self, conversation: Conversation, request: gr.Request) -> Conversation:
        """The conversation that the page shows. A server that was started anew, or has forgotten it,
        finds it by the page's address in the records."""
        key = request.query_params.get(ADDRESS, "")
        if conversation.id or not key:
            return conversation
        try:
            return reopen(self.desk.records, identity.of(request), key)
        except PolicyError:
            return conversation

    def listing(
        self, conversation: Conversation, request: gr.Request, wanted: Wanted | None = None
    ) -> str:
        """The list as HTML, the conversation on the page marked."""
        wanted = wanted or Wanted()
        records, visitor = self.desk.records, identity.of(request)
        found = listed(records, visitor, wanted.limit + 1, wanted.words)
        return history(found, conversation.id, wanted)

    def open(self, conversation: Conversation, request: gr.Request) -> str:
        """The list as the page opens."""
        return self.listing(self.at_hand(conversation, request), request)

    def find(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> str:
        """The list with the words that were typed above it, or with older ones."""
        conversation = self.at_hand(conversation, request)
        wanted = wanted_by(event)
        if clicked(event, "older"):
            wanted = wanted.older
        return self.listing(conversation, request, wanted)

    def rename(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> str:
        """The list after a conversation was given another name."""
        key, title = clicked(event, "id"), clicked(event, "title")
        try:
            self.desk.records.rename(identity.of(request).key, key, title)
        except PolicyError as error:
            gr.Warning(one_line(error), title=texts.WARNING)
        conversation = self.at_hand(conversation, request)
        return self.listing(conversation, request, wanted_by(event))


def wanted_by(event: gr.EventData) -> Wanted:
    """What the list showed when a click in it was made."""
    limit = clicked_number(event, "limit")
    words = " ".join(clicked(event, "words").split())[:60]
    return replace(Wanted(words), limit=min(max(limit, LISTED), MOST))
