"""The one assistant that all visitors share, opened in the background while the page comes up."""

import asyncio
from collections.abc import AsyncGenerator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event

from assistant.answer import Answer, Citation
from assistant.assistant import Assistant, check_question
from assistant.library import Library
from assistant.writing.errors import WritingStoppedError
from assistant.writing.writer import Progress
from corpus.errors import PolicyError, UnknownDocumentError
from corpus.settings import settings
from index.session import open_retriever, open_store
from pages import texts
from pages.admission import Admission
from pages.chat.welcome import LISTED, Holdings
from pages.sources.panel import Quoted


class TooLateError(PolicyError):
    """The answer was not finished within the time limit; what worked on it has been told to end."""


class Desk:
    """Answers questions and fetches documents. Holds nothing of any visitor."""

    def __init__(self, directory: Path) -> None:
        """Check the store; the assistant comes with ``load``.

        Raises:
            StoreMissingError: nothing has been built in ``directory``.
        """
        self.directory = directory
        self.library = Library(open_store(directory))
        self._assistant: Future[Assistant] = Future()
        ours = settings()
        self._seconds = ours.answer_seconds
        self._admission = Admission(ours.answer_at_once, ours.answer_waiting)
        self._workers = ThreadPoolExecutor(ours.answer_at_once, thread_name_prefix="answering")

    def load(self) -> None:
        """Begin to open the assistant in the background; questions wait for it."""
        loader = ThreadPoolExecutor(1, thread_name_prefix="loading")
        self._assistant = loader.submit(_open, self.directory)
        loader.shutdown(wait=False)

    def wait(self) -> None:
        """Wait until questions can be answered.

        Raises:
            PolicyError: the store can't be used for answering.
        """
        self._assistant.result()

    async def answering(
        self, question: str, history: list[str], stop: Event
    ) -> AsyncGenerator[str | Answer, None]:
        """``stream`` for many visitors: in its turn, off the event loop, within the time limit.

        Raises:
            QuestionError, WritingStoppedError: as ``stream`` does.
            CrowdedError: too many wait already. TooLateError: ``stop`` was set by the clock.
        """
        check_question(question)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._seconds
        async with self._admission.place(self._seconds):
            alarm = loop.call_at(deadline, stop.set)
            steps = self.stream(question, history, stop)
            try:
                while True:
                    step = await loop.run_in_executor(self._workers, next, steps, None)
                    if loop.time() >= deadline:
                        raise self._too_late()
                    if step is None:
                        return
                    yield step
            except WritingStoppedError:
                if loop.time() >= deadline:
                    raise self._too_late() from None
                raise
            finally:
                alarm.cancel()

    def _too_late(self) -> "TooLateError":
        return TooLateError(texts.TOO_LONG_AT_WORK.format(seconds=f"{self._seconds:g}"))

    def stream(self, question: str, history: list[str], stop: Event) -> Progress:
        """Answer a question while it is being written: its Markdown as it grows, then the answer.

        Raises:
            QuestionError: empty or too long.
            WritingStoppedError: ``stop`` was set.
        """
        check_question(question)
        yield from self._assistant.result().stream(question, history, stop=stop)

    def quoted(self, cited: Citation) -> Quoted:
        """The document a citation quotes, as it was then, and what has become of it."""
        try:
            live = self.library.document(cited.document_id)
        except UnknownDocumentError:
            live = None
        standing = self.library.standing(cited.document_id) if live else None
        if live is not None and live.text[cited.start : cited.end] == cited.quote:
            return Quoted(live, standing)
        try:
            earlier = self.library.version(cited.document_id, cited.version)
        except UnknownDocumentError:
            earlier = None
        return Quoted(earlier, standing, removed=live is None, changed=live is not None)

    def holdings(self) -> Holdings:
        """What the store holds now."""
        documents, catalogs = self.library.holdings()
        first = [self.library.document(i) for i in documents[:LISTED]]
        return Holdings(len(documents), first, len(catalogs))


def _open(directory: Path) -> Assistant:
    assistant = Assistant(open_retriever(directory))
    writer, assistant.writer = assistant.writer, None  # nobody asked yet: nothing is sent anywhere
    for question in texts.EXAMPLES[0][1]:  # reads dictionaries and models, so no visitor waits
        assistant.ask(question)
    assistant.writer = writer
    return assistant
