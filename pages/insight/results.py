"""The page 运营 as HTML: figures at a glance, charts, and the questions to look into."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from corpus import clock
from pages.insight import charts, texts
from pages.insight.figures import Figures, Gathered, Span
from pages.insight.query import InsightQuery
from pages.links import at
from pages.markup import button, named_values
from pages.records.masking import masked
from pages.records.reports import Asked, Outcome
from pages.tables.rows import choices, download_link, page_of, pager, row, table

XLSX = "/admin/insight.xlsx"
_ROWS = 20


def overview(query: InsightQuery, found: Figures, cited: Sequence[tuple[str, int]]) -> str:
    """Everything but the words beside."""
    whole = found.whole
    head = (
        f'<div class="results insight" data-address="{escape(query.address())}">{_choices(query)}'
    )
    between = texts.BETWEEN.format(first=whole.first, last=whole.last)
    head += f'<p class="also">{between}</p>'
    if not whole.total:
        return f'{head}<p class="nothing" role="status">{texts.NOTHING}</p></div>'
    return (
        f"{head}{_tiles(found)}{_over_time(found)}{_speed(found)}"
        f'<div class="side-by-side">{charts.bars(texts.WORDS, found.words, texts.WORDS_NONE)}'
        f"{charts.bars(texts.CITED, cited, texts.CITED_NONE)}"
        f"{charts.bars(texts.REASONS, found.reasons, texts.REASONS_NONE)}</div>"
        f"{_lists(query, found)}</div>"
    )


def _choices(query: InsightQuery) -> str:
    periods = [(name, {"days": str(days)}, days == query.days) for days, name in texts.PERIODS]
    return (
        f'<div class="choices">{choices(texts.PERIOD_LABEL, periods)}'
        f"{download_link(f'{at(XLSX)}?days={query.days}', texts.DOWNLOAD)}</div>"
    )


def _tiles(found: Figures) -> str:
    whole = found.whole
    tiles = [(texts.ASKED, texts.TIMES.format(count=whole.total), "")]
    tiles += [(kind.value, _share(whole, kind), str(whole.counts[kind])) for kind in Outcome]
    tiles += [
        (texts.MEDIAN, seconds(whole.median), ""),
        (texts.SLOW, seconds(whole.slow), ""),
        (texts.HELPFUL, str(found.helpful), ""),
        (texts.UNHELPFUL, str(found.unhelpful), ""),
    ]
    return named_values("tiles", ((name, value + _small(more)) for name, value, more in tiles))


def _small(count: str) -> str:
    return f"<small>{texts.TIMES.format(count=count)}</small>" if count else ""


def _share(whole: Span, kind: Outcome) -> str:
    return texts.SHARE.format(share=round(100 * whole.counts[kind] / whole.total))


def seconds(milliseconds: float | None) -> str:
    """A time as people read it."""
    if milliseconds is None:
        return texts.UNKNOWN
    return texts.SECONDS.format(seconds=f"{milliseconds / 1000:.2f}")


def _over_time(found: Figures) -> str:
    whole, most = found.whole, max(found.spans, key=lambda span: span.total)
    shares = "，".join(f"{kind.value} {_share(whole, kind)}" for kind in Outcome)
    read = texts.OVER_TIME_READ.format(
        first=whole.first, last=whole.last, count=whole.total, top=most.label, most=most.total,
        shares=shares,
    )  # fmt: skip
    notes = [
        texts.OVER_TIME_ONE.format(
            when=span.label,
            count=span.total,
            parts="，".join(f"{kind.value} {span.counts[kind]}" for kind in Outcome),
        )
        for span in found.spans
    ]
    chart = charts.Chart("over-time", texts.OVER_TIME, read, _labels(found), notes)
    return charts.columns(
        chart, [(kind.value, [span.counts[kind] for span in found.spans]) for kind in Outcome]
    )


def _speed(found: Figures) -> str:
    whole = found.whole
    words = {"median": seconds(whole.median), "slow": seconds(whole.slow)}
    read = texts.SPEED_READ.format(first=whole.first, last=whole.last, **words)
    notes = [
        texts.SPEED_ONE.format(
            when=span.label, median=seconds(span.median), slow=seconds(span.slow)
        )
        for span in found.spans
    ]
    chart = charts.Chart("speed", texts.SPEED, read, _labels(found), notes)
    series = [
        (texts.MEDIAN, [_thousandth(span.median) for span in found.spans]),
        (texts.SLOW, [_thousandth(span.slow) for span in found.spans]),
    ]
    return charts.lines(chart, series)


def _labels(found: Figures) -> list[str]:
    return [span.label.split(" ")[0] for span in found.spans]


def _thousandth(value: float | None) -> float | None:
    return None if value is None else value / 1000


def _lists(query: InsightQuery, found: Figures) -> str:
    counts = {"refused": len(found.refused), "poor": len(found.poor)}
    views = [
        (
            texts.VIEW_COUNT.format(name=label, count=counts[name]),
            {"view": name},
            name == query.view,
        )
        for name, label in texts.VIEWS
    ]
    head = f'<h2>{texts.LISTS}</h2><div class="choices">{choices(texts.LISTS, views)}</div>'
    if query.view == "refused":
        cells = [_refused_cells(group) for group in found.refused]
        return head + _questions(
            query, texts.VIEWS[0][1], texts.REFUSED_HEADER, cells, texts.NONE_REFUSED
        )
    cells = [_poor_cells(one) for one in found.poor]
    return head + _questions(query, texts.VIEWS[1][1], texts.POOR_HEADER, cells, texts.NONE_POOR)


def _questions(
    query: InsightQuery, name: str, header: Sequence[str], cells: Sequence[Sequence[str]], none: str
) -> str:
    page = page_of(cells, query.page, _ROWS)
    if not page.rows:
        return f'<p class="nothing">{none}</p>'
    return table(name, header, [row(header, c) for c in page.rows], "questions") + pager(page)


def _refused_cells(group: Gathered) -> tuple[str, ...]:
    one = group.last
    return (
        escape(masked(one.question)),
        escape(one.outcome.value),
        str(group.count),
        _when(one.asked_at),
        _nearest(one),
    )


def _poor_cells(one: Asked) -> tuple[str, ...]:
    assert one.rating is not None  # what brought it into this list
    reason = one.rating.reason.value if one.rating.reason else texts.NO_REASON
    words = escape(masked(one.rating.words))
    return escape(masked(one.question)), reason, words, _when(one.asked_at), _nearest(one)


def _nearest(one: Asked) -> str:
    label = texts.NEAREST_OF.format(label=texts.NEAREST, question=masked(one.question)[:60])
    return button(texts.NEAREST, "clause", "open", turn=one.turn, aria_label=label)


def _when(at: datetime) -> str:
    return f'<span class="when">{clock.local(at):%Y-%m-%d %H:%M}</span>'
