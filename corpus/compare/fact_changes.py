"""Which of the facts that a document states (duties, measures, tasks…) a new version changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.compare.comparison import Comparison
from corpus.compare.fate import Fate, fate_of, is_new
from corpus.facts.base import Fact
from corpus.facts.extractors import extract_facts


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is stated otherwise now, no longer (``new`` is None), or for the first time (``old``
    is None)."""

    old: Fact | None
    new: Fact | None

    @property
    def label(self) -> str:
        """The kind of fact, as readers know it."""
        fact = self.new or self.old
        assert fact is not None
        return fact.label


def fact_changes(comparison: Comparison) -> list[FactChange]:
    """The facts that changed, kind by kind, in reading order."""
    return list(_changes(comparison, extract_facts(comparison.old), extract_facts(comparison.new)))


def _changes(
    comparison: Comparison, before: Sequence[Fact], after: Sequence[Fact]
) -> Iterator[FactChange]:
    known = {(fact.kind, fact.subject, fact.line) for fact in after}
    left = [fact for fact in after if is_new(comparison, (fact.start, fact.end))]
    stated = {(fact.kind, fact.subject, fact.line) for fact in before}
    left = [fact for fact in left if (fact.kind, fact.subject, fact.line) not in stated]
    for fact in before:
        fallen = fate_of(comparison, (fact.start, fact.end))
        if fallen.fate is Fate.KEPT or (fact.kind, fact.subject, fact.line) in known:
            continue
        new = _counterpart(fact, left, fallen.new)
        if new is not None:
            left.remove(new)
        yield FactChange(fact, new)
    yield from (FactChange(None, fact) for fact in left)


def _counterpart(
    fact: Fact, left: Sequence[Fact], spans: tuple[tuple[int, int], ...]
) -> Fact | None:
    """The fact of the same kind that stands where the words of this one went, first of the same
    subject."""
    there = [
        other
        for other in left
        if other.kind == fact.kind
        and any(other.start < end and start < other.end for start, end in spans)
    ]
    return min(there, key=lambda other: other.subject != fact.subject, default=None)
