"""From the plain text of an official document to its Provisions.

The provisions, headings and front matter cover the document: every character that is not white
space lies in exactly one of them, at exact offsets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.document import Provision, ProvisionKind
from corpus.language.numerals import find_dates
from corpus.structure.headline import NUMBER_LINE, OPENING, TITLE_WORD, front_borders
from corpus.structure.markers import ARTICLE_RANK, Marker, inline_markers, marker_at

_ENDS_SENTENCE = "。；;！!？?…"
_HEADING_MAX = 45  # a title line of GB/T 9704 fits on two lines of 22 characters
_RUN_IN_MAX = 32
_TOPIC_MAX = 12
_LIST_RANK = 6  # 1.
_FLAT_LINE = 200  # a line this long is no paragraph as typed, but text that lost its breaks

_ADDRESSEE = re.compile(r"[^。；]{2,200}[：:]$")
_ADDRESSEE_WORD = re.compile("各|政府|部门|单位|委|厅|局|企业|机构|公司|院|校|社区|同志")
_ANNEX = re.compile(r"附件\s*[：:0-9一二三四五六七八九十]")
_SIGNATURE_WORD = re.compile("政府|办公|厅|局|委|部|院|会|组|指挥部|公司|中心|银行|行|署|社|处|办")
# Verbs that open the headings of policy documents (加大…力度, 建立…体系).
_HEADING_VERB = re.compile(
    "加大|加强|加快|推进|推动|建立|健全|完善|落实|强化|优化|实施|开展|支持|鼓励|促进|提高|提升|扩大|拓宽|"
    "制定|严格|深化|规范|创新|培育|发展|做好|抓好|统筹|充分|切实|积极|大力|全面|进一步"
)
_AGENT = re.compile("(?:企业|单位|部门|机构|人员|政府|地区|各地|院校|银行|[、和与及并或])$")


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of one line that is one item: a heading, a paragraph, an addressee…"""

    start: int
    end: int
    marker: Marker | None
    row: bool = False


def parse(text: str, rows: tuple[tuple[int, int], ...] = ()) -> tuple[Provision, ...]:
    """Return the provisions of ``text`` in reading order.

    ``rows`` are the offsets of table rows, each a line of the text: a row is one provision, and
    numbering inside it opens nothing.
    """
    front = _front(text)
    segments = list(_segments(text, dict(rows), front))
    first_body = _first_body(text, segments, front)
    last_body = _last_body(text, segments, first_body)
    return tuple(
        [
            *_front_matter(text, segments[:first_body]),
            *_number_paragraphs(text, _body(text, segments[first_body:last_body])),
            *_back_matter(text, segments[last_body:]),
        ]
    )


