"""What is read of a library by one kind of reader: everything that shows documents is made from it."""

import logging
from threading import Lock, Thread

from assistant.assistant import Assistant
from assistant.catalogs.table import CatalogRegister
from assistant.duties.register import DutyRegister
from assistant.library import Library
from assistant.openings import openings
from assistant.tasks.register import TaskRegister
from corpus.errors import PolicyError
from index.retriever import HybridRetriever
from index.store.admitted import AdmittedStore
from index.vectors.admitted import AdmittedVectors
from pages import texts
from pages.compare.found import Comparisons
from pages.library.items import Listing

log = logging.getLogger(__name__)


class View:
    """The documents that can be seen, and what is known by them alone. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.listing = Listing(library)
        self.duties = DutyRegister(library)
        self.tasks = TaskRegister(library)
        self.catalogs = CatalogRegister(library)
        self.comparisons = Comparisons(library)
        self.examples: tuple[tuple[str, tuple[str, ...]], ...] = texts.EXAMPLES
        self._assistant: Assistant | None = None
        self._lock = Lock()

    def assistant(self, whole: Assistant) -> Assistant:
        """What answers from these documents; ``whole`` answers from all, and lends its models."""
        store = self.library.store
        if not isinstance(store, AdmittedStore):
            return whole
        with self._lock:
            if self._assistant is None:
                lent = whole.retriever
                vectors = AdmittedVectors(lent.vectors, store.hidden)
                self._assistant = Assistant(
                    HybridRetriever(store, vectors, lent.embeddings, lent.reranker)
                )
                Thread(
                    target=self.try_examples, args=(self._assistant,), name="examples", daemon=True
                ).start()
            return self._assistant

    def try_examples(self, assistant: Assistant) -> None:
        """Offer what these documents answer: the usual examples if they do all of them, else their own."""
        usual = [question for _, questions in texts.EXAMPLES for question in questions]
        try:
            found = openings(
                usual, assistant.library, assistant.resources.duties, assistant.extract
            )
        except PolicyError as error:  # the store is being replaced
            log.warning("示例问题没有试成：%s", error)
            return
        if list(found) != usual:
            self.examples = ((texts.EXAMPLES_OWN, found),) if found else ()
