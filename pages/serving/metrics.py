"""What operators watch, in the form that Prometheus reads."""

from typing import TYPE_CHECKING

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from assistant.answer import Answer
from corpus.errors import PolicyError
from pages.serving import texts

if TYPE_CHECKING:
    from pages.desk import Desk

_SECONDS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 180)


class Metrics:
    """The figures of one server. Safe to share between threads."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._questions = Counter(
            "policy_questions", texts.QUESTIONS, ["status", "mode"], registry=registry
        )
        self._seconds = Histogram(
            "policy_answer_seconds", texts.ANSWER_SECONDS, buckets=_SECONDS, registry=registry
        )
        self._refused = Counter("policy_refused", texts.REFUSED, ["reason"], registry=registry)
        self._errors = Counter("policy_errors", texts.ERRORS, ["where"], registry=registry)
        self._inside = Gauge("policy_waiting", texts.WAITING, registry=registry)
        self._working = Gauge("policy_working", texts.WORKING, registry=registry)
        self._documents = Gauge("policy_documents", texts.DOCUMENTS, registry=registry)
        self._catalogs = Gauge("policy_catalogs", texts.CATALOGS, registry=registry)
        self._generation = Gauge("policy_index_generation", texts.GENERATION, registry=registry)
        self._readable = Gauge("policy_store_readable", texts.READABLE, registry=registry)
        ProcessCollector(registry=registry)
        for reason in ("crowded", "too_late", "question"):  # 0 rather than absent
            self._refused.labels(reason)
        for where in ("question", "request"):
            self._errors.labels(where)

    def answered(self, answer: Answer, seconds: float) -> None:
        """A question was answered, waiting included in ``seconds``."""
        self._questions.labels(answer.status, answer.mode).inc()
        self._seconds.observe(seconds)

    def stopped(self) -> None:
        """The asker left, or stopped the answer."""
        self._questions.labels("stopped", "").inc()

    def refused(self, reason: str) -> None:
        """A question was not answered, for a reason its asker was told."""
        self._refused.labels(reason).inc()

    def failed(self, where: str) -> None:
        """Something broke, in a ``question`` or in a ``request``."""
        self._errors.labels(where).inc()

    def written(self, desk: "Desk") -> bytes:
        """All figures as they are now."""
        self._inside.set(desk.admission.waiting)
        self._working.set(desk.admission.working)
        try:
            documents, catalogs = desk.library.holdings()
            generation = int(desk.library.store.meta("generation") or 0)
        except PolicyError:  # what still can be told is told
            self._readable.set(0)
        else:
            self._documents.set(len(documents))
            self._catalogs.set(len(catalogs))
            self._generation.set(generation)
            self._readable.set(1)
        return generate_latest(self._registry)
