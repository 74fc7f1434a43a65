"""Measures as HTML: what fits, what is to be checked, what doesn't fit; each condition with its words."""

import re
from collections.abc import Sequence
from html import escape

from assistant.match.matcher import Match
from assistant.match.verdict import Met, Verdict
from pages.match import texts
from pages.match.found import Found, deadline, soon
from pages.match.kept import key_of
from pages.sources.badge import validity_badge
from pages.tables import rows
from pages.tables import texts as table_texts
from pages.tables.rows import choices, download_link, go, opener, row, table

_TONES = {Met.YES: "good", Met.NO: "ended", Met.OPEN: "unsure"}
_FIGURE = re.compile("是多少$|^有多少")
_LONGEST = 300  # characters of a quote in the table; the whole is beside it


def results(found: Found) -> str:
    """Render what was found."""
    address = found.query.address()
    if not found.all and not found.query.this_month:
        return rows.line(texts.NONE, address)
    parts = [_head(found), _asks(found)]
    for name, own in (("符合", found.fits), ("需核实", found.open)):
        if own:
            parts.append(f"<h2>{name} {len(own)}</h2>{_table(name, own, found)}")
    for words, own in ((texts.UNFIT_SUMMARY, found.unfit), (texts.OTHER_SUMMARY, found.apart)):
        if own:
            said = words.format(count=len(own))
            parts.append(
                f'<details class="apart"><summary>{said}</summary>{_table(said, own, found)}</details>'
            )
    return rows.results("".join(parts), address)


def start(count: int) -> str:
    """What is shown before anything is filled in."""
    words = f"{texts.HELD.format(count=count)}{texts.NOTHING_YET}" if count else texts.EMPTY
    link = f'<p><a class="quiet" href="match-compare">{texts.COMPARED_LINK}</a></p>'
    return rows.results(
        f'<p class="nothing" role="status">{escape(words)}</p>{link if count else ""}'
    )


def _head(found: Found) -> str:
    total = texts.FOUND.format(
        fits=len(found.fits), open=len(found.open), unfit=len(found.unfit) + len(found.apart)
    )
    sort = choices(
        texts.SORT_LABEL,
        [
            (texts.BY_AMOUNT, {"sort": "amount"}, not found.query.by_date),
            (texts.BY_DATE, {"sort": "date"}, found.query.by_date),
        ],
    )
    month = choices(
        texts.SOON,
        [
            (texts.ALL_DATES, {"due": "all"}, not found.query.this_month),
            (texts.SOON, {"due": "month"}, found.query.this_month),
        ],
    )
    address = found.query.address()
    links = (
        download_link(f"match/table.xlsx{address}", table_texts.DOWNLOAD),
        download_link(f"match/summary.docx{address}", texts.SUMMARY),
        download_link(f"match/calendar.ics{address}", texts.CALENDAR),
        f'<a class="quiet" href="{escape(f"match/print{address}")}" target="_blank">{texts.PRINT}</a>',
    )
    return (
        f'<div class="result-head"><h2>{escape(total)}</h2>'
        f'<p class="also" role="status">{escape(texts.TOLD.format(told=found.told))}</p>'
        f"{_keeping(found)}"
        f'<div class="choices">{sort}{month}<div class="links">{"".join(links)}</div></div></div>'
    )


def _keeping(found: Found) -> str:
    """What is new since the profile was kept, and the buttons that keep it; "" for guests."""
    if not found.keeps:
        return ""
    said = f'<span role="status">{escape(found.said)}</span>' if found.said else ""
    buttons = go(texts.KEEP_AGAIN if found.kept else texts.KEEP, {"keep": "yes"}, "quiet")
    if found.kept:
        buttons += go(texts.FORGET, {"keep": "no"}, "quiet")
    return f'<p class="also keeping">{said}{buttons}</p>'


def _asks(found: Found) -> str:
    if not found.asks:
        return ""
    items = []
    for ask in found.asks:
        words = " ".join(ask.split())[:80]
        if _FIGURE.search(ask):
            asked = texts.ASK_FIGURE.format(words=_FIGURE.sub("", words))
            items.append(f"<li><span>{escape(asked)}</span></li>")
            continue
        name = re.sub("[=＝：:；;]", " ", words)
        yes, no = (
            go(label, {"add": f"{name}={label}"}, "choice", aria_label=f"{words}：{label}")
            for label in (texts.YES, texts.NO)
        )
        items.append(f"<li><span>{escape(words)}</span><span>{yes}{no}</span></li>")
    return (
        f'<section class="asks"><h2>{texts.ASK_HEADING}</h2>'
        f'<ul class="plain-list">{"".join(items)}</ul></section>'
    )


def _table(name: str, own: Sequence[Match], found: Found) -> str:
    lines = [row(texts.HEADER, _cells(match, found)) for match in own]
    return table(name, texts.HEADER, lines, "measures")


def _cells(match: Match, found: Found) -> tuple[str, ...]:
    offer = match.offer
    quote = " ".join(offer.quote.split())
    shown = quote if len(quote) <= _LONGEST else f"{quote[: _LONGEST - 1]}…"
    amount = f"<strong>{escape(match.sum.shown or texts.OPEN_AMOUNT)}</strong>"
    if match.sum.how and match.sum.how != match.sum.shown:
        amount += f'<span class="condition">{escape(match.sum.how)}</span>'
    words = opener(shown, offer.document, offer.measure.start, offer.measure.end)
    if match.reason:
        reason = " ".join(texts.REASON.format(words=match.reason).split())
        words += f'<span class="condition">{escape(reason)}</span>'
    until = deadline(match)
    ends = f'<span class="until">{escape(until)}</span>' if until else ""
    if match.applies and soon(match, found.profile.as_of):
        ends += f' <span class="badge badge-unsure">{texts.SOON}</span>'
    if key_of(match) in found.new:
        amount += f' <span class="badge badge-good">{texts.NEW}</span>'
    badge = validity_badge(match.timely.validity.value)
    return (
        amount,
        words,
        "".join(_condition(match, verdict) for verdict in match.verdicts),
        f"{ends}<span>{escape(offer.document.title)} {badge}</span>"
        f'<span class="number">{escape(offer.section)}</span>',
    )


def _condition(match: Match, verdict: Verdict) -> str:
    piece = verdict.piece
    label = match.offer.said(piece)[:120]
    words = opener(label, match.offer.document, piece.start, piece.end, "clause")
    because = ""
    if verdict.because:
        told = texts.BECAUSE.format(words=verdict.because)
        because = f'<span class="condition">{escape(told)}</span>'
    badge = f'<span class="badge badge-{_TONES[verdict.met]}">{verdict.met.value}</span>'
    return f'<div class="verdict">{badge} {words}{because}</div>'
