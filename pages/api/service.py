"""What programs can ask for: answers, passages, duties, tasks, documents, as the commands' JSON."""

import json
import logging
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping
from contextlib import aclosing, contextmanager
from threading import Event
from typing import Annotated, Any

from pydantic import Field

from assistant.assistant import check_question
from assistant.batch import BatchQuestion
from assistant.duties.listing import group_json
from assistant.errors import QuestionError
from assistant.evidence.filter import Filter
from assistant.match.listing import match_json
from assistant.match.profile import Profile, profile_from_json
from assistant.match.reading import profile_of_sentence
from assistant.measures.listing import measure_json, measures_of
from assistant.tasks.listing import task_json
from assistant.tasks.register import Wanted, plain_name
from assistant.writing.errors import WritingStoppedError
from corpus.errors import PolicyError
from pages import texts as pages_texts
from pages.api import texts
from pages.desk import Desk
from pages.library.items import Item
from pages.markup import one_line
from pages.serving.watched import Seen, watched
from pages.tasks.query import DUES, GAPS

log = logging.getLogger(__name__)
Json = dict[str, Any]
_EARLIER = 20  # questions of a conversation
_PASSAGES = 50
_DOCUMENTS = 200  # on one page
_WORDS = 200  # characters of a department's name, or of words to look for


class ArgumentError(QuestionError):
    """A program passed something that can't be used."""


_Question = Annotated[str, Field(description=texts.QUESTION_FIELD)]
_History = Annotated[list[str] | None, Field(description=texts.HISTORY_FIELD)]
_InForce = Annotated[bool, Field(description=texts.IN_FORCE_FIELD)]
_Top = Annotated[int, Field(description=texts.SEARCH_LIMIT_FIELD, ge=1, le=_PASSAGES)]
_Situation = Annotated[str, Field(description=texts.SITUATION_FIELD)]
_DocumentId = Annotated[str, Field(description=texts.DOCUMENT_ID_FIELD)]
_Department = Annotated[str, Field(description=texts.DEPARTMENT_FIELD)]
_AnyDepartment = Annotated[str, Field(description=texts.ANY_DEPARTMENT_FIELD)]
_Due = Annotated[str, Field(description=texts.DUE_FIELD)]
_Gap = Annotated[str, Field(description=texts.GAP_FIELD)]
_Words = Annotated[str, Field(description=texts.WORDS_FIELD)]
_Offset = Annotated[int, Field(description=texts.OFFSET_FIELD, ge=0)]
_Limit = Annotated[int, Field(description=texts.LIMIT_FIELD, ge=1, le=_DOCUMENTS)]


