"""An extracted answer rewritten by a model, sentence by sentence, each checked before it is shown."""

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from assistant.writing.page import Page
from assistant.writing.prompt import NOTHING, messages
from assistant.writing.reasons import EMPTY, REFUSED
from assistant.writing.sentences import MARK, Sentence
from assistant.writing.statements import statements
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
        question = answer.resolved_question or answer.question
        checker = Checker(answer.material, self._table, question, self._texts(answer))
        page = Page(checker, answer.material)
        try:
            pieces = self.endpoint.stream(messages(question, answer.material), stop, as_json=True)
            for sentence in statements(pieces):
                if not page.lines and _REFUSAL.match(sentence.text):
                    raise ModelError(REFUSED)
                if page.add(sentence).stands and not _waits(page):
                    yield _of(answer, self._draft(answer, page), "writing")
            if not page.lines:
                raise ModelError(EMPTY)
        except ModelError as error:
            log.warning("the model's answer is not used: %s", error)
            yield _fallen_back(answer, str(error), "failed")
            return
        page.count_items()
        if not _says_nothing(page):
            page.mend(self.endpoint, stop)
            page.verify(self.endpoint, self._table, stop)
        yield self._finished(answer, page)

    def _texts(self, answer: Answer) -> list[str]:
        """The whole texts of the documents that the material is of."""
        ids = dict.fromkeys(c.document_id for c in answer.material)
        return [self._library.document(document_id).text for document_id in ids]

    def _finished(self, answer: Answer, page: Page) -> Answer:
        kept = [line for line in page.kept if line.verdict.marks]
        if not kept:
            return _fallen_back(answer, _NOT_ANSWERED if _says_nothing(page) else _UNSUPPORTED)
        quoted = {c.n for c in answer.citations}
        lost = self._lost(answer, page)
        cited = [*_cited(page), *lost]
        if not quoted & set(cited) or len(page.fallen) > len(page.kept):
            return _fallen_back(answer, _UNSUPPORTED)
        draft = self._draft(answer, page, lost)
        draft.blocks += today_names((c.quote for c in draft.citations), self._table)
        if page.fallen:
            draft.blocks.append(Notice((_DROPPED.format(count=len(page.fallen)),), "model"))
        draft.blocks += sources(draft.citations)
        return replace(_of(answer, draft, "answered"), mode="model")

    def _lost(self, answer: Answer, page: Page) -> list[int]:
        """Clauses that only fallen sentences cite: their words are shown in the sentence's place."""
        spans = {c.n: c for c in answer.material}
        cited = _cited(page)
        lost: list[int] = []
        room = MAX_QUOTES
        for line in page.fallen:
            for n in line.sentence.marks:
                if n in spans and n not in [*cited, *lost] and len(spans[n].quote) <= room:
                    lost.append(n)
                    room -= len(spans[n].quote)
        return lost

    def _draft(self, answer: Answer, page: Page, lost: Iterable[int] = ()) -> Draft:
        """The lines that stand, the lost clauses as quotes, cited clauses numbered from 1."""
        spans = {c.n: c for c in answer.material}
        left = list(lost)
        numbers = {old: n for n, old in enumerate(dict.fromkeys([*_cited(page), *left]), 1)}
        cited = [replace(spans[old], n=n) for old, n in numbers.items()]
        blocks: list[Block] = []
        for line in page.lines:
            if line.stands:
                _write(line.shown, numbers, blocks)
                continue
            for n in [n for n in line.sentence.marks if n in left]:
                left.remove(n)
                blocks.append(Quote(spans[n].quote, Mark(numbers[n]), proof=True))
        draft = Draft(blocks, cited)
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


def _cited(page: Page) -> list[int]:
    """Numbers of the clauses that the standing lines cite, in order of appearance."""
    return list(dict.fromkeys(n for line in page.kept for n in line.shown.marks))


def _says_nothing(page: Page) -> bool:
    """Whether the model wrote that the material does not answer, and nothing else."""
    claims = [line for line in page.lines if line.sentence.marks or line.stands]
    return not claims and any(NOTHING in line.sentence.text for line in page.lines)


def _waits(page: Page) -> bool:
    """Whether the last line leads in a list that is not there yet."""
    return page.lines[-1].sentence.text.rstrip().endswith(("：", ":"))


def _write(sentence: Sentence, numbers: dict[int, int], blocks: list[Block]) -> None:
    """Put a sentence behind the blocks: as a paragraph, as an item, or behind the last sentence."""
    text, last = _text(sentence, numbers), blocks[-1] if blocks else None
    if not sentence.opens and isinstance(last, Listing):
        blocks[-1] = Listing((*last.items[:-1], last.items[-1] + text))
    elif not sentence.opens and isinstance(last, Paragraph):
        blocks[-1] = Paragraph(last.text + text)
    elif not sentence.bullet:
        blocks.append(Paragraph(text))
    elif isinstance(last, Listing):
        blocks[-1] = Listing((*last.items, text))
    else:
        blocks.append(Listing((text,)))


def _text(sentence: Sentence, numbers: dict[int, int]) -> Text:
    """The words of a sentence and its marks by their new numbers."""
    pieces = MARK.split(sentence.text)
    return tuple(
        Mark(numbers[int(piece)]) if at % 2 else piece for at, piece in enumerate(pieces) if piece
    )
