"""What the page 问政策 does: ask, stop, start anew, bring a source up."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import gradio as gr

from assistant.answer import Answer
from assistant.writing.errors import WritingStoppedError
from corpus.errors import PolicyError
from pages import texts
from pages.chat.clicks import clicked, clicked_number
from pages.chat.conversation import Conversation, citation
from pages.chat.layout import lay_out_chat
from pages.chat.running import Running
from pages.chat.streaming import growing, pause
from pages.chat.transcript import transcript
from pages.chat.welcome import welcome
from pages.desk import Desk
from pages.sources.panel import Quoted, Shown, empty_panel, no_source, source_panel

log = logging.getLogger(__name__)

# New values of the question box, the conversation as shown, the source, the conversation itself.
Update = tuple[Any, Any, Any, Any]


class ChatPage:
    """Answers the events of the page; all it keeps is the desk that visitors share, and what is being
    answered at the moment."""

    def __init__(self, app: gr.Blocks, desk: Desk) -> None:
        self.desk = desk
        self.running = Running()
        page = lay_out_chat(self._welcome())
        conversation = gr.State(Conversation())
        outputs = [page.box, page.transcript, page.source, conversation]
        common: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        app.load(self._welcome, None, page.welcome, **common)
        opening = app.load(
            self._ask_from_address, conversation, outputs, concurrency_limit=None, **common
        )
        asking = gr.on(
            [page.box.submit, page.welcome.submit, page.transcript.submit],
            self._ask,
            [page.box, conversation],
            outputs,
            trigger_mode="once",
            concurrency_limit=None,
            **common,
        )
        common |= {"queue": False}
        busy = [opening, asking]
        page.box.stop(self._stop, conversation, outputs, cancels=busy, **common)
        page.new.click(self._restart, None, outputs, cancels=busy, **common)
        app.unload(self._leave)
        gr.on(
            [page.transcript.select, page.source.select],
            self._open_source,
            conversation,
            page.source,
            trigger_mode="multiple",
            **common,
        )

    async def _ask(
        self, typed: str, conversation: Conversation, event: gr.EventData, request: gr.Request
    ) -> AsyncIterator[Update]:
        """Answer what was typed, or the example that was clicked."""
        async for update in self._talk(clicked(event, "text") or typed, conversation, request):
            yield update

    async def _ask_from_address(
        self, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[Update]:
        """Answer what stands behind ``?q=`` in the address."""
        async for update in self._talk(request.query_params.get("q", ""), conversation, request):
            yield update

    async def _talk(
        self, asked: str, conversation: Conversation, request: gr.Request
    ) -> AsyncIterator[Update]:
        question = asked.strip()
        if not question:
            yield (gr.skip(),) * 4
            return
        history = conversation.questions()
        conversation = conversation.begin(question)
        yield _busy(), transcript(conversation), gr.skip(), conversation
        answer: Answer | str = texts.FAILED
        written = False
        with self.running.answering(_visitor(request)) as stop:
            try:
                async with aclosing(self.desk.answering(question, history, stop)) as steps:
                    async for step in steps:
                        if isinstance(step, Answer):
                            answer = step
                            continue
                        written = True  # by a model; what is shown is checked
                        conversation = conversation.show(step)
                        yield gr.skip(), transcript(conversation), gr.skip(), conversation
            except PolicyError as error:
                answer = _line(error)
            except WritingStoppedError:
                # said once more: what is sent last is what the page keeps
                yield _forgotten() if stop.forgotten else _stopped(conversation)
                return
            except Exception:
                log.exception("a question failed")
        if isinstance(answer, str):  # refused: the words go back into the box to be mended
            conversation = conversation.give_up(answer)
            yield _idle(question), transcript(conversation), gr.skip(), conversation
            return
        steps_shown = [] if written else list(growing(answer.answer))[:-1]
        for shown in steps_shown:
            yield gr.skip(), transcript(conversation.show(shown)), gr.skip(), gr.skip()
            await asyncio.sleep(pause(len(steps_shown)))
        conversation = conversation.finish(answer)
        first = answer.citations[0].n if answer.citations else 0
        panel = self._panel(conversation, Shown(len(conversation.turns) - 1, first))
        yield _idle(), transcript(conversation), panel, conversation

    def _stop(self, conversation: Conversation, request: gr.Request) -> Update:
        self.running.stop(_visitor(request))
        return _stopped(conversation)

    def _restart(self, request: gr.Request) -> Update:
        self._leave(request)
        return _forgotten()

    def _leave(self, request: gr.Request) -> None:
        self.running.stop(_visitor(request), forgotten=True)

    def _open_source(self, conversation: Conversation, event: gr.EventData) -> str:
        turn, n, whole = (clicked_number(event, name) for name in ("turn", "n", "whole"))
        return self._panel(conversation, Shown(turn, n, whole == 1))

    def _panel(self, conversation: Conversation, shown: Shown) -> str:
        answer = conversation.answer(shown.turn)
        if answer is None:
            return no_source(texts.SOURCE_LOST)
        cited = citation(answer, shown.n)
        try:
            quoted = self.desk.quoted(cited) if cited else Quoted(None)
        except PolicyError as error:
            return no_source(_line(error))
        return source_panel(answer, shown, quoted)

    def _welcome(self) -> str:
        try:
            return welcome(self.desk.holdings())
        except PolicyError as error:
            return no_source(_line(error))


def _visitor(request: gr.Request) -> str:
    return request.session_hash or ""


def _stopped(conversation: Conversation) -> Update:
    conversation = conversation.give_up(texts.STOPPED)
    return _idle(), transcript(conversation), gr.skip(), conversation


def _forgotten() -> Update:
    return _idle(""), "", empty_panel(), Conversation()


def _line(error: PolicyError) -> str:
    return " ".join(str(error).split())


def _busy() -> Any:
    """The box while an answer is coming: emptied, with a button to stop."""
    return gr.update(value="", submit_btn=False, stop_btn=texts.ASK_STOP)


def _idle(words: str | None = None) -> Any:
    """The box ready for a question; ``words`` replace what stands in it."""
    ready = gr.update(submit_btn=texts.ASK_SEND, stop_btn=False)
    return ready if words is None else {**ready, "value": words}
