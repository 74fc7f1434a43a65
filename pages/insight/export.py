"""What the page 运营 shows as a workbook, every question of the period included."""

from collections.abc import Iterator, Sequence

from corpus import clock
from pages.insight import texts
from pages.insight.figures import Figures, Span
from pages.records.kept import Verdict
from pages.records.masking import masked
from pages.records.reports import Asked, Outcome
from pages.tables.workbook import Sheet, workbook


def insight_workbook(
    found: Figures, asked: Sequence[Asked], cited: Sequence[tuple[str, int]]
) -> bytes:
    """An xlsx file: figures by time, the questions with numbers of people masked, what is frequent."""
    return workbook(
        [
            Sheet(texts.SHEET_DAYS, texts.DAYS_HEADER, map(_of_span, found.spans)),
            Sheet(texts.SHEET_QUESTIONS, texts.QUESTIONS_HEADER, _questions(asked)),
            Sheet(texts.WORDS, texts.COUNT_HEADER, found.words),
            Sheet(texts.CITED, texts.CITED_HEADER, cited),
        ]
    )


def _of_span(span: Span) -> tuple[str | int, ...]:
    name = f"{span.first}" if span.first == span.last else f"{span.first} 至 {span.last}"
    counts = (span.counts[kind] for kind in Outcome)
    times = ("" if t is None else round(t) for t in (span.median, span.slow))
    return name, span.total, *counts, *times


def _questions(asked: Sequence[Asked]) -> Iterator[tuple[str | int, ...]]:
    for one in asked:
        verdict = reason = words = ""
        if one.rating:
            up = one.rating.verdict is Verdict.UP
            verdict = texts.HELPFUL if up else texts.UNHELPFUL
            reason = one.rating.reason.value if one.rating.reason else ""
            words = masked(one.rating.words)
        at = f"{clock.local(one.asked_at):%Y-%m-%d %H:%M:%S}"
        yield at, masked(one.question), one.outcome.value, one.elapsed_ms, verdict, reason, words
