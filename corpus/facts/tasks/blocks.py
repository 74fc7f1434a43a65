"""Who is charged and until when, as it is written behind an item: in a bracket, or on lines of its own.

（责任单位：甲、乙；完成时限：2025年底前）, （甲牵头，乙配合）, and 牵头单位：… 参与单位：… 完成时限：… on lines
of their own are each one block.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.document import Document, ProvisionKind
from corpus.facts.duties.duty import Role
from corpus.facts.duties.notes import Note, find_notes
from corpus.language.deadlines import Deadline, labelled_deadline
from corpus.language.departments import DepartmentTable

_TIME_LABEL = re.compile(
    r"(?:工作|任务|计划|预计|要求|建议)?(?:完成|办理|办结|推进|整改|落实|实施|进度|牵头)?"
    r"(?:时限|期限|时间节点|时间进度|时间要求|时间安排|时间|节点|进度安排)(?:要求|安排)?\s*[：:]\s*"
)
_TIME_END = re.compile(r"[；;。）)】〕\]\n]|[\s\u3000]+(?=\S{2,8}[：:])")
_LEADER_LABEL = re.compile(
    r"(?:责任|分管|牵头|挂牌|包抓|联系)?(?:领导|人)\s*[：:][^；;。）)】〕\]\n]{0,60}"
)
_BETWEEN = re.compile(r"[\s\u3000；;，,。、）)】〕\]]*")
_BODY = (ProvisionKind.PARAGRAPH, ProvisionKind.HEADING)  # tables are read row by row
# （…，列首位的为牵头单位）: the order of a list ranks it.
_FIRST_LEADS = re.compile(
    "(?:列|排|位列|位居|排列)(?:名)?(?:在)?(?:首位?|第一位?|第一的|最前)[^。；]{0,12}(?:牵头|主要?责任|主办)|"
    "(?:首位|第一个?|第一家|首个)(?:责任)?(?:单位|部门)?[^。；，]{0,4}(?:为|是)[^。；]{0,6}(?:牵头|主办|总牵头)"
)
_MORE = re.compile("等(?:[^、等]{0,8}(?:部门|单位|机构))?$")


@dataclass(frozen=True, slots=True)
class Block:
    """``lead`` and ``partners`` are names as written."""

    start: int
    end: int
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    deadline: Deadline | None


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    note: Note | None = None
    deadline: Deadline | None = None


def find_blocks(document: Document, table: DepartmentTable, issued: date | None) -> list[Block]:
    """The blocks of a document in reading order."""
    text = document.text
    first_leads = bool(_FIRST_LEADS.search(text))
    groups: list[list[_Piece]] = []
    for piece in sorted(_pieces(document, table, issued), key=lambda p: (p.start, -p.end)):
        last = groups[-1][-1] if groups else None
        if last is not None and piece.start < last.end:
            if piece.deadline and last.note:  # inside the bracket of a note
                groups[-1].append(_Piece(piece.start, last.end, deadline=piece.deadline))
            continue
        joined = last is not None and _BETWEEN.fullmatch(text[last.end : piece.start])
        if joined and not _repeats(groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [_block(group, first_leads) for group in groups if any(p.note for p in group)]


def _pieces(document: Document, table: DepartmentTable, issued: date | None) -> Iterator[_Piece]:
    text = document.text
    for provision in document.provisions:
        if provision.kind not in _BODY:
            continue
        for note in find_notes(text, provision.start, provision.end, table):
            yield _Piece(note.start, note.end, note=note)
        for label in _TIME_LABEL.finditer(text, provision.start, provision.end):
            stop = _TIME_END.search(text, label.end(), provision.end)
            end = stop.start() if stop else provision.end
            if label.end() < end <= label.end() + 60:
                deadline = labelled_deadline(text, label.end(), end, issued)
                yield _Piece(label.start(), end, deadline=deadline)
        for leader in _LEADER_LABEL.finditer(text, provision.start, provision.end):
            yield _Piece(leader.start(), leader.end())


def _repeats(group: list[_Piece], piece: _Piece) -> bool:
    """Whether a piece begins another block: what it tells was told in this one already."""
    if piece.deadline:
        return any(p.deadline for p in group)
    if piece.note is None:
        return False
    roles = {role for p in group if p.note for _, role in p.note.shares}
    return not roles.isdisjoint(role for _, role in piece.note.shares)


def _block(group: list[_Piece], first_leads: bool) -> Block:
    shares = [share for piece in group if piece.note for share in piece.note.shares]
    named = {role: tuple(_plain(a.name) for a, r in shares if r is role) for role in Role}
    lead, responsible = named[Role.LEAD], named[Role.RESPONSIBLE]
    partners = named[Role.SUPPORT] + named[Role.TOGETHER]
    if lead:  # where somebody leads, the responsible ones stand beside
        partners = responsible + partners
    elif first_leads and len(responsible) > 1:
        lead, partners = responsible[:1], responsible[1:] + partners
    else:
        lead = responsible
    lead = tuple(dict.fromkeys(lead))
    partners = tuple(name for name in dict.fromkeys(partners) if name not in lead)
    deadline = next((p.deadline for p in group if p.deadline), None)
    end = max(p.end for p in group)
    return Block(group[0].start, end, lead, partners, deadline)


def _plain(name: str) -> str:
    """A name without what only says that there are more (省财政厅等省级相关部门)."""
    return _MORE.sub("", name) if len(_MORE.sub("", name)) > 1 else name
