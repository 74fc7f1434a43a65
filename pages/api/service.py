"""What programs can ask for: answers, passages, duties, documents, as the commands' JSON."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from threading import Event
from typing import Any

from assistant.answer import Answer
from assistant.assistant import check_question
from assistant.batch import BatchQuestion
from assistant.duty_list import group_json
from assistant.filter import Filter
from assistant.writing.errors import WritingStoppedError
from corpus.errors import PolicyError, UnknownDocumentError
from pages import texts as pages_texts
from pages.api import texts
from pages.desk import Desk

Json = dict[str, Any]
_EARLIER = 20  # questions of a conversation
_PASSAGES = 50
_DOCUMENTS = 200  # on one page
_WORDS = 200  # characters of a department's name, or of words to look for


class ArgumentError(PolicyError):
    """A program passed something that can't be used."""


class Service:
    """The four tools over one desk; nothing of what is asked is stored."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(
        self, question: str, history: list[str] | None = None, in_force: bool = False
    ) -> AsyncGenerator[Json, None]:
        """The answer as it grows (``status`` is "writing"), then the answer itself.

        Raises:
            PolicyError: the arguments can't be used, or the server is too busy.
        """
        earlier = _history(history)
        stop = Event()
        try:
            steps = self._desk.answering(question, earlier, stop, Filter(in_force=bool(in_force)))
            async with aclosing(steps):
                async for step in steps:
                    if isinstance(step, Answer):
                        yield step.to_json()
                    else:
                        yield {"question": question, "status": "writing", "answer": step}
        except WritingStoppedError as error:
            raise PolicyError(pages_texts.STOPPED) from error
        finally:
            stop.set()  # whoever left: no model goes on writing for nobody

    async def answer(
        self, question: str, history: list[str] | None = None, in_force: bool = False
    ) -> Json:
        """The last of what ``ask`` yields."""
        last: Json = {}
        async with aclosing(self.ask(question, history, in_force)) as steps:
            async for step in steps:
                last = step
        return last

    async def search(
        self, question: str, history: list[str] | None = None, limit: int = 10
    ) -> Json:
        """Passages on a question, best first."""
        check_question(question)
        item = BatchQuestion("", question, tuple(_history(history)))
        count = _between(limit, 1, _PASSAGES, "limit")
        hits = await self._desk.working(lambda: self._desk.search(item, count))
        return {"id": "", "hits": hits}

    async def duties(self, department: str) -> Json:
        """The duties of a department by any of its names."""
        name = _short(department, "department")
        return group_json(await self._desk.working(lambda: self._desk.duties.of_department(name)))

    async def documents(self, words: str = "", offset: int = 0, limit: int = 50) -> Json:
        """The documents that answer questions, those that hold all ``words`` in title, number,
        issuer or source."""
        wanted = _short(words, "words").lower().split()
        begin = _between(offset, 0, 10**9, "offset")
        count = _between(limit, 1, _DOCUMENTS, "limit")
        found = await asyncio.to_thread(self._found, wanted)
        return {"total": len(found), "documents": found[begin : begin + count]}

    def _found(self, words: list[str]) -> list[Json]:
        found = []
        for document_id in self._desk.library.document_ids():
            try:
                document = self._desk.library.document(document_id)
            except UnknownDocumentError:  # withdrawn a moment ago
                continue
            known = document.metadata.to_json()
            values = {"document_id": document_id, "source": document.source}
            values |= {name: known[name] for name in texts.DOCUMENT_FIELDS}
            values["title"] = document.title
            values["validity"] = document.metadata.validity.value
            searched = " ".join(
                values[name] for name in ("title", "number", "issuer", "source")
            ).lower()
            if all(word in searched for word in words):
                found.append(values)
        return found


def _history(history: list[str] | None) -> list[str]:
    """Earlier questions, if they are some: not too many, none too long."""
    earlier = history or []
    if not isinstance(earlier, list) or len(earlier) > _EARLIER:
        raise ArgumentError(texts.HISTORY.format(count=_EARLIER))
    for question in earlier:
        if not isinstance(question, str):
            raise ArgumentError(texts.HISTORY.format(count=_EARLIER))
        check_question(question)
    return earlier


def _between(value: int, least: int, most: int, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ArgumentError(texts.NUMBER.format(name=name, least=least, most=most))
    return value


def _short(value: str, name: str) -> str:
    if not isinstance(value, str) or len(value) > _WORDS:
        raise ArgumentError(texts.WORDS.format(name=name, most=_WORDS))
    return value.strip()
