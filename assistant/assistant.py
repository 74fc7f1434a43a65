"""From a question to an answer: complete, split, understand, dispatch; a model, if any, rewrites."""

import threading
import time
from collections.abc import Set
from dataclasses import replace
from functools import partial

from assistant.answer import Answer
from assistant.blocks import Lead, Notice
from assistant.duties.register import DutyRegister
from assistant.errors import QuestionError
from assistant.evidence.asked import Asked, Resources
from assistant.evidence.clause_vectors import ClauseVectors
from assistant.evidence.filter import Filter
from assistant.evidence.reading import Reading
from assistant.library import Library
from assistant.message import Message
from assistant.suggestions import suggest
from assistant.understanding.question import understand
from assistant.understanding.typos import without_typos
from assistant.writing.errors import WritingStoppedError
from assistant.writing.writer import Progress, Writer, configured_writer
from corpus.errors import UnknownDocumentError
from corpus.language.departments import department_table
from corpus.language.words import simplified
from corpus.settings import settings
from index.retriever import HybridRetriever

NO_FILTER = Filter()
_STOPPED = "说明：没有等到模型写完，本回答由原文摘录而成。"


class Assistant:
    """Answers questions from one store. ``writer`` is there if the settings name a model."""

    def __init__(self, retriever: HybridRetriever) -> None:
        self.retriever = retriever
        self.library = Library(retriever.store)
        self.table = department_table()
        self.resources = Resources(
            retriever,
            self.library,
            ClauseVectors(retriever.embeddings),
            Reading(retriever),
            DutyRegister(self.library),
            self.table,
        )
        self.writer: Writer | None = configured_writer(self.library, self.table)

    def ask(self, text: str, history: list[str] | None = None, question_id: str = "") -> Answer:
        """Answer one question.

        Args:
            history: earlier questions of the user, oldest first.

        Raises:
            QuestionError: empty, or longer than the setting allows.
        """
        *_, answer = self.stream(text, history, question_id)
        return answer

    def stream(
        self,
        text: str,
        history: list[str] | None = None,
        question_id: str = "",
        stop: threading.Event | None = None,
        chosen: Filter = NO_FILTER,
    ) -> Progress:
        """Yield the answer. Where a model is to write it, the extract is yielded first, whole, with the
        status "writing": it stands until what the model wrote has been checked, and for good if that
        is no better or ``stop`` ends the call. The answer comes from the documents that ``chosen``
        admits.

        Raises:
            QuestionError: empty, or longer than the setting allows.
        """
        begun = time.perf_counter()
        try:
            found = self.extract(text, history, question_id, chosen)
        except UnknownDocumentError:  # withdrawn while it was being read: what is left answers
            found = self.extract(text, history, question_id, chosen)
        if self.writer is None or not self.writer.takes(found):
            yield _timed(found, begun)
            return
        yield _timed(replace(found, status="writing"), begun)
        yield _timed(self._written(found, self.writer, stop), begun)

    def _written(self, found: Answer, writer: Writer, stop: threading.Event | None) -> Answer:
        """The model's checked answer in place of an extract, or the extract."""
        try:
            *_, answer = writer.write(found, stop)
        except WritingStoppedError:  # whoever stops it keeps what there is
            return replace(found, blocks=(*found.blocks, Notice((_STOPPED,), "model")))
        return answer

    def extract(
        self,
        text: str,
        history: list[str] | None = None,
        question_id: str = "",
        chosen: Filter = NO_FILTER,
    ) -> Answer:
        """The answer in the words of the documents, whether or not a model is there to rewrite it.

        Raises:
            QuestionError: empty, or longer than the setting allows.
        """
        mend = partial(without_typos, known=self.retriever.store.chunks.knows)
        typed = mend(check_question(text))
        within = self.library.cards().admitted(chosen) if chosen else None
        earlier = [mend(question) for question in history or []]
        message = Message(typed, earlier, within, self._asked, self.library)
        answer = message.answer()
        if within is not None:
            answer = _restricted(answer, chosen, len(within))
        return replace(answer, question=text, id=question_id, resolved_question=message.resolved)

    def suggest(
        self, answer: Answer, asked: list[str], chosen: Filter = NO_FILTER
    ) -> tuple[str, ...]:
        """Questions to ask next, each of which the documents answer; see ``suggestions``."""
        return suggest(
            answer,
            asked,
            self.library,
            self.table,
            self.resources.duties,
            lambda question: self.extract(question, chosen=chosen),
        )

    def _asked(self, text: str, original: str, within: Set[str] | None) -> Asked:
        question = understand(text, self.table, original, self.retriever.embeddings)
        return Asked(question, self.resources, within)


def _timed(answer: Answer, begun: float) -> Answer:
    return replace(answer, elapsed_ms=round((time.perf_counter() - begun) * 1000))


def _restricted(answer: Answer, chosen: Filter, admitted: int) -> Answer:
    """An answer from some documents only; one that found nothing says which these were."""
    words = chosen.words
    answer = replace(answer, filter=words)
    if answer.status != "not_found":
        return answer
    if not admitted:
        line = f"资料库里没有符合筛选条件（{words}）的文件，请放宽筛选。"
        return replace(answer, blocks=(Lead((line,)),))
    line = f"只在符合筛选条件（{words}）的 {admitted} 份文件里查找；放宽筛选可能找到更多。"
    return replace(answer, blocks=(*answer.blocks, Notice((line,), "filter")))


def check_question(text: str) -> str:
    """Return the question trimmed, in simplified characters as the documents are, without halves of
    characters that no text can hold.

    Raises:
        QuestionError: empty or too long.
    """
    trimmed = " ".join(text.encode("utf-8", "ignore").decode("utf-8").split())
    limit = settings().max_question
    if not trimmed:
        raise QuestionError("问题是空的，请输入要问的内容。")
    if len(trimmed) > limit:
        raise QuestionError(f"问题太长（{len(trimmed)} 字），请控制在 {limit} 字以内。")
    return simplified(trimmed)
