"""What an administrator must know when a document has been replaced: what changed, which answers that
are kept quote it, which facts changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from assistant.answer import Citation
from corpus.compare.comparison import Change, Comparison, Line
from corpus.compare.fact_changes import FactChange, fact_changes
from corpus.compare.fate import Fallen, Fate, fate_of
from pages.records.masking import masked
from pages.records.reports import Quoting


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote of a kept answer, numbers of persons in its question masked, and what became of it."""

    question: str
    asked_at: datetime
    citation: Citation
    fallen: Fallen


@dataclass(frozen=True, slots=True)
class Notice:
    """``changes`` are those that matter; ``quotes`` those of kept answers that no longer hold, ``kept``
    how many still do; ``facts`` those that changed."""

    comparison: Comparison
    changes: tuple[tuple[Line, Change], ...]
    quotes: tuple[Quoted, ...]
    kept: int
    facts: tuple[FactChange, ...]


def notice(comparison: Comparison, answers: Iterable[Quoting]) -> Notice:
    """Put together what the replacement of ``comparison.old`` means."""
    changes = [
        (line, change)
        for line in comparison.lines
        for change in line.changes
        if change.what.important
    ]
    changes.sort(key=lambda row: row[1].what.rank)
    quotes = list(_quotes(comparison, answers))
    fallen = tuple(quote for quote in quotes if quote.fallen.fate is not Fate.KEPT)
    return Notice(
        comparison, tuple(changes), fallen, len(quotes) - len(fallen),
        tuple(fact_changes(comparison)),
    )  # fmt: skip


def _quotes(comparison: Comparison, answers: Iterable[Quoting]) -> Iterator[Quoted]:
    """The quotes of the old text; those of other versions of it are left out."""
    text = comparison.old.text
    for answer in answers:
        for citation in answer.citations:
            if text[citation.start : citation.end] == citation.quote:
                fallen = fate_of(comparison, (citation.start, citation.end))
                yield Quoted(masked(answer.question), answer.asked_at, citation, fallen)
