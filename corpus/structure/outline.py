"""The body: headings, the paragraphs under each, and the topics that open paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Provision, ProvisionKind
from corpus.language.markers import ARTICLE_RANK, DECIMAL_RANKS, LIST_RANK, Marker
from corpus.language.sentences import trimmed
from corpus.structure.segments import ANNEX, ENDS_SENTENCE, Segment

_HEADING_MAX = 45  # a title line of GB/T 9704 fits on two lines of 22 characters
_RUN_IN_MAX = 32
_TOPIC_MAX = 12
# Verbs that open the headings of policy documents (加大…力度, 建立…体系).
_HEADING_VERB = re.compile(
    "加大|加强|加快|推进|推动|建立|健全|完善|落实|强化|优化|实施|开展|支持|鼓励|促进|提高|提升|扩大|拓宽|"
    "制定|严格|深化|规范|创新|培育|发展|做好|抓好|统筹|充分|切实|积极|大力|全面|进一步"
)
_AGENT = re.compile("(?:企业|单位|部门|机构|人员|政府|地区|各地|院校|银行|[、和与及并或])$")
_TOPIC = re.compile(rf"[^\s。，、：；！？“”（）()0-9]{{2,{_TOPIC_MAX}}}。(?=[^\s（(])")
_NO_TOPIC = re.compile("[对将在由把为从按以各要请不可应凡经与至自]")


def body_provisions(text: str, segments: list[Segment]) -> Iterator[Provision]:
    """The headings, paragraphs, table rows and annexes of the body, each under its headings."""
    stack: list[tuple[float, str, int]] = []
    titled = _ranks_with_title_lines(text, segments)
    annexes = False
    for segment in segments:
        piece = text[segment.start : segment.end]
        marker = segment.marker
        path = tuple(t for _, t, _ in stack)
        if segment.row:
            yield Provision(ProvisionKind.ROW, segment.start, segment.end, path)
            continue
        # the list of annexes goes on below: 附件：1.申报表 / 2.汇总表
        listed = annexes and marker is not None and marker.rank == LIST_RANK
        annexes = bool(ANNEX.match(piece)) or (listed and _is_title_line(text, segment))
        if marker is None or annexes:
            kind = ProvisionKind.ANNEX if annexes else ProvisionKind.PARAGRAPH
            yield Provision(kind, segment.start, segment.end, () if annexes else path)
            continue
        rank = _rank(marker, stack)
        while stack and stack[-1][0] >= rank:
            stack.pop()
        border = _heading_end(text, segment, marker, marker.rank in titled)
        title = text[segment.start : border].rstrip("。：:；; \u3000")
        stack.append((rank, re.sub(r"[\s\u3000]+", " ", title), marker.value))
        path = tuple(t for _, t, _ in stack)
        if border > marker.end:
            yield Provision(ProvisionKind.HEADING, segment.start, border, path)
            start, _ = trimmed(text, border, segment.end)
        else:
            start = segment.start
        if start < segment.end:
            yield Provision(ProvisionKind.PARAGRAPH, start, segment.end, path)


def _rank(marker: Marker, stack: list[tuple[float, str, int]]) -> float:
    """How deep an item is: 1.2 stands under 1. where that is open, and above 1. where it isn't."""
    under = marker.rank in DECIMAL_RANKS and any(
        rank == LIST_RANK and value == marker.above for rank, _, value in stack
    )
    return LIST_RANK + 0.1 * (1 + DECIMAL_RANKS.index(marker.rank)) if under else marker.rank


def _ranks_with_title_lines(text: str, segments: list[Segment]) -> set[int]:
    """Ranks whose items mostly stand as titles on lines of their own."""
    lines: dict[int, list[bool]] = {}
    for segment in segments:
        if segment.marker:
            lines.setdefault(segment.marker.rank, []).append(_is_title_line(text, segment))
    return {rank for rank, seen in lines.items() if 2 * sum(seen) > len(seen)}


def _is_title_line(text: str, segment: Segment) -> bool:
    piece = text[segment.start : segment.end]
    return len(piece) <= _HEADING_MAX and piece[-1] not in ENDS_SENTENCE + "，,"


def _heading_end(text: str, segment: Segment, marker: Marker, titled: bool) -> int:
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


def number_paragraphs(text: str, provisions: Iterator[Provision]) -> Iterator[Provision]:
    """Count paragraphs and table rows under each heading, and name the topics of paragraphs."""
    counts: dict[tuple[ProvisionKind, tuple[str, ...]], int] = {}
    for provision in provisions:
        if provision.kind in (ProvisionKind.PARAGRAPH, ProvisionKind.ROW):
            key = (provision.kind, provision.path)
            counts[key] = counts.get(key, 0) + 1
            topic = _topic(text, provision) if provision.kind is ProvisionKind.PARAGRAPH else ""
            provision = replace(provision, paragraph=counts[key], topic=topic)
        yield provision


def _topic(text: str, provision: Provision) -> str:
    """An opening topic such as ``建材工业。`` without its mark, "" where there is none."""
    match = _TOPIC.match(text, provision.start, provision.end)
    if not match or _HEADING_VERB.match(match[0]) or _NO_TOPIC.match(match[0]):
        return ""
    return match[0].rstrip("。")
