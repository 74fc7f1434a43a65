"""What the page 找政策 shows, to take along: a workbook, a calendar of the deadlines."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from assistant.match.matcher import Match
from pages.match import texts
from pages.match.found import Found, deadline
from pages.tables.rows import address_of
from pages.tables.workbook import Sheet, workbook

_LINE = 70  # octets of a line of a calendar (RFC 5545 allows 75)


def match_workbook(found: Found) -> tuple[str, bytes]:
    """The file's name and its content: every measure with its verdict and the address of its words."""
    return texts.FILE, workbook([Sheet(texts.SHEET, texts.COLUMNS, map(_row, found.all))])


def _row(match: Match) -> tuple[str, ...]:
    offer = match.offer
    document, measure = offer.document, offer.measure
    return (
        match.status.value,
        match.reason,
        match.sum.shown,
        match.sum.how,
        measure.benefit.value,
        offer.quote,
        "\n".join(f"{v.met.value}：{match.offer.said(v.piece)}" for v in match.verdicts),
        "\n".join(match.missing),
        deadline(match),
        offer.region.name,
        document.title,
        document.metadata.number,
        offer.section,
        address_of(document, measure.start, measure.end),
    )


def match_calendar(found: Found) -> bytes:
    """The last days of what applies, as an iCalendar file; a day is an event once a document."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//policy-assistant//measures//ZH",
        "CALSCALE:GREGORIAN",
    ]
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    seen = set()
    for match in (*found.fits, *found.open):
        until, document = match.timely.until, match.offer.document
        key = (document.document_id, until, match.timely.to_apply)
        if until is None or key in seen:
            continue
        seen.add(key)
        kind = "申报截止" if match.timely.to_apply else "政策到期"
        lines += [
            "BEGIN:VEVENT",
            f"UID:{document.document_id}-{until:%Y%m%d}-{match.offer.measure.start}@policy-assistant",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{until:%Y%m%d}",
            f"DTEND;VALUE=DATE:{until + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_escaped(texts.EVENT.format(kind=kind, title=document.title))}",
            f"DESCRIPTION:{_escaped(match.offer.quote)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _escaped(text: str) -> str:
    plain = re.sub("[\x00-\x1f\x7f\ud800-\udfff]", " ", text)
    return re.sub(r"([\\;,])", r"\\\1", " ".join(plain.split()))


def _folded(line: str) -> Iterator[str]:
    """A line in parts of few enough octets, none within a character."""
    part, size = "", 0
    for c in line:
        wide = len(c.encode())
        if size + wide > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + c, size + wide
    yield part
