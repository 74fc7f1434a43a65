"""The one assistant that all visitors share, opened in the background while the page comes up."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from contextvars import copy_context
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any, TypeVar

from assistant.answer import Answer, Citation
from assistant.assistant import NO_FILTER, Assistant, check_question
from assistant.batch import BatchQuestion
from assistant.evidence.filter import Filter
from assistant.library import Library
from assistant.match.matcher import Matcher
from assistant.search import search
from assistant.writing.writer import Progress
from corpus.document import Document
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.language.departments import department_table
from corpus.settings import settings
from index.errors import StoreDamagedError, StoreMissingError
from index.session import open_retriever, open_store
from index.soundness.watch import Watch
from pages import texts
from pages.admission import Admission, TooLateError
from pages.allowance import Allowance
from pages.audit.log import AuditLog
from pages.chat.welcome import LISTED, Holdings
from pages.originals import address
from pages.records.errors import RecordsError
from pages.records.records import FILE, Records
from pages.records.retention import expire_daily
from pages.rights.readable import Readable
from pages.rights.reader import asker
from pages.rights.view import View
from pages.rights.views import Views
from pages.rights.withheld import withheld
from pages.serving.metrics import Metrics
from pages.sources.panel import Quoted

log = logging.getLogger(__name__)
_T = TypeVar("_T")
_FINISHED = 0.1  # seconds between looks at whether all is answered
_LOOK = 1.0  # seconds between looks at whether something was built


class NotReadyError(PolicyError):
    """The assistant is not loaded yet."""


class Desk(Readable):
    """Answers questions and fetches documents; ``records`` hold what is kept of the visitors."""

    def __init__(self, directory: Path) -> None:
        """Check the store, open the records; the assistant comes with ``load``.

        Raises:
            StoreMissingError: nothing has been built in ``directory``.
        """
        self.directory = directory
        self.views = Views(directory, View(Library(open_store(directory))))
        self.records = _open_records(directory / FILE)
        self.records.shown = lambda kept: withheld(kept, self.views)
        self.audit = AuditLog(directory)
        self.metrics = Metrics()
        self._assistant: Future[Assistant] = Future()
        self._renewing = Lock()
        self._watch_files = Watch(directory, vectors=not settings().vector_url)
        self._closed = Event()
        ours = settings()
        self._seconds = ours.answer_seconds
        self._allowance = Allowance(ours.questions_per_minute, ours.questions_at_once)
        self.admission = Admission(ours.answer_at_once, ours.answer_waiting)
        self._workers = ThreadPoolExecutor(ours.answer_at_once, thread_name_prefix="answering")

    def load(self) -> None:
        """Begin to open the assistant in the background; questions wait for it. From then on, what
        any process builds is seen within ``_LOOK`` seconds."""
        loader = ThreadPoolExecutor(1, thread_name_prefix="loading")
        self._assistant = loader.submit(_open, self.directory)
        loader.shutdown(wait=False)
        Thread(target=self._watch, name="watching", daemon=True).start()
        expire_daily(self.records, settings().keep_days, self._closed)

    def close(self) -> None:
        """Stop looking for what other processes build."""
        self._closed.set()

    def renew(self) -> None:
        """See what has been built since; questions that are being answered go on undisturbed.

        Raises:
            PolicyError: the store can't be used any more.
        """
        with self._renewing:
            self._assistant.result().retriever.refresh()

    def _watch(self) -> None:
        try:
            self._assistant.result()
        except PolicyError as error:  # told to whoever asks; nothing to look for
            log.warning("资料库打不开：%s", error)
            return
        self.views.whole.try_examples(self._assistant.result())
        while not self._closed.wait(_LOOK):
            try:
                self.renew()
                self._assistant.result().resources.matcher.warm()  # in the background, after a build
            except PolicyError as error:  # a build is replacing it, or it is gone: look again
                log.warning("资料库的更新没有读成，稍后再试：%s", error)

    def wait(self) -> Assistant:
        """The assistant of whoever asks, once it is there.

        Raises:
            PolicyError: the store can't be used for answering.
        """
        return self.views.now().assistant(self._assistant.result())

    def matcher(self) -> Matcher:
        """What holds profiles against measures, once the assistant is there.

        Raises:
            PolicyError: the store can't be used for answering.
        """
        return self.wait().resources.matcher

    def check_ready(self) -> None:
        """Return if questions can be answered now.

        Raises:
            NotReadyError: the assistant is not there yet.
            PolicyError: the store can't be read any more, or the index does not answer.
        """
        if not self._assistant.done():
            raise NotReadyError(texts.NOT_LOADED)
        whole = self._assistant.result()
        if not whole.library.store.path.is_file():  # what is open already could still be read
            raise StoreMissingError(texts.STORE_GONE)
        if trouble := self._watch_files.trouble():
            raise StoreDamagedError(trouble)
        item = BatchQuestion("", texts.EXAMPLES[0][1][0], ())
        search(item, whole.retriever, department_table(), 1)

    async def answering(
        self, question: str, history: list[str], stop: Event, chosen: Filter = NO_FILTER
    ) -> AsyncGenerator[Answer, None]:
        """``stream`` for many visitors: in its turn, off the event loop, within the time limit.
        Whoever asks has it ``watched``. An extract that is there is never too late.

        Raises:
            QuestionError: as ``stream`` does.
            TooMuchError: this user asks too much. CrowdedError: too many wait already.
            TooLateError: ``stop`` was set by the clock.
        """
        check_question(question)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._seconds
        async with self._place():
            alarm = loop.call_at(deadline, stop.set)
            steps = self.stream(question, history, stop, chosen)
            shown = False
            try:
                while True:
                    step = await loop.run_in_executor(self._workers, next, steps, None)
                    if loop.time() >= deadline and not shown:
                        raise self._too_late()
                    if step is None:
                        return
                    yield step
                    shown = True
            finally:
                alarm.cancel()

    async def working(self, work: Callable[[], _T]) -> _T:
        """What ``work`` returns, done in its turn among the questions, off the event loop.

        Raises:
            TooMuchError: this user asks too much. CrowdedError: too many wait already.
            TooLateError: it was not done in time.
        """
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._seconds), self._place():
                known = copy_context()  # for whom it is done
                return await loop.run_in_executor(self._workers, lambda: known.run(work))
        except TimeoutError as error:
            raise self._too_late() from error

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        """A place at work, for who may ask more."""
        with self._allowance.taken(asker()):
            async with self.admission.place(self._seconds):
                yield

    async def finish(self, seconds: float) -> None:
        """Take no more questions; wait until those under way are answered, ``seconds`` at the most."""
        self.admission.close()
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self.admission.inside and loop.time() < end:
            await asyncio.sleep(_FINISHED)

    def _too_late(self) -> "TooLateError":
        return TooLateError(texts.TOO_LONG_AT_WORK.format(seconds=f"{self._seconds:g}"))

    def stream(
        self, question: str, history: list[str], stop: Event, chosen: Filter = NO_FILTER
    ) -> Progress:
        """Answer a question from the documents that ``chosen`` admits, while it is being written.

        Raises:
            QuestionError: empty or too long.
        """
        known = copy_context()  # for whom it is done: the steps may be taken on other threads
        return self._steps(lambda: known.run(self.wait), question, history, stop, chosen)

    @staticmethod
    def _steps(
        assistant: Callable[[], Assistant],
        question: str,
        history: list[str],
        stop: Event,
        chosen: Filter,
    ) -> Progress:
        check_question(question)
        yield from assistant().stream(question, history, stop=stop, chosen=chosen)

    def search(self, item: BatchQuestion, limit: int) -> list[dict[str, Any]]:
        """Passages on a question, as the command gives them."""
        return search(item, self.wait().retriever, department_table(), limit)

    def quoted(self, cited: Citation) -> Quoted:
        """The document a citation quotes, as it was then, and what has become of it."""
        try:
            live = self.library.document(cited.document_id)
        except UnknownDocumentError:
            live = None
        standing = self.library.standing(cited.document_id) if live else None
        if live is not None and live.text[cited.start : cited.end] == cited.quote:
            return Quoted(live, standing, original=self.original(live, cited.start, cited.end))
        try:
            earlier = self.library.version(cited.document_id, cited.version)
        except UnknownDocumentError:
            earlier = None
        original = self.original(earlier, cited.start, cited.end) if earlier else ""
        removed = live is None
        return Quoted(earlier, standing, removed, changed=not removed, original=original)

    def original(self, document: Document, start: int = 0, end: int = 0) -> str:
        """Where words of a document are seen in its original, "" where that was not kept."""
        kept = self.library.store.originals.has(document.document_id, document.version)
        return address.view(document.document_id, document.version, start, end) if kept else ""

    def holdings(self) -> Holdings:
        """What the store holds now."""
        documents, catalogs = self.library.holdings()
        first = [self.library.document(i) for i in documents[:LISTED]]
        return Holdings(len(documents), first, len(catalogs))


def _open_records(path: Path) -> Records:
    """The records; for as long as the program runs only, where the file can't be used."""
    try:
        records = Records.open(path)
    except RecordsError as error:
        log.warning(texts.RECORDS_IN_MEMORY.format(line=error))
        return Records.open(None)
    if records.notice:
        log.warning(records.notice)
    return records


def _open(directory: Path) -> Assistant:
    assistant = Assistant(open_retriever(directory))
    writer, assistant.writer = assistant.writer, None  # nobody asked yet: nothing is sent anywhere
    for question in texts.EXAMPLES[0][1]:  # reads dictionaries and models, so no visitor waits
        assistant.ask(question)
    assistant.resources.matcher.warm()
    assistant.writer = writer
    return assistant
