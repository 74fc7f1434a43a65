"""Charts as small SVG of our own: nothing is fetched, every shape takes its colour from the page, and
who can't see them hears a title and a sentence.

Widths are shares of the chart and heights are pixels, so that a phone gets the same chart narrower,
with writing of the same size: what is written stands beside the SVG, in HTML.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

_HEIGHT = 160  # px of the plot
_LABELS = 5  # under a chart, at most
_STEPS = (1, 2, 4, 6, 10)  # whose halves read well
_THICKEST = 6.0  # percent of the width that one column takes at most


@dataclass(frozen=True, slots=True)
class Chart:
    """What every chart says in words. ``notes`` are told of each place when pointed at."""

    name: str
    title: str
    read: str
    labels: Sequence[str]
    notes: Sequence[str]


def columns(chart: Chart, series: Sequence[tuple[str, Sequence[int]]]) -> str:
    """Columns of parts on top of each other; ``series`` are (name, a value a place), lowest first."""
    totals = [sum(values) for values in zip(*(values for _, values in series), strict=True)]
    top = _ceiling(max(2, *totals))  # the half of it is whole, too
    slot = 100 / max(len(totals), 1)
    width = min(slot * 0.72, _THICKEST)
    shapes = []
    for place, note in enumerate(chart.notes):
        left, base, parts = slot * place + (slot - width) / 2, float(_HEIGHT), ""
        for kind, (_, values) in enumerate(series):
            height = values[place] / top * _HEIGHT
            base -= height
            if height:
                parts += (
                    f'<rect class="kind-{kind}" x="{left:.2f}%" y="{base:.1f}" width="{width:.2f}%"'
                    f' height="{height:.1f}"/>'
                )
        shapes.append(f"<g><title>{escape(note)}</title>{_catch(slot, place)}{parts}</g>")
    return _figure(chart, "".join(shapes), [name for name, _ in series], top)


def lines(chart: Chart, series: Sequence[tuple[str, Sequence[float | None]]]) -> str:
    """A line for each of ``series``; a place without a value breaks it."""
    known = [value for _, values in series for value in values if value is not None]
    top = _ceiling(max(known, default=0))
    slot = 100 / max(len(chart.labels), 1)
    catches = "".join(
        f"<g><title>{escape(note)}</title>{_catch(slot, place)}</g>"
        for place, note in enumerate(chart.notes)
    )
    shapes = ""
    for kind, (_, values) in enumerate(series):
        points = [
            None if value is None else (slot * (place + 0.5), _HEIGHT - value / top * _HEIGHT)
            for place, value in enumerate(values)
        ]
        shapes += "".join(
            f'<line class="kind-{kind}" x1="{a[0]:.2f}%" y1="{a[1]:.1f}" x2="{b[0]:.2f}%"'
            f' y2="{b[1]:.1f}"/>'
            for a, b in pairwise(points)
            if a and b
        )
        shapes += "".join(
            f'<circle class="kind-{kind}" cx="{p[0]:.2f}%" cy="{p[1]:.1f}" r="3"/>'
            for p in points
            if p
        )
    return _figure(chart, f'<g class="lines">{shapes}</g>{catches}', [n for n, _ in series], top)


def bars(title: str, values: Sequence[tuple[str, int]], nothing: str) -> str:
    """Names with bars as long as their numbers; ``nothing`` is said where there are none."""
    head = f"<h3>{escape(title)}</h3>"
    if not values:
        return f'<section class="bars">{head}<p class="also">{escape(nothing)}</p></section>'
    most = max(value for _, value in values)
    items = "".join(
        f'<li><span class="bar-name">{escape(name)}</span><span class="bar-count">{value}</span>'
        f'<svg class="bar" aria-hidden="true" width="100%" height="6">'
        f'<rect class="track" width="100%" height="6" rx="3"/>'
        f'<rect class="kind-0" width="{value / most * 100:.1f}%" height="6" rx="3"/></svg></li>'
        for name, value in values
    )
    return f'<section class="bars">{head}<ul>{items}</ul></section>'


def _catch(slot: float, place: int) -> str:
    """The whole height of a place, so that it can be pointed at where nothing is drawn."""
    return f'<rect class="catch" x="{slot * place:.2f}%" y="0" width="{slot:.2f}%" height="{_HEIGHT}"/>'


def _figure(chart: Chart, shapes: str, names: Sequence[str], top: float) -> str:
    key = "".join(
        f'<li><span class="swatch kind-{kind}" aria-hidden="true"></span>{escape(name)}</li>'
        for kind, name in enumerate(names)
    )
    grid = "".join(
        f'<line class="grid" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'
        for y in (0.5, _HEIGHT / 2, _HEIGHT - 0.5)
    )
    scale = "".join(f"<span>{value:g}</span>" for value in (top, top / 2, 0))
    return (
        f'<figure class="chart"><figcaption><h3>{escape(chart.title)}</h3><ul class="key">{key}</ul>'
        f'</figcaption><div class="plot"><div class="scale" aria-hidden="true">{scale}</div>'
        f'<svg role="img" aria-labelledby="{chart.name}-title {chart.name}-desc" width="100%"'
        f' height="{_HEIGHT}"><title id="{chart.name}-title">{escape(chart.title)}</title>'
        f'<desc id="{chart.name}-desc">{escape(chart.read)}</desc>{grid}{shapes}</svg>'
        f"{_below(chart.labels)}</div></figure>"
    )


def _below(labels: Sequence[str]) -> str:
    """Some of the labels, each under its place."""
    step = max(1, math.ceil(len(labels) / _LABELS))
    slot = 100 / max(len(labels), 1)
    shown = "".join(
        f'<span style="left:{slot * (place + 0.5):.2f}%">{escape(labels[place])}</span>'
        for place in range((len(labels) - 1) % step, len(labels), step)
    )
    return f'<div class="labels" aria-hidden="true">{shown}</div>'


def _ceiling(value: float) -> float:
    """The next round number, rounding errors aside."""
    if value <= 0:
        return 2
    size = 10.0 ** math.floor(math.log10(value))
    return next(step * size for step in _STEPS if step * size >= value * (1 - 1e-9))
