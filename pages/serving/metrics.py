"""What operators watch, in the form that Prometheus reads."""

import prometheus_client as prometheus

from assistant.answer import Answer
from assistant.library import Library
from corpus.errors import PolicyError
from pages.admission import Admission
from pages.serving import texts

_REFUSALS = ("crowded", "limited", "too_late", "question")
_SECONDS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 180)


class Metrics:
    """The figures of one server. Safe to share between threads."""

    def __init__(self) -> None:
        self._registry = registry = prometheus.CollectorRegistry()
        self._questions = prometheus.Counter(
            "policy_questions", texts.QUESTIONS, ["status", "mode"], registry=registry
        )
        self._seconds = prometheus.Histogram(
            "policy_answer_seconds", texts.ANSWER_SECONDS, buckets=_SECONDS, registry=registry
        )
        self._refused = prometheus.Counter(
            "policy_refused", texts.REFUSED, ["reason"], registry=registry
        )
        self._asked = prometheus.Counter(
            "policy_asked", texts.ASKED, ["route", "outcome"], registry=registry
        )
        self._requests = prometheus.Counter(
            "policy_requests", texts.REQUESTS, ["outcome"], registry=registry
        )
        self._model = prometheus.Counter(
            "policy_model_fallbacks", texts.FALLBACKS, ["reason"], registry=registry
        )
        self._now = {
            name: prometheus.Gauge(f"policy_{name}", meaning, registry=registry)
            for name, meaning in texts.GAUGES.items()
        }
        prometheus.ProcessCollector(registry=registry)
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
        now: dict[str, int] = {"waiting": admission.waiting, "working": admission.working}
        try:
            documents, catalogs = library.holdings()
            now |= {
                "documents": len(documents),
                "catalogs": len(catalogs),
                "chunks": library.store.counts()["chunks"],
                "index_generation": int(library.store.meta("generation") or 0),
                "store_readable": 1,
            }
        except PolicyError:  # what still can be told is told
            now["store_readable"] = 0
        for name, value in now.items():
            self._now[name].set(value)
        return prometheus.generate_latest(self._registry)
