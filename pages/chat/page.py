"""What the page 问政策 does: ask, stop, start anew, bring a source up, reopen, rate, share."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Any

import gradio as gr

from assistant.assistant import NO_FILTER
from assistant.evidence.filter import Filter
from corpus.errors import PolicyError
from pages import identity, texts
from pages.chat.asking import answering
from pages.chat.box import busy_box, idle_box
from pages.chat.clicks import clicked, clicked_number
from pages.chat.conversation import Conversation
from pages.chat.earlier import ADDRESS, Earlier, wanted_by
from pages.chat.filters import choice_updates, chosen_filter
from pages.chat.keeping import keep, reopen
from pages.chat.layout import lay_out_chat
from pages.chat.remarks import rated, shared
from pages.chat.running import Running
from pages.chat.sources import chosen_source, first_source
from pages.chat.transcript import next_questions, transcript
from pages.chat.welcome import welcome
from pages.desk import Desk
from pages.markup import one_line
from pages.records.errors import UnknownConversationError
from pages.sources.panel import Shown, empty_panel
from pages.sources.passage import nothing_open

# New values of those components that change.
Update = dict[Any, Any]
Remark = Callable[[Desk, Conversation, gr.EventData, gr.Request], Conversation | None]


class ChatPage:
    """Answers the events of the page; all it keeps is the desk that visitors share, and what is being
    answered at the moment."""

    def __init__(self, app: gr.Blocks, desk: Desk, embedded: bool = False) -> None:
        """``embedded``: within a page of another site, which has a head of its own."""
        self.desk = desk
        self.running = Running()
        self.earlier = Earlier(desk)
        choices = desk.library.cards().choices()
        self.page = page = lay_out_chat(self._welcome(), choices, embedded)
        filters = page.filters
        outputs = [page.box, page.transcript, page.source, page.conversation, page.history]
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        app.load(self._welcome, None, page.welcome, **common)
        app.load(self.earlier.open, page.conversation, page.history, **common)
        app.load(self._choices, None, list(filters.values), **common)
        filters.wire(common)
        opening = app.load(self._open, page.conversation, outputs, concurrency_limit=None, **common)
        asking = gr.on(
            [page.box.submit, page.welcome.submit, page.transcript.submit, page.next.submit],
            self._ask,
            [page.box, page.conversation, *filters.values],
            outputs,
            trigger_mode="once",
            concurrency_limit=None,
            **common,
        )
        busy = [opening, asking]
        # In the queue: what goes wrong is told by a message, which Gradio sends with queued events.
        common |= {"concurrency_limit": None}
        reopening = page.history.select(
            self._reopen,
            page.conversation,
            outputs,
            cancels=busy,
            trigger_mode="always_last",
            **common,
        )
        page.history.submit(self.earlier.find, page.conversation, page.history, **common)
        page.history.edit(self.earlier.rename, page.conversation, page.history, **common)
        page.history.delete(self._delete, page.conversation, outputs, **common)
        spoken = [page.transcript, page.conversation]
        page.transcript.like(self._rate, page.conversation, spoken, **common)
        page.transcript.apply(self._share, page.conversation, spoken, **common)
        for answered in (*busy, reopening):  # after the answer is shown, and few at a time
            answered.then(
                self._suggest,
                [page.conversation, *filters.values],
                page.next,
                **{**common, "concurrency_limit": 2},
            )
        common |= {"queue": False}
        page.box.stop(self._stop, page.conversation, outputs, cancels=busy, **common)
        page.new.click(self._restart, page.conversation, outputs, cancels=busy, **common)
        app.unload(self._leave)
        gr.on(
            [page.transcript.select, page.source.select],
            self._open_source,
            page.conversation,
            page.source,
            trigger_mode="multiple",
            **common,
        )

    async def _ask(
        self, typed: str, conversation: Conversation, event: gr.EventData, request: gr.Request,
        *values: Any,
    ) -> AsyncIterator[Update]:  # fmt: skip
        """Answer what was typed, the example that was clicked, or the last question once more."""
        conversation = self.earlier.at_hand(conversation, request)
        again = bool(clicked(event, "again") and conversation.turns)
        asked = clicked(event, "text") or (conversation.turns[-1].question if again else "")
        chosen = chosen_filter(*values)
        box = busy_box(emptied=not asked)
        async for update in self._talk(asked or typed, conversation, request, chosen, again, box):
            yield update

    async def _open(self, conversation: Conversation, request: gr.Request) -> AsyncIterator[Update]:
        """Show the conversation that the address names, or answer what stands behind ``?q=``."""
        named, asked = (request.query_params.get(name, "") for name in (ADDRESS, "q"))
        if named:
            yield self._brought_back(named, request, texts.ADDRESS_UNKNOWN)
        elif asked.strip():
            async for update in self._talk(asked, conversation, request):
                yield update
        else:
            yield self._shown(conversation)

    async def _talk(
        self, asked: str, conversation: Conversation, request: gr.Request,
        chosen: Filter = NO_FILTER, again: bool = False, box: Any = None,
    ) -> AsyncIterator[Update]:  # fmt: skip
        question = asked.strip()
        if not question:
            yield self._as_it_is()
            return
        page, visitor, session = self.page, identity.of(request), _session(request)
        steps = answering(
            self.desk, self.running, session, visitor, conversation, question, chosen, again
        )
        begun = False
        async with aclosing(steps):
            async for conversation in steps:
                update = self._shown(conversation)
                standing = conversation.turns[-1].extract is not None
                if not begun:
                    update |= {page.box: box or busy_box()}
                elif standing:
                    update |= self._first_source(conversation)
                elif not conversation.busy:  # refused words are put back into the box by the page
                    update |= {page.box: idle_box()}
                    update |= self._first_source(conversation) | self._listing(
                        conversation, request
                    )
                begun = True
                yield update
        if conversation.busy:  # left behind: what is sent last is what the page would keep
            yield self._as_it_is()

    def _suggest(self, conversation: Conversation, request: gr.Request, *values: Any) -> str:
        """What to ask next, found while the visitor reads."""
        conversation = self.earlier.at_hand(conversation, request)
        last = conversation.turns[-1] if conversation.turns else None
        if last is None or last.answer is None:
            return ""
        try:
            asked = conversation.questions()
            found = self.desk.wait().suggest(last.answer, asked, chosen_filter(*values))
        except PolicyError:  # the library is being rebuilt; nobody asked for suggestions
            return ""
        return next_questions(last, found)

    def _stop(self, conversation: Conversation, request: gr.Request) -> Update:
        self.running.stop(_session(request))
        conversation = self._given_up(conversation, request)
        listing = self._listing(conversation, request)
        return {self.page.box: idle_box(), **self._shown(conversation), **listing}

    def _restart(self, conversation: Conversation, request: gr.Request) -> Update:
        self._leave(request)
        self._given_up(conversation, request)
        return self._empty() | self._listing(Conversation(), request)

    def _leave(self, request: gr.Request) -> None:
        self.running.stop(_session(request), forgotten=True)

    def _reopen(
        self, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> Update:
        """Show the conversation that was chosen, or an empty one where the way back leads there."""
        self._leave(request)
        self._given_up(conversation, request)
        # Gradio forgets what a click carried if the click had to wait for one before it
        key = clicked(event, "id") or request.query_params.get(ADDRESS, "")
        if not key:
            return self._empty() | self._listing(Conversation(), request)
        return self._brought_back(key, request) | self._listed_as(event, key, request)

    def _brought_back(self, key: str, request: gr.Request, unknown: str = "") -> Update:
        """The conversation as it was kept, with its last source; nothing but a warning otherwise."""
        try:
            found = reopen(self.desk.records, identity.of(request), key)
        except PolicyError as error:
            lost = isinstance(error, UnknownConversationError)
            gr.Warning((lost and unknown) or one_line(error), title=texts.WARNING)
            return self._empty()
        return {
            self.page.box: idle_box(),
            self.page.source: empty_panel(),
            **self._shown(found),
            **self._first_source(found),
        }

    def _delete(
        self, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> Update:
        """Delete a conversation; the page begins anew if it is the one that is shown."""
        key = clicked(event, "id")
        if shown := key == conversation.id:
            self.running.stop(_session(request), deleted=True)
        try:
            self.desk.records.delete(identity.of(request).key, key)
        except PolicyError as error:
            gr.Warning(one_line(error), title=texts.WARNING)
        if shown:
            return self._empty() | self._listing(Conversation(), request)
        return self._listed_as(event, conversation.id, request)

    def _rate(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Update:
        return self._spoken(rated, conversation, event, request)

    def _share(
        self, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> Update:
        return self._spoken(shared, conversation, event, request)

    def _spoken(
        self, remark: Remark, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> Update:
        conversation = self.earlier.at_hand(conversation, request)
        changed = remark(self.desk, conversation, event, request)
        return self._shown(changed) if changed else self._as_it_is()

    def _open_source(
        self, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> str:
        conversation = self.earlier.at_hand(conversation, request)
        turn, n, whole = (clicked_number(event, name) for name in ("turn", "n", "whole"))
        return chosen_source(self.desk, conversation, Shown(turn, n, whole == 1))

    def _first_source(self, conversation: Conversation) -> Update:
        panel = first_source(self.desk, conversation)
        return {self.page.source: panel} if panel else {}

    def _shown(self, conversation: Conversation) -> Update:
        return {
            self.page.transcript: transcript(conversation),
            self.page.conversation: conversation,
        }

    def _as_it_is(self) -> Update:
        return {self.page.conversation: gr.skip()}  # Gradio takes no empty update

    def _empty(self) -> Update:
        page = self.page
        return {
            page.box: idle_box(),
            page.transcript: transcript(Conversation()),
            page.source: empty_panel(),
            page.conversation: Conversation(),
        }

    def _listing(self, conversation: Conversation, request: gr.Request) -> Update:
        return {self.page.history: self.earlier.listing(conversation, request)}

    def _listed_as(self, event: gr.EventData, key: str, request: gr.Request) -> Update:
        """The list as it was when a click in it was made, with conversation ``key`` marked."""
        shown = Conversation(id=key)
        return {self.page.history: self.earlier.listing(shown, request, wanted_by(event))}

    def _given_up(self, conversation: Conversation, request: gr.Request) -> Conversation:
        """The conversation with what was being answered stopped and kept."""
        if not conversation.busy:
            return conversation
        conversation = conversation.give_up(texts.STOPPED)
        return keep(self.desk.records, identity.of(request), conversation)

    def _choices(self) -> list[Any]:
        return choice_updates(self.desk.library.cards().choices())

    def _welcome(self) -> str:
        try:
            return welcome(self.desk.holdings(), self.desk.examples)
        except PolicyError as error:
            return nothing_open(one_line(error))


def _session(request: gr.Request) -> str:
    return request.session_hash or ""
