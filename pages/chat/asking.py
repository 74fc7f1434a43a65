"""Answer a question on the page while it is being written, and keep it."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from assistant.answer import Answer
from assistant.evidence.filter import Filter
from corpus.errors import PolicyError
from pages import texts
from pages.chat.conversation import Conversation
from pages.chat.keeping import keep
from pages.chat.running import Running
from pages.chat.streaming import growing, pause
from pages.desk import Desk
from pages.identity import Identity
from pages.markup import one_line
from pages.records.records import new_id
from pages.serving.watched import watched

log = logging.getLogger(__name__)
ROUTE = "page/ask"  # in figures and log

Steps = AsyncGenerator[Conversation, None]


async def answering(
    desk: Desk, running: Running, session: str, visitor: Identity, conversation: Conversation,
    question: str, chosen: Filter, again: bool = False,
) -> Steps:  # fmt: skip
    """The conversation as it grows by a question: at once, as the answer appears, and kept. Where a
    model writes, the extract is there in the meantime.

    Nothing is yielded any more once the visitor has left the conversation behind. Where the page
    itself is left, or loaded anew, before the answer is there, the question is kept all the same.
    """
    history = conversation.questions(again=again)
    conversation = replace(conversation, id=conversation.id or new_id())
    conversation = conversation.begin(question, again=again)
    yield conversation
    answer: Answer | str = texts.FAILED
    written = False
    with running.answering(session) as stop:
        try:
            with watched(desk.metrics, ROUTE, question) as seen:
                async with aclosing(desk.answering(question, history, stop, chosen)) as steps:
                    async for step in steps:
                        if step.status != "writing":
                            answer = seen.answer = step
                            continue
                        written = True  # by a model; until that is checked, the extract stands
                        conversation = conversation.stand_in(step)
                        yield conversation
        except PolicyError as error:
            answer = one_line(error)
        except (GeneratorExit, asyncio.CancelledError):
            if not stop.deleted:
                keep(desk.records, visitor, conversation.give_up(texts.STOPPED))
            raise
        except Exception:
            log.exception("a question failed")
        if isinstance(answer, Answer) and not written:
            for shown in (steps_shown := list(growing(answer.blocks))[:-1]):
                if stop.is_set():
                    break
                yield conversation.show(shown)
                await asyncio.sleep(pause(len(steps_shown)))
        forgotten, deleted = stop.forgotten, stop.deleted
    done = conversation.give_up(answer) if isinstance(answer, str) else conversation.finish(answer)
    if not deleted:
        done = await asyncio.to_thread(keep, desk.records, visitor, done)
    if not forgotten:
        yield done
