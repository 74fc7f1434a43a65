"""An extracted answer rewritten by a model, sentence by sentence, each checked before it is shown."""

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.answer import Answer, Status
from assistant.answers.base import MAX_QUOTES, Draft
from assistant.answers.finish import sources, today_names
from assistant.answers.validity_notice import validity_notices
from assistant.blocks import Block, Listing, Mark, Notice, Paragraph, Quote, Text
from assistant.library import Library
from assistant.writing.check import Checker
from assistant.writing.endpoint import Endpoint, configured_endpoint
from assistant.writing.errors import ModelError
from assistant.writing.prompt import NOTHING, messages
from assistant.writing.reasons import EMPTY, REFUSED
from assistant.writing.sentences import MARK, Sentence, sentences
from corpus.language.departments import DepartmentTable

log = logging.getLogger(__name__)

_FELL_BACK = "说明：{reason}，本回答由原文摘录而成。"
_DROPPED = "说明：模型所写有 {count} 句与原文不符或没有依据，已删去或换成原文。"
_UNSUPPORTED = "模型所写没有通过与原文的核对"
_NOT_ANSWERED = "模型没有从条文中写出回答"
_REFUSAL = re.compile(
    "^(?:很?抱歉|对不起|作为一个?(?:AI|人工智能|语言模型)|I'm sorry|I am sorry|Sorry|I can(?:'|no)t)",
    re.IGNORECASE,
)
Progress = Iterator[Answer]


@dataclass(slots=True)
class _Page:
    """What has passed the check so far, and what was written and has not."""

    kept: list[Sentence] = field(default_factory=list)
    dropped: list[Sentence] = field(default_factory=list)

    @property
    def cited(self) -> list[int]:
        """Numbers of the evidence that the kept sentences cite, in order of appearance."""
        return list(dict.fromkeys(n for sentence in self.kept for n in sentence.marks))


class Writer:
    """Rewrites answers with the model of one endpoint. Holds nothing of any question."""

    def __init__(self, endpoint: Endpoint, library: Library, table: DepartmentTable) -> None:
        self.endpoint = endpoint
        self._library = library
        self._table = table

    def takes(self, answer: Answer) -> bool:
        """Whether the model would be asked to write this answer now."""
        resting = self.endpoint.breaker.resting
        return bool(answer.material) and answer.status == "answered" and not resting

    def write(self, answer: Answer, stop: threading.Event | None = None) -> Progress:
        """Yield what has passed the check as it grows, then the answer.

        Only an answer with ``material`` is given to the model: what the corpus does not answer stays
        unanswered, and what rules conclude (a bound, a cell of a catalogue, a date of the document,
        a list of duties) is exact already, so that a model could only make it less so.

        Raises:
            WritingStoppedError: ``stop`` was set.
        """
        if not self.takes(answer):
            yield answer
            return
        checker = Checker(answer.material, self._table)
        page = _Page()
        question = answer.resolved_question or answer.question
        try:
            pieces = self.endpoint.stream(messages(question, answer.material), stop)
            first = True
            for sentence in sentences(pieces):
                if first and _REFUSAL.match(sentence.text):
                    raise ModelError(REFUSED)
                first = False
                verdict = checker.check(sentence)
                if verdict.reason:
                    page.dropped.append(sentence)
                    log.debug("dropped (%s): %s", verdict.reason, sentence.text)
                    continue
                page.kept.append(_with_marks(sentence, verdict.marks))
                yield _of(answer, self._draft(answer, page), "writing")
            if first:
                raise ModelError(EMPTY)
        except ModelError as error:
            log.warning("the model's answer is not used: %s", error)
            yield _fallen_back(answer, str(error), "failed")
            return
        yield self._finished(answer, page)

    def _finished(self, answer: Answer, page: _Page) -> Answer:
        claims = [s for s in page.dropped if s.marks]
        if not page.kept:
            silent = not claims and any(NOTHING in s.text for s in page.dropped)
            return _fallen_back(answer, _NOT_ANSWERED if silent else _UNSUPPORTED)
        lost = self._lost(answer, page, claims)
        if answer.material[0].n not in [*page.cited, *lost] or len(page.dropped) > len(page.kept):
            return _fallen_back(answer, _UNSUPPORTED)
        draft = self._draft(answer, page, lost)
        draft.blocks += today_names((c.quote for c in draft.citations), self._table)
        if page.dropped:
            draft.blocks.append(Notice((_DROPPED.format(count=len(page.dropped)),), "model"))
        draft.blocks += sources(draft.citations)
        return replace(_of(answer, draft, "answered"), mode="model")

    def _lost(self, answer: Answer, page: _Page, claims: list[Sentence]) -> list[int]:
        """Spans that only dropped sentences cite: their words are shown instead."""
        spans = {c.n: c for c in answer.material}
        lost: list[int] = []
        room = MAX_QUOTES
        for n in dict.fromkeys(n for sentence in claims for n in sentence.marks):
            if n in spans and n not in page.cited and len(spans[n].quote) <= room:
                lost.append(n)
                room -= len(spans[n].quote)
        return lost

    def _draft(self, answer: Answer, page: _Page, lost: Iterable[int] = ()) -> Draft:
        """The kept sentences, the lost spans as quotes, cited spans numbered from 1."""
        spans = {c.n: c for c in answer.material}
        numbers = {old: n for n, old in enumerate([*page.cited, *lost], 1)}
        cited = [replace(spans[old], n=n) for old, n in numbers.items()]
        draft = Draft(_written(page.kept, numbers), cited)
        draft.blocks += [Quote(spans[n].quote, Mark(numbers[n]), proof=True) for n in lost]
        draft.blocks[:0] = validity_notices(draft, self._library)
        return draft


