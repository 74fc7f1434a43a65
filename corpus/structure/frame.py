"""What stands around the body: title, number and addressee above; signature, date and annexes below."""

import re
from collections.abc import Iterator

from corpus.document import Provision, ProvisionKind
from corpus.language.numerals import find_dates
from corpus.structure.headline import NUMBER_LINE, OPENING, TITLE_WORD
from corpus.structure.segments import ANNEX, ENDS_SENTENCE, Segment

_ADDRESSEE = re.compile(r"[^。；]{2,200}[：:]$")
_ADDRESSEE_WORD = re.compile("各|政府|部门|单位|委|厅|局|企业|机构|公司|院|校|社区|同志")
_SIGNATURE_WORD = re.compile("政府|办公|厅|局|委|部|院|会|组|指挥部|公司|中心|银行|行|署|社|处|办")


def first_of_body(text: str, segments: list[Segment], front: list[int]) -> int:
    """Index of the first segment after title, number line and addressee."""
    first = 0
    for index, segment in enumerate(segments[:12]):
        piece = text[segment.start : segment.end]
        if front and segment.start < front[-1]:
            first = index + 1
            continue
        if segment.marker or segment.row:
            break
        if _is_addressee(piece):
            return index + 1
        if _is_title(piece) or _is_number_line(piece):
            first = index + 1
        elif piece[-1] in ENDS_SENTENCE or len(piece) > 90:
            break
    return first


def _is_addressee(piece: str) -> bool:
    named = _ADDRESSEE.match(piece) and _ADDRESSEE_WORD.search(piece)
    return bool(named) and not OPENING.search(piece)


def _is_title(piece: str) -> bool:
    return len(piece) <= 90 and bool(TITLE_WORD.search(piece))


def _is_number_line(piece: str) -> bool:
    return len(piece) <= 40 and bool(NUMBER_LINE.search(piece))


def front_matter(text: str, segments: list[Segment]) -> Iterator[Provision]:
    """Title, number and addressee."""
    for index, segment in enumerate(segments):
        piece = text[segment.start : segment.end]
        if index == len(segments) - 1 and _is_addressee(piece):
            kind = ProvisionKind.ADDRESSEE
        elif _is_number_line(piece):
            kind = ProvisionKind.NUMBER
        else:
            kind = ProvisionKind.TITLE
        yield Provision(kind, segment.start, segment.end)


def end_of_body(text: str, segments: list[Segment], first: int) -> int:
    """Index of the first segment of the closing part: signature and date, if there is one."""
    for index in range(len(segments) - 1, max(first, len(segments) - 12) - 1, -1):
        segment = segments[index]
        if not _is_date(text[segment.start : segment.end]):
            continue
        start = index
        while start > first and _is_signature(text, segments[start - 1]):
            start -= 1
        return start
    return len(segments)


def _is_date(piece: str) -> bool:
    dates = find_dates(piece)
    return bool(dates) and dates[0][1] - dates[0][0] >= len(piece) - 2


def _is_signature(text: str, segment: Segment) -> bool:
    piece = text[segment.start : segment.end]
    closed = piece[-1] in ENDS_SENTENCE + "：:，,"
    short = not segment.marker and not closed and len(piece) <= 40
    return short and bool(_SIGNATURE_WORD.search(piece))


def back_matter(text: str, segments: list[Segment]) -> Iterator[Provision]:
    """Signature and date, then annexes and notes."""
    dated = False
    for segment in segments:
        piece = text[segment.start : segment.end]
        if _is_date(piece):
            kind, dated = ProvisionKind.DATE, True
        elif not dated:
            kind = ProvisionKind.SIGNATURE
        else:
            kind = ProvisionKind.ANNEX if ANNEX.match(piece) else ProvisionKind.PARAGRAPH
        path = ("附注",) if kind is ProvisionKind.PARAGRAPH else ()
        yield Provision(kind, segment.start, segment.end, path)