class Service:
    """The tools over one desk; nothing of what is asked is stored.

    Every method raises what ``refusal`` makes of a line that says why there is no answer; without
    it errors pass as they are.
    """

    def __init__(
        self, desk: Desk, way: str, refusal: Callable[[str], Exception] | None = None
    ) -> None:
        """``way``: how programs come here, a word for figures and log."""
        self._desk = desk
        self._way = way
        self._refusal = refusal

    async def stream(
        self, question: _Question, history: _History = None, in_force: _InForce = False
    ) -> AsyncGenerator[Json, None]:
        """The extract (``status`` is "writing") where a model writes, then the answer itself."""
        stop = Event()
        try:
            with self._watched("ask", question) as seen:
                earlier, chosen = _history(history), Filter(in_force=_flag(in_force, "in_force"))
                steps = self._desk.answering(_question(question), earlier, stop, chosen)
                async with aclosing(steps):
                    async for step in steps:
                        if step.status != "writing":
                            seen.answer = step
                        yield step.to_json()
        finally:
            stop.set()  # whoever left: no model goes on writing for nobody

    async def ask(
        self, question: _Question, history: _History = None, in_force: _InForce = False
    ) -> Json:
        """The last of what ``stream`` yields."""
        last: Json = {}
        async with aclosing(self.stream(question, history, in_force)) as steps:
            async for step in steps:
                last = step
        return last

    async def search(self, question: _Question, history: _History = None, limit: _Top = 10) -> Json:
        """Passages on a question, best first."""
        with self._watched("search", question):
            item = BatchQuestion("", _question(question), tuple(_history(history)))
            count = _between(limit, 1, _PASSAGES, "limit")
            hits = await self._desk.working(lambda: self._desk.search(item, count))
            return {"id": "", "hits": hits}

    async def duties(self, department: _Department) -> Json:
        """The duties of a department by any of its names."""
        with self._watched("duties", department):
            name = _short(department, "department")
            return await self._desk.working(
                lambda: group_json(self._desk.duties.of_department(name))
            )

    async def tasks(
        self,
        department: _AnyDepartment = "",
        document_id: _DocumentId = "",
        due: _Due = "",
        gap: _Gap = "",
        offset: _Offset = 0,
        limit: _Limit = 50,
    ) -> Json:
        """The register of tasks: of a department, a document, by deadline, by what is missing."""
        with self._watched("tasks", department or document_id):
            wanted = Wanted(
                plain_name(_short(department, "department")),
                _short(document_id, "document_id"),
                DUES[due] if _one_of(due, DUES, "due") else None,
                GAPS[gap] if _one_of(gap, GAPS, "gap") else None,
            )
            begin = _between(offset, 0, 10**9, "offset")
            count = _between(limit, 1, _DOCUMENTS, "limit")
            return await self._desk.working(lambda: self._tasks(wanted, begin, count))

    async def match(self, situation: _Situation) -> Json:
        """The measures that somebody can get, with the verdict on each condition."""
        with self._watched("match", situation):
            profile = _profile(situation)
            found = await self._desk.working(lambda: self._desk.matcher().match(profile))
            return {"profile": profile.to_json(), "matches": [match_json(m) for m in found]}

    async def measures(
        self, document_id: _DocumentId = "", offset: _Offset = 0, limit: _Limit = 50
    ) -> Json:
        """The measures of one document, or of all by source."""
        with self._watched("measures", document_id):
            wanted = _short(document_id, "document_id")
            begin = _between(offset, 0, 10**9, "offset")
            count = _between(limit, 1, _DOCUMENTS, "limit")
            library = self._desk.library
            found = await self._desk.working(lambda: measures_of(library.store, library, wanted))
            shown = found[begin : begin + count]
            return {"total": len(found), "measures": [measure_json(m) for m in shown]}

    async def documents(self, words: _Words = "", offset: _Offset = 0, limit: _Limit = 50) -> Json:
        """The documents that answer questions, those that hold all ``words`` in title, number,
        issuer or source."""
        with self._watched("documents", words):
            wanted = _short(words, "words")
            begin = _between(offset, 0, 10**9, "offset")
            count = _between(limit, 1, _DOCUMENTS, "limit")
            found = await self._desk.working(lambda: self._found(wanted.lower().split()))
            shown = found[begin : begin + count]
            return {"total": len(found), "documents": [_row(item) for item in shown]}

    @contextmanager
    def _watched(self, tool: str, asked: str) -> Iterator[Seen]:
        """Around the work of a tool, whose errors are told in one line."""
        try:
            with watched(self._desk.metrics, f"{self._way}/{tool}", str(asked)) as seen:
                yield seen
        except Exception as error:  # what it says by itself may hold paths and all
            if self._refusal is None:
                raise
            raise self._refusal(_told(error)) from error

    def _tasks(self, wanted: Wanted, begin: int, count: int) -> Json:
        found = self._desk.tasks.entries(wanted)
        shown = found[begin : begin + count]
        return {"total": len(found), "tasks": [task_json(self._desk.tasks, e) for e in shown]}

    def _found(self, words: list[str]) -> list[Item]:
        """The documents that answer questions and hold all ``words``, by source."""
        items = self._desk.listing.items().values()
        found = [item for item in items if item.known.searchable and item.holds(words)]
        return sorted(found, key=lambda item: item.entry.source)


def _told(error: Exception) -> str:
    """What a program is told of an error: our own in their words, others only that there was one."""
    if isinstance(error, WritingStoppedError):
        return pages_texts.STOPPED
    if isinstance(error, PolicyError):
        return one_line(error)
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


def _profile(situation: str) -> Profile:
    """A profile out of a sentence, or of JSON."""
    if not isinstance(situation, str):
        raise ArgumentError(texts.SITUATION)
    if not situation.lstrip().startswith("{"):
        return profile_of_sentence(check_question(situation))
    try:
        values = json.loads(situation)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ArgumentError(texts.SITUATION) from error
    return profile_from_json(values)


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


def _flag(value: bool, name: str) -> bool:
    if not isinstance(value, bool):
        raise ArgumentError(texts.FLAG.format(name=name))
    return value


def _between(value: int, least: int, most: int, name: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ArgumentError(texts.NUMBER.format(name=name, least=least, most=most))
    return value


def _one_of(value: str, known: Mapping[str, object], name: str) -> bool:
    """Whether a choice is made, of those there are."""
    if value and (not isinstance(value, str) or value not in known):
        raise ArgumentError(texts.CHOICE.format(name=name, known="、".join(known)))
    return bool(value)


def _short(value: str, name: str) -> str:
    if not isinstance(value, str) or len(value) > _WORDS:
        raise ArgumentError(texts.WORDS.format(name=name, most=_WORDS))
    return value.strip()