def configured_writer(library: Library, table: DepartmentTable) -> Writer | None:
    """The writer that the settings ask for; None where they name no model."""
    endpoint = configured_endpoint()
    return None if endpoint is None else Writer(endpoint, library, table)


def _of(answer: Answer, draft: Draft, status: Status) -> Answer:
    return replace(
        answer, status=status, blocks=tuple(draft.blocks), citations=tuple(draft.citations)
    )


def _fallen_back(
    answer: Answer, reason: str, fell_back: Literal["failed", "unsupported"] = "unsupported"
) -> Answer:
    why = Notice((_FELL_BACK.format(reason=reason),), "model")
    return replace(answer, blocks=(*answer.blocks, why), fell_back=fell_back)


def _with_marks(sentence: Sentence, carried_by: frozenset[int]) -> Sentence:
    """The sentence without marks of spans that do not carry it."""
    text = MARK.sub(lambda m: m[0] if int(m[1]) in carried_by else "", sentence.text)
    return replace(sentence, text=text)


def _written(kept: Iterable[Sentence], numbers: dict[int, int]) -> list[Block]:
    """The kept sentences as paragraphs and lists."""
    blocks: list[Block] = []
    for sentence in kept:
        text, last = _text(sentence, numbers), blocks[-1] if blocks else None
        if sentence.opens or last is None:
            if not sentence.bullet:
                blocks.append(Paragraph(text))
            elif isinstance(last, Listing):
                blocks[-1] = Listing((*last.items, text))
            else:
                blocks.append(Listing((text,)))
        elif isinstance(last, Listing):
            blocks[-1] = Listing((*last.items[:-1], last.items[-1] + text))
        elif isinstance(last, Paragraph):
            blocks[-1] = Paragraph(last.text + text)
    return blocks


def _text(sentence: Sentence, numbers: dict[int, int]) -> Text:
    """The words of a sentence and its marks by their new numbers."""
    pieces = MARK.split(sentence.text)
    return tuple(
        Mark(numbers[int(piece)]) if at % 2 else piece for at, piece in enumerate(pieces) if piece
    )
