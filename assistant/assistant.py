"""From a question to an answer: complete, split, understand, dispatch; a model, if any, rewrites."""

import threading
import time
from collections.abc import Set
from dataclasses import replace
from functools import partial

from assistant.answer import Answer, not_found
from assistant.answers.dispatch import dispatch
from assistant.answers.several import join
from assistant.as_of import AsOf, admitted, as_of, in_force_at
from assistant.blocks import Block, Lead, Notice, Paragraph, Sources
from assistant.duties.register import DutyRegister
from assistant.errors import QuestionError
from assistant.evidence.asked import Asked, Resources
from assistant.evidence.clause_vectors import ClauseVectors
from assistant.evidence.filter import Filter
from assistant.evidence.reading import Reading
from assistant.library import Library
from assistant.suggestions import suggest
from assistant.understanding.followup import complete
from assistant.understanding.question import understand
from assistant.understanding.several import split_questions
from assistant.understanding.typos import without_typos
from assistant.writing.writer import Progress, Writer, configured_writer
from corpus.errors import UnknownDocumentError
from corpus.language.departments import department_table
from corpus.language.words import simplified
from corpus.settings import settings
from index.retriever import HybridRetriever

NO_FILTER = Filter()


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
        """Yield the answer as it grows while a model writes it (its status is "writing"), then whole.

        Every sentence is checked before it is yielded. ``stop`` ends the call to the model. The
        answer comes from the documents that ``chosen`` admits.

        Raises:
            QuestionError: empty, or longer than the setting allows.
            WritingStoppedError: ``stop`` was set.
        """
        begun = time.perf_counter()
        try:
            found = self.extract(text, history, question_id, chosen)
        except UnknownDocumentError:  # withdrawn while it was being read: what is left answers
            found = self.extract(text, history, question_id, chosen)
        for answer in self.writer.write(found, stop) if self.writer else [found]:
            yield replace(answer, elapsed_ms=round((time.perf_counter() - begun) * 1000))

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
        first, *others = split_questions(typed, self.table)
        resolved = complete(first if others else typed, earlier, self.table)
        questions = [resolved, *others]
        if others:
            answer = join(questions, [self._answer(q, "", within) for q in questions])
        else:
            answer = self._answer(resolved, typed, within)
        if within is not None:
            answer = _restricted(answer, chosen, len(within))
        return replace(answer, question=text, id=question_id, resolved_question=resolved)

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

    def _answer(self, text: str, original: str, within: Set[str] | None) -> Answer:
        at = as_of(text)
        if at is not None and (dated := self._as_of(at, text, original, within)) is not None:
            return dated
        question = understand(text, self.table, original, self.retriever.embeddings)
        return dispatch(Asked(question, self.resources, within))

    def _as_of(self, at: AsOf, text: str, original: str, within: Set[str] | None) -> Answer | None:
        """The answer as of a day; None where the question asks for nothing beside the time, or the
        documents in force then are those of today."""
        held = in_force_at(self.library, at.day)
        newest, year = held.latest
        question = understand(at.text, self.table, original or text, self.retriever.embeddings)
        if at.newest:
            if not year or year >= at.day.year:
                return None
            line = f"资料库里最新的文件是{year}年的《{newest}》，没有{at.words}的文件。"
            return not_found(original or text, "as_of", line)
        ids = admitted(held, within)
        if not ids or (held.earliest and at.day.year < held.earliest):
            line = f"资料库里没有{at.words}时有效的文件，最早的是{held.earliest}年的。"
            return not_found(original or text, "as_of", line)
        answer = dispatch(Asked(question, self.resources, ids))
        if answer.status == "not_found":
            return None
        if year and year < at.day.year:  # a mismatch is said first
            line = f"资料库里最新的是{year}年的文件，以下按{at.words}时未见废止的回答："
            return replace(answer, blocks=(Lead((line,)), *answer.blocks))
        return replace(answer, blocks=_noted(answer.blocks, f"以上按{at.words}时有效的文件回答。"))


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


def _noted(blocks: tuple[Block, ...], line: str) -> tuple[Block, ...]:
    """The blocks with a line on the time behind what answers, before notices and sources."""
    ends = (n for n, b in enumerate(blocks) if isinstance(b, Notice | Sources))
    at = next((n for n in ends if n), len(blocks))
    return (*blocks[:at], Paragraph((line,)), *blocks[at:])


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
