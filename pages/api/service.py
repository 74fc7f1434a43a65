"""What programs can ask for: answers, passages, duties, documents, as the commands' JSON."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing
from threading import Event
from typing import Any

from assistant.assistant import check_question
from assistant.batch import BatchQuestion
from assistant.duties.listing import group_json
from assistant.errors import QuestionError
from assistant.evidence.filter import Filter
from assistant.writing.errors import WritingStoppedError
from corpus.errors import PolicyError
from pages import texts as pages_texts
from pages.api import texts
from pages.desk import Desk
from pages.library.items import Item
from pages.serving.watched import watched

log = logging.getLogger(__name__)
Json = dict[str, Any]
_EARLIER = 20  # questions of a conversation
_PASSAGES = 50
_DOCUMENTS = 200  # on one page
_WORDS = 200  # characters of a department's name, or of words to look for


class ArgumentError(QuestionError):
    """A program passed something that can't be used."""


class Service:
    """The four tools over one desk; nothing of what is asked is stored."""

    def __init__(self, desk: Desk, way: str) -> None:
        """``way``: how programs come here, a word for figures and log."""
        self._desk = desk
        self._way = way

    async def ask(
        self, question: str, history: list[str] | None = None, in_force: bool = False
    ) -> AsyncGenerator[Json, None]:
        """The answer as it grows (``status`` is "writing"), then the answer itself.

        Raises:
            PolicyError: the arguments can't be used, or the server is too busy.
        """
        stop = Event()
        try:
            with watched(self._desk.metrics, f"{self._way}/ask", str(question)) as seen:
                earlier, chosen = _history(history), Filter(in_force=in_force is True)
                steps = self._desk.answering(_question(question), earlier, stop, chosen)
                async with aclosing(steps):
                    async for step in steps:
                        if step.status == "writing":
                            yield {
                                "question": question,
                                "status": step.status,
                                "answer": step.markdown,
                            }
                        else:
                            seen.answer = step
                            yield step.to_json()
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
        with watched(self._desk.metrics, f"{self._way}/search", str(question)):
            item = BatchQuestion("", _question(question), tuple(_history(history)))
            count = _between(limit, 1, _PASSAGES, "limit")
            hits = await self._desk.working(lambda: self._desk.search(item, count))
            return {"id": "", "hits": hits}

    async def duties(self, department: str) -> Json:
        """The duties of a department by any of its names."""
        with watched(self._desk.metrics, f"{self._way}/duties", str(department)):
            name = _short(department, "department")
            return await self._desk.working(
                lambda: group_json(self._desk.duties.of_department(name))
            )

    async def documents(self, words: str = "", offset: int = 0, limit: int = 50) -> Json:
        """The documents that answer questions, those that hold all ``words`` in title, number,
        issuer or source."""
        with watched(self._desk.metrics, f"{self._way}/documents", str(words)):
            wanted = _short(words, "words")
            begin = _between(offset, 0, 10**9, "offset")
            count = _between(limit, 1, _DOCUMENTS, "limit")
            found = await self._desk.working(lambda: self._found(wanted.lower().split()))
            shown = found[begin : begin + count]
            return {"total": len(found), "documents": [_row(item) for item in shown]}

    def _found(self, words: list[str]) -> list[Item]:
        """The documents that answer questions and hold all ``words``, by source."""
        items = self._desk.listing.items().values()
        found = [item for item in items if item.known.searchable and item.holds(words)]
        return sorted(found, key=lambda item: item.entry.source)


def told(error: Exception) -> str:
    """What a program is told of an error: our own in their words, others only that there was one."""
    if isinstance(error, PolicyError):
        return " ".join(str(error).split())
    log.error("a program's request failed", exc_info=error)
    return texts.FAILED


def _row(item: Item) -> Json:
    values = item.known.to_json()
    return {
        "document_id": item.document_id,
        "source": item.entry.source,
        **{name: values[name] for name in texts.DOCUMENT_FIELDS},
        "title": item.title,
        "validity": item.standing.validity.value,
    }


def _question(question: str) -> str:
    if not isinstance(question, str):
        raise ArgumentError(texts.QUESTION)
    check_question(question)
    return question


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