def _front(text: str) -> list[int]:
    """Borders of the front matter where the first line is text that lost its breaks, else empty."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return front_borders(text, start, end) if end - start > _FLAT_LINE else []


def _segments(text: str, rows: dict[int, int], front: list[int]) -> Iterator[_Segment]:
    position = 0
    for line in text.splitlines(keepends=True):
        start, end = _strip(text, position, position + len(line))
        position += len(line)
        if rows.get(start) == end:
            yield _Segment(start, end, None, row=True)
        elif 0 < end - start <= _FLAT_LINE and _ANNEX.match(text, start, end):
            yield _Segment(start, end, None)  # 附件：1.申报表 names an annex and opens no section
        elif start < end:
            yield from _split_line(text, start, end, [at for at in front if start < at < end])


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in "\u200b\ufeff"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\u200b\ufeff"):
        end -= 1
    return start, end


def _split_line(text: str, start: int, end: int, front: list[int]) -> Iterator[_Segment]:
    """Split a line where numbering goes on inside it; flattened text also after ``。`` + space."""
    cuts: dict[int, Marker | None] = {start: marker_at(text, start)}
    expected: dict[int, int] = {}
    if first := cuts[start]:
        expected[first.rank] = first.value + 1
    for marker in inline_markers(text, start, end):
        after_space = text[marker.start - 1].isspace()
        if marker.value == expected.get(marker.rank, 1) and (
            after_space or marker.rank in (4, 5, 6)
        ):
            cuts[marker.start] = marker
            expected[marker.rank] = marker.value + 1
            for deeper in [rank for rank in expected if rank > marker.rank]:
                del expected[deeper]
    if end - start > _FLAT_LINE:
        for match in re.finditer(r"(?<=[。：！？])[\s\u3000]+(?=\S)", text[start:end]):
            cuts.setdefault(start + match.end(), None)
        head = re.compile(r"\S{2,90}?(?=[\s\u3000]+\S{2,60}?[：:])").match(text, start, end)
        if head and TITLE_WORD.search(head[0]):
            follow = re.compile(r"[\s\u3000]+").match(text, head.end(), end)
            if follow:
                cuts.setdefault(follow.end(), None)
        for border in front:
            cuts.setdefault(border, None)
    borders = sorted(cuts)
    for left, right in zip(borders, [*borders[1:], end], strict=True):
        stripped = _strip(text, left, right)
        if stripped[0] < stripped[1]:
            yield _Segment(*stripped, cuts[left])


def _first_body(text: str, segments: list[_Segment], front: list[int]) -> int:
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
        elif piece[-1] in _ENDS_SENTENCE or len(piece) > 90:
            break
    return first


def _is_addressee(piece: str) -> bool:
    named = _ADDRESSEE.match(piece) and _ADDRESSEE_WORD.search(piece)
    return bool(named) and not OPENING.search(piece)


def _is_title(piece: str) -> bool:
    return len(piece) <= 90 and bool(TITLE_WORD.search(piece))


def _is_number_line(piece: str) -> bool:
    return len(piece) <= 40 and bool(NUMBER_LINE.search(piece))


def _front_matter(text: str, segments: list[_Segment]) -> Iterator[Provision]:
    for index, segment in enumerate(segments):
        piece = text[segment.start : segment.end]
        if index == len(segments) - 1 and _is_addressee(piece):
            kind = ProvisionKind.ADDRESSEE
        elif _is_number_line(piece):
            kind = ProvisionKind.NUMBER
        else:
            kind = ProvisionKind.TITLE
        yield Provision(kind, segment.start, segment.end)


def _last_body(text: str, segments: list[_Segment], first: int) -> int:
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


def _is_signature(text: str, segment: _Segment) -> bool:
    piece = text[segment.start : segment.end]
    closed = piece[-1] in _ENDS_SENTENCE + "：:，,"
    return (
        not segment.marker
        and not closed
        and len(piece) <= 40
        and bool(_SIGNATURE_WORD.search(piece))
    )


def _back_matter(text: str, segments: list[_Segment]) -> Iterator[Provision]:
    dated = False
    for segment in segments:
        piece = text[segment.start : segment.end]
        if _is_date(piece):
            kind, dated = ProvisionKind.DATE, True
        elif not dated:
            kind = ProvisionKind.SIGNATURE
        else:
            kind = ProvisionKind.ANNEX if _ANNEX.match(piece) else ProvisionKind.PARAGRAPH
        yield Provision(
            kind, segment.start, segment.end, ("附注",) if kind is ProvisionKind.PARAGRAPH else ()
        )


def _body(text: str, segments: list[_Segment]) -> Iterator[Provision]:
    stack: list[tuple[int, str]] = []
    titled = _ranks_with_title_lines(text, segments)
    annexes = False
    for segment in segments:
        piece = text[segment.start : segment.end]
        marker = segment.marker
        if segment.row:
            path = tuple(t for _, t in stack)
            yield Provision(ProvisionKind.ROW, segment.start, segment.end, path)
            continue
        # the list of annexes goes on below: 附件：1.申报表 / 2.汇总表
        annexes = bool(_ANNEX.match(piece)) or (
            annexes
            and marker is not None
            and marker.rank == _LIST_RANK
            and _is_title_line(text, segment)
        )
        if marker is None or annexes:
            kind = ProvisionKind.ANNEX if annexes else ProvisionKind.PARAGRAPH
            yield Provision(kind, segment.start, segment.end, tuple(t for _, t in stack))
            continue
        while stack and stack[-1][0] >= marker.rank:
            stack.pop()
        border = _heading_end(text, segment, marker, marker.rank in titled)
        title = text[segment.start : border].rstrip("。：:；; \u3000")
        stack.append((marker.rank, re.sub(r"[\s\u3000]+", " ", title)))
        path = tuple(t for _, t in stack)
        if border > marker.end:
            yield Provision(ProvisionKind.HEADING, segment.start, border, path)
            start, _ = _strip(text, border, segment.end)
        else:
            start = segment.start
        if start < segment.end:
            yield Provision(ProvisionKind.PARAGRAPH, start, segment.end, path)


def _ranks_with_title_lines(text: str, segments: list[_Segment]) -> set[int]:
    """Ranks whose items mostly stand as titles on lines of their own."""
    lines: dict[int, list[bool]] = {}
    for segment in segments:
        if segment.marker:
            lines.setdefault(segment.marker.rank, []).append(_is_title_line(text, segment))
    return {rank for rank, seen in lines.items() if 2 * sum(seen) > len(seen)}


def _is_title_line(text: str, segment: _Segment) -> bool:
    piece = text[segment.start : segment.end]
    return len(piece) <= _HEADING_MAX and piece[-1] not in _ENDS_SENTENCE + "，,"


def _heading_end(text: str, segment: _Segment, marker: Marker, titled: bool) -> int:
    """Offset where the heading of a numbered item ends; ``marker.end`` if it has no words of its own."""
    if marker.rank == ARTICLE_RANK:
        return marker.end
    if _is_title_line(text, segment):
        return segment.end
    body = text[marker.end : segment.end]
    sentence = re.match(rf"[^。：:；\n]{{2,{_RUN_IN_MAX}}}。(?=\s*\S)", body)
    if sentence and sentence[0].count("，") <= 1:
        return marker.end + sentence.end()
    if titled and (length := _run_in_title(body)):
        return marker.end + length
    return marker.end


def _run_in_title(body: str) -> int:
    """Length of a title that runs into its text with no mark between (加大…力度加强统筹…), or 0.

    Only asked where the sibling items are titles on their own lines: the title is the first
    verb-object phrase, and the text begins with the next verb.
    """
    phrase = re.split("[，。：；]", body, maxsplit=1)[0]
    for match in _HEADING_VERB.finditer(phrase):
        if match.start() >= 5 and not _AGENT.search(phrase[: match.start()]):
            return match.start()
    return 0


def _number_paragraphs(text: str, provisions: Iterator[Provision]) -> Iterator[Provision]:
    """Count paragraphs and table rows under each heading, and name the topics of paragraphs."""
    counts: dict[tuple[ProvisionKind, tuple[str, ...]], int] = {}
    for provision in provisions:
        if provision.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.ROW):
            key = (provision.kind, provision.path)
            counts[key] = counts.get(key, 0) + 1
            named = provision.kind is ProvisionKind.PARAGRAPH
            topic = (
                text[provision.start : _topic_end(text, provision)].rstrip("。") if named else ""
            )
            provision = replace(provision, paragraph=counts[key], topic=topic)
        yield provision


_TOPIC = re.compile(rf"[^\s。，、：；！？“”（）()0-9]{{2,{_TOPIC_MAX}}}。(?=[^\s（(])")
_NO_TOPIC = re.compile("[对将在由把为从按以各要请不可应凡经与至自]")


def _topic_end(text: str, provision: Provision) -> int:
    """Offset after an opening topic such as ``建材工业。``; the start where there is none."""
    match = _TOPIC.match(text, provision.start, provision.end)
    named = match and not (_HEADING_VERB.match(match[0]) or _NO_TOPIC.match(match[0]))
    return match.end() if match and named else provision.start
