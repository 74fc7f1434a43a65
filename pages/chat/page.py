"""What the page 问政策 does: ask, stop, start anew, bring a source up, reopen, rate."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr

from assistant.assistant import NO_FILTER
from assistant.evidence.filter import Filter
from corpus.errors import PolicyError
from pages import identity, texts
from pages.chat.asking import answering
from pages.chat.clicks import clicked, clicked_number
from pages.chat.conversation import Conversation, citation
from pages.chat.filters import choice_updates, chosen_filter
from pages.chat.history import history
from pages.chat.keeping import keep, listed, reopen
from pages.chat.layout import lay_out_chat
from pages.chat.rating import clicked_rating
from pages.chat.running import Running
from pages.chat.transcript import next_questions, transcript
from pages.chat.welcome import welcome
from pages.desk import Desk
from pages.markup import one_line
from pages.sources.panel import Quoted, Shown, empty_panel, source_panel
from pages.sources.passage import nothing_open

# New values of those components that change.
Update = dict[Any, Any]


class ChatPage:
    """Answers the events of the page; all it keeps is the desk that visitors share, and what is being
    answered at the moment."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        self.running = Running()
        self.page = page = lay_out_chat(self._welcome(), desk.library.cards().choices())
        filters = page.filters
        outputs = [page.box, page.transcript, page.source, page.conversation, page.history]
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        app.load(self._welcome, None, page.welcome, **common)
        app.load(self._list, page.conversation, page.history, **common)
        app.load(self._choices, None, list(filters.values), **common)
        filters.wire(common)
        opening = app.load(
            self._ask_from_address, page.conversation, outputs, concurrency_limit=None, **common
        )
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
            self._reopen, page.conversation, outputs, cancels=busy, **common
        )
        page.history.edit(self._rename, page.conversation, page.history, **common)
        page.history.delete(self._delete, page.conversation, outputs, **common)
        page.transcript.like(
            self._rate, page.conversation, [page.transcript, page.conversation], **common
        )
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
        again = bool(clicked(event, "again") and conversation.turns)
        asked = clicked(event, "text") or (conversation.turns[-1].question if again else typed)
        chosen = chosen_filter(*values)
        async for update in self._talk(asked, conversation, request, chosen, again):
            yield update

    async def _ask_from_address(
        self, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[Update]:
        """Answer what stands behind ``?q=`` in the address."""
        async for update in self._talk(request.query_params.get("q", ""), conversation, request):
            yield update

    async def _talk(
        self, asked: str, conversation: Conversation, request: gr.Request,
        chosen: Filter = NO_FILTER, again: bool = False,
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
                    update |= {page.box: _busy()}
                elif standing:
                    update |= self._first_source(conversation)
                elif not conversation.busy:  # refused: the words go back into the box to be mended
                    failed = conversation.turns[-1].notice not in ("", texts.STOPPED)
                    update |= {page.box: _idle(question if failed else None)}
                    update |= self._first_source(conversation) | self._listing(
                        conversation, request
                    )
                begun = True
                yield update
        if conversation.busy:  # left behind: what is sent last is what the page would keep
            yield self._as_it_is()

    def _suggest(self, conversation: Conversation, *values: Any) -> str:
        """What to ask next, found while the visitor reads."""
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
        return {self.page.box: _idle(), **self._shown(conversation), **listing}

    def _restart(self, conversation: Conversation, request: gr.Request) -> Update:
        self._leave(request)
        self._given_up(conversation, request)
        return self._empty() | self._listing(Conversation(), request)

    def _leave(self, request: gr.Request) -> None:
        self.running.stop(_session(request), forgotten=True)

    def _list(self, conversation: Conversation, request: gr.Request) -> str:
        found = listed(self.desk.records, identity.of(request))
        return history(found, conversation.id)

    def _reopen(
        self, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> Update:
        self._leave(request)
        self._given_up(conversation, request)
        try:
            found = reopen(self.desk.records, identity.of(request), clicked(event, "id"))
        except PolicyError as error:
            gr.Warning(one_line(error))
            return self._empty() | self._listing(Conversation(), request)
        shown = self._shown(found) | self._first_source(found) | self._listing(found, request)
        return {self.page.box: _idle(""), self.page.source: empty_panel(), **shown}

    def _rename(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> str:
        key, title = clicked(event, "id"), clicked(event, "title")
        try:
            self.desk.records.rename(identity.of(request).key, key, title)
        except PolicyError as error:
            gr.Warning(one_line(error))
        return self._list(conversation, request)

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
            gr.Warning(one_line(error))
        if shown:
            return self._empty() | self._listing(Conversation(), request)
        return self._listing(conversation, request)

    def _rate(self, conversation: Conversation, event: gr.EventData, request: gr.Request) -> Update:
        index, rating = clicked_number(event, "turn"), clicked_rating(event)
        if not 0 <= index < len(conversation.turns):
            return self._as_it_is()
        saved = conversation.turns[index].saved
        try:
            self.desk.records.rate(identity.of(request).key, saved, rating)
        except PolicyError as error:
            gr.Warning(one_line(error))
            return self._as_it_is()
        if conversation.busy:  # the answer on its way brings the rating along from the records
            return self._as_it_is()
        return self._shown(conversation.rated({saved: rating}))

    def _open_source(self, conversation: Conversation, event: gr.EventData) -> str:
        turn, n, whole = (clicked_number(event, name) for name in ("turn", "n", "whole"))
        return self._panel(conversation, Shown(turn, n, whole == 1))

    def _panel(self, conversation: Conversation, shown: Shown) -> str:
        answer = conversation.answer(shown.turn)
        if answer is None:
            return nothing_open(texts.SOURCE_LOST)
        cited = citation(answer, shown.n)
        try:
            quoted = self.desk.quoted(cited) if cited else Quoted(None)
        except PolicyError as error:
            return nothing_open(one_line(error))
        return source_panel(answer, shown, quoted)

    def _first_source(self, conversation: Conversation) -> Update:
        """The panel with the first source of the last turn; as it is where that has no answer."""
        last = len(conversation.turns) - 1
        answer = conversation.answer(last)
        if answer is None:
            return {}
        n = answer.citations[0].n if answer.citations else 0
        return {self.page.source: self._panel(conversation, Shown(last, n))}

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
            page.box: _idle(""),
            page.transcript: "",
            page.source: empty_panel(),
            page.conversation: Conversation(),
        }

    def _listing(self, conversation: Conversation, request: gr.Request) -> Update:
        return {self.page.history: self._list(conversation, request)}

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


def _busy() -> Any:
    """The box while an answer is coming: emptied, with a button to stop."""
    return gr.update(value="", submit_btn=False, stop_btn=texts.ASK_STOP)


def _idle(words: str | None = None) -> Any:
    """The box ready for a question; ``words`` replace what stands in it."""
    ready = gr.update(submit_btn=texts.ASK_SEND, stop_btn=False)
    return ready if words is None else {**ready, "value": words}
