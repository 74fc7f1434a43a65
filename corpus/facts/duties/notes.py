"""Responsibility notes behind a task: （责任单位：甲；配合单位：乙）, （甲牵头，乙配合）, 牵头单位：甲."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document, Provision, ProvisionKind
from corpus.facts.duties.actors import REGIONS, Actor, body_named
from corpus.facts.duties.duty import Duty, Role, duty_of
from corpus.language.departments import DepartmentTable
from corpus.language.markers import inline_markers, marker_at
from corpus.language.sentences import sentence_spans

_ROLE_OF_WORD = {
    **dict.fromkeys(("牵头", "主办"), Role.LEAD),
    **dict.fromkeys(("配合", "协办", "协助", "协同", "参与", "参加"), Role.SUPPORT),
    **dict.fromkeys(("责任", "负责", "落实", "实施", "承办"), Role.RESPONSIBLE),
}
_LABEL = re.compile(
    r"(?:第一|主要|具体|共同)?(?P<role>牵头|责任|负责|主办|配合|协办|协助|协同|参与|参加|落实|实施|承办)"
    r"(?:责任|负责|落实|配合|实施)?(?:单位|部门|机构|主体|市直部门|处室|科室)(?:为|是)?\s*[：:]\s*"
)
# What closes a list of bodies: …按职责分工负责, …等配合, …牵头组织实施.
_CLOSING = re.compile(
    "(?:等(?:有关|相关)?(?:部门|单位)?)?(?:，)?(?:依法|依据|依|按照|按|根据)?(?:各自)?(?:的)?(?:职责|责任|分工|职能)*(?:分别|共同|具体|积极)?"
    "(?P<role>牵头|负责|主办|配合|协办|协助|协同|参与|参加|落实|实施|承办)"
    "(?:负责|落实|实施|推进|推动|办理|执行|组织|抓好|做好|工作|配合|、)*$"
)
_REGIONS = re.compile(REGIONS)
_TAIL = re.compile("(?:等(?:有关|相关|各有关)?(?:部门|单位|地区和部门)?|分别|共同)$")
_OPEN, _CLOSE = "（(【〔[", "）)】〕]"
_OPENING = re.compile(f"[{re.escape(_OPEN)}]|{_LABEL.pattern}")
# A list that stands open ends with its sentence, its line, or where the next item is numbered.
_LIST_END = re.compile(
    r"[。！？\n]|\s(?=\s*(?:[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,2}[.．、）)]|第))"
)
_CLOSES = re.compile(r"[。；]?(?:\s|$)")
_RANKS = re.compile("[，；,](?:列|排|位列|名列)[^，；（）]*(?:牵头|主办|负责)[^（）]*$|，下同$")
_LEVELLED = re.compile("[省市县区州]|各[市县区]|国家")
_MEANT = re.compile(
    "[一-鿿]{0,12}(?:成员单位|有关部门|相关部门|各有关单位)|各?(?:市|县|区|乡|镇)[一-鿿（）、]{0,12}(?:政府|管委会)"
)
_LONGEST = 400  # characters of a note
_FARTHEST = 600  # characters between the first words of a task and the note behind it
_TASK = 160  # characters of a task, whole sentences, that are shown; the quote has all of it


@dataclass(frozen=True, slots=True)
class Note:
    """A note at ``start``..``end`` and the bodies it names, each with its part."""

    start: int
    end: int
    shares: tuple[tuple[Actor, Role], ...]


def find_notes(text: str, start: int, end: int, table: DepartmentTable) -> list[Note]:
    """The notes that stand in ``text[start:end]``, in order."""
    notes: list[Note] = []
    position = start
    for opening in _OPENING.finditer(text, start, end):
        at = opening.start()
        if at < position:
            continue
        bracketed = text[at] in _OPEN
        stop = _bracket_end(text, at, end) if bracketed else _list_end(text, at, end)
        inner = (at + 1, stop - (text[stop - 1] in _CLOSE)) if bracketed else (at, stop)
        read, shares = _shares(text, *inner, table)
        if bracketed and not shares:
            shares = _bare(text, (start, at, stop, end), table)
        if shares:
            position = stop if bracketed else read
            notes.append(Note(at, position, tuple(shares)))
    return notes


def from_notes(
    notes: list[Note], document: Document, provision: Provision, noted: set[int]
) -> Iterator[Duty]:
    """What the notes of a provision assign. ``noted`` holds the starts of provisions with notes."""
    left = provision.start
    for note in notes:
        start = _matter_start(document, provision, left, note.start, noted)
        left = note.end
        task = _task(document.text, start, note.start)
        if not task:
            continue
        names = [actor.name for actor, _ in note.shares]
        for actor, role in note.shares:
            partners = tuple(n for n in dict.fromkeys(names) if n != actor.name)
            yield duty_of(actor, role, task, start, note.end, partners)


def _bare(
    text: str, places: tuple[int, int, int, int], table: DepartmentTable
) -> list[tuple[Actor, Role]]:
    """The bodies of a bracket that names nothing else and closes the words before it: …。（市财政局、
    市税务局). ``places``: where the words begin, the bracket opens and closes, and they end."""
    start, opened, closed, end = places
    before, behind = text[start:opened].rstrip(), text[closed:end]
    if not before.endswith(("。", "；", "！")) or not _CLOSES.match(behind):
        return []
    inner = _RANKS.sub("", text[opened + 1 : closed - 1])
    parts = list(_parts(text, opened + 1, opened + 1 + len(inner), "、，,"))
    found = [body_named(text, *part, table, strict=True) or _members(text, *part) for part in parts]
    known = [actor for actor in found if actor is not None]
    levels = all(_LEVELLED.match(actor.name) for actor in known[:1])
    if not known or len(known) < len(parts) or not (levels or len(known) > 1):
        return []
    return [(actor, Role.RESPONSIBLE) for actor in known]


def _members(text: str, start: int, end: int) -> Actor | None:
    """联席会议成员单位, 有关部门: bodies that are meant by what they are part of."""
    words = text[start:end]
    return Actor(words, start, end, None) if _MEANT.fullmatch(words) else None


def _bracket_end(text: str, start: int, end: int) -> int:
    """Behind the bracket that closes the one at ``start``; one left open ends with its list."""
    depth = 0
    for position in range(start, min(end, start + _LONGEST)):
        depth += (text[position] in _OPEN) - (text[position] in _CLOSE)
        if depth == 0:
            return position + 1
    return _list_end(text, start + 1, end)


def _list_end(text: str, start: int, end: int) -> int:
    match = _LIST_END.search(text, start, end)
    return min(match.start() if match else end, start + _LONGEST)


def _shares(
    text: str, start: int, end: int, table: DepartmentTable
) -> tuple[int, list[tuple[Actor, Role]]]:
    """Bodies and their parts, and the offset up to which the text is such a list.

    A label names the part of the bodies behind it, a closing word that of the bodies before it
    ("省财政厅，省税务局负责"). Without either, and at the first words that name no body, it is no
    note: （由纳税人负责填写）.
    """
    shares: list[tuple[Actor, Role]] = []
    waiting: list[Actor] = []  # bodies whose part is still to be told
    labelled: Role | None = None
    closing: re.Match[str] | None = None
    read = start
    for left, right in _parts(text, start, end, "，,；;。"):
        if label := _LABEL.match(text, left, right):
            shares += [(actor, labelled or Role.RESPONSIBLE) for actor in waiting]
            waiting, labelled = [], _ROLE_OF_WORD[label["role"]]
            left = label.end()
        closing = _CLOSING.search(text[left:right])
        stop = left + closing.start() if closing else right
        bodies, whole = _bodies(text, left, stop, table)
        if not whole and not (labelled and bodies):
            if not shares and not labelled:
                return start, []
            break
        waiting += bodies
        read = right
        if closing:
            shares += [(actor, _ROLE_OF_WORD[closing["role"]]) for actor in waiting]
            waiting = []
        if not whole:
            read = bodies[-1].end
            break
    if waiting and labelled:
        shares += [(actor, labelled) for actor in waiting]
    elif waiting and not closing:
        return (read, shares) if shares else (start, [])
    return read, shares


def _bodies(text: str, start: int, end: int, table: DepartmentTable) -> tuple[list[Actor], bool]:
    """The bodies of a list such as 市财政局、市税务局等, and whether it names nothing else."""
    bodies: list[Actor] = []
    for left, right in _parts(text, start, end, "、/ \u3000"):
        tail = _TAIL.search(text[left:right])
        right = left + tail.start() if tail else right
        left += len(re.match("(?:由|以及|并由|和|及)?", text[left:right])[0])  # type: ignore[index]
        if left == right:
            continue
        found = list(_joined(text, left, right, table))
        if not found:
            return bodies, False
        bodies += found
    return bodies, True


def _joined(text: str, start: int, end: int, table: DepartmentTable) -> Iterator[Actor]:
    """One body, or two that are joined by 和 or 会同 (文化和旅游局 is one)."""
    if body := body_named(text, start, end, table):
        for half in re.finditer("会同|以及|[和及与]", text[start:end]):
            first = body_named(text, start, start + half.start(), table, strict=True)
            second = body_named(text, start + half.end(), end, table, strict=True)
            if first and second:
                yield first
                yield second
                return
        yield body


def _parts(text: str, start: int, end: int, marks: str) -> Iterator[tuple[int, int]]:
    """Spans between marks that stand outside brackets, without white space at their edges."""
    depth, left = 0, start
    regions = _REGIONS.match(text, start, end)
    for position in range(start, end + 1):
        c = text[position] if position < end else ""
        depth += (c in _OPEN) - (c in _CLOSE) if c else 0
        one_name = regions and position < regions.end()
        if not c or (c in marks and depth <= 0 and not one_name):
            span = text[left:position]
            begin = left + len(span) - len(span.lstrip())
            if span.strip():
                yield begin, begin + len(span.strip())
            left = position + 1
            regions = _REGIONS.match(text, left, end)


def _matter_start(
    document: Document, provision: Provision, left: int, note: int, noted: set[int]
) -> int:
    """Where the words begin that a note at ``note`` is about.

    They stand between it and the note before it; a note alone in its paragraph is about the
    paragraphs before it under the same heading, else about the heading.
    """
    text = document.text
    start = _words_start(text, left, note)
    if note - start >= 4 or left > provision.start:
        return start
    found = provision.start
    index = document.provisions.index(provision)
    for before in reversed(document.provisions[:index]):
        heads = before.kind is ProvisionKind.HEADING and found == provision.start
        same = before.kind is ProvisionKind.PARAGRAPH and before.path == provision.path
        if not (heads or same) or before.start in noted or note - before.start > _FARTHEST:
            break
        found = before.start
        if heads:
            break
    return _words_start(text, found, note)


def _words_start(text: str, start: int, end: int) -> int:
    """Behind marks and the number of an item."""
    start += len(re.match(r"[\s，。；：:;,）)]*", text[start:end])[0])  # type: ignore[index]
    marker = marker_at(text, start)
    if marker and marker.end < end:
        start = marker.end
    inner = next(iter(inline_markers(text, start, end)), None)
    if inner and not re.search("[。；，]", text[start : inner.start]):
        start = inner.end  # a heading run into its item
    return start + len(re.match(r"\s*", text[start:end])[0])  # type: ignore[index]


def _task(text: str, start: int, end: int) -> str:
    """The sentences from ``start``, as many as can be read at a glance; at least the first."""
    stop = start
    for _, right in sentence_spans(text, start, end):
        if stop > start and right - start > _TASK:
            break
        stop = right
    task = text[start:stop].strip("，。；：:;（([【 \n\u3000")
    return task if len(re.sub(r"[\W\d]", "", task)) >= 4 else ""
