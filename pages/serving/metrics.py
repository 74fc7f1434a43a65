"""What operators watch, in the form that Prometheus reads."""

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from assistant.answer import Answer
from assistant.library import Library
from corpus.errors import PolicyError
from pages.admission import Admission
from pages.serving import texts

_REFUSALS = ("crowded", "too_late", "question")
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
        self._asked = Counter("policy_asked", texts.ASKED, ["route", "outcome"], registry=registry)
        self._requests = Counter("policy_requests", texts.REQUESTS, ["outcome"], registry=registry)
        self._model = Counter(
            "policy_model_fallbacks", texts.FALLBACKS, ["reason"], registry=registry
        )
        self._inside = Gauge("policy_waiting", texts.WAITING, registry=registry)
        self._working = Gauge("policy_working", texts.WORKING, registry=registry)
        self._documents = Gauge("policy_documents", texts.DOCUMENTS, registry=registry)
        self._catalogs = Gauge("policy_catalogs", texts.CATALOGS, registry=registry)
        self._chunks = Gauge("policy_chunks", texts.CHUNKS, registry=registry)
        self._generation = Gauge("policy_index_generation", texts.GENERATION, registry=registry)
        self._readable = Gauge("policy_store_readable", texts.READABLE, registry=registry)
        ProcessCollector(registry=registry)
        for reason in _REFUSALS:  # 0 rather than absent
            self._refused.labels(reason)
        for outcome in ("ok", "refused", "failed", "left"):
            self._requests.labels(outcome)
        for why in ("failed", "unsupported"):
            self._model.labels(why)

    def answered(self, answer: Answer, seconds: float) -> None:
        """A question was answered, waiting included in ``seconds``."""
        self._questions.labels(answer.status, answer.mode).inc()
        self._seconds.observe(seconds)
        if answer.fell_back:
            self._model.labels(answer.fell_back).inc()

    def asked(self, route: str, outcome: str) -> None:
        """Something was asked at ``route``; both are words of the program, never of an asker."""
        self._asked.labels(route, outcome).inc()
        if outcome in _REFUSALS:
            self._refused.labels(outcome).inc()

    def requested(self, outcome: str) -> None:
        """A request ended ``ok``, ``refused`` (4xx), ``failed`` (5xx), or its client ``left``."""
        self._requests.labels(outcome).inc()

    def written(self, admission: Admission, library: Library) -> bytes:
        """All figures as they are now."""
        self._inside.set(admission.waiting)
        self._working.set(admission.working)
        try:
            documents, catalogs = library.holdings()
            chunks = library.store.counts()["chunks"]
            generation = int(library.store.meta("generation") or 0)
        except PolicyError:  # what still can be told is told
            self._readable.set(0)
        else:
            self._documents.set(len(documents))
            self._catalogs.set(len(catalogs))
            self._chunks.set(chunks)
            self._generation.set(generation)
            self._readable.set(1)
        return generate_latest(self._registry)
