"""How a change is told: in short, and as a cell of a table with its citation."""

import re
from collections.abc import Sequence

from assistant.answers.base import Draft
from assistant.answers.shown import beginning, cut_short, plain
from assistant.blocks import Text
from corpus.compare.comparison import Change, Comparison, Line
from corpus.compare.facts import What, stated_figures
from corpus.compare.folded import Span, lettered
from corpus.compare.pieces import Piece
from corpus.document import Document, Validity
from corpus.language.sentences import phrase_spans

_SWAP = 26  # characters of words that are told as “…改为…”
_PLAIN = 8  # … without quotation marks
_SHORT = 3  # changes in the first line
_HUNKS = 3  # … and of each the words
_OPENING = 60
_ISSUES = re.compile("(?:印发|发布|公布)《?(?P<rule>[^《》]{4,}?)》?的?通知$")
_DATE = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}年")


def named(document: Document) -> str:
    """《标题》 of the document, or of the rule that it issues, with what tells the versions apart."""
    said = _told_apart(document)
    inner = _ISSUES.search(document.title)
    title = inner["rule"] if inner else document.title
    return f"《{title}》" + (f"（{'，'.join(said)}）" if said else "")


def column(document: Document, side: str) -> str:
    """旧（2020年，已废止）: the title stands below the table."""
    said = _told_apart(document)
    return f"{side}（{'，'.join(said)}）" if said else side


def _told_apart(document: Document) -> list[str]:
    known = document.metadata
    dated = known.issued or known.effective or known.published
    said = [f"{dated.year}年"] if dated else []
    return said + (["已废止"] if known.validity is Validity.REPEALED else [])


def order(rows: Sequence[tuple[Line, Change]]) -> list[tuple[Line, Change]]:
    """What matters most first: figures, deadlines, duties, bodies, scope, wording."""
    return sorted(rows, key=lambda row: row[1].what.rank)


def in_short(comparison: Comparison, changes: Sequence[Change]) -> str:
    """The first line: 20万元改为30万元；新增“…”。"""
    told = [_swap(comparison, change) for change in changes[:_SHORT]]
    more = f"等{len(changes)}处" if len(changes) > _SHORT else ""
    return f"{'；'.join(dict.fromkeys(told))}{more}。"


def _swap(comparison: Comparison, change: Change) -> str:
    old, new = comparison.old.text, comparison.new.text
    if change.old[0] == change.old[1]:
        return f"新增“{_first(new, change.new)}”"
    if change.new[0] == change.new[1]:
        return f"删去“{_first(old, change.old)}”"
    telling = [
        hunk
        for hunk in change.hunks
        if lettered(old[slice(*hunk.old)]) or lettered(new[slice(*hunk.new)])
    ]
    if change.what in (What.FIGURE, What.DEADLINE):
        counted = [
            hunk
            for hunk in telling
            if _counts(old, hunk.old, change.old) or _counts(new, hunk.new, change.new)
        ]
        telling = counted or telling
    swaps = [
        _put(
            _first(old, _widened(old, hunk.old, change.old)),
            _first(new, _widened(new, hunk.new, change.new)),
        )
        for hunk in telling[:_HUNKS]
    ]
    return "，".join(dict.fromkeys(swaps))


def _counts(text: str, span: Span, clause: Span) -> bool:
    """Whether words hold a figure or a date, or a part of one."""
    return span[0] < span[1] and any(a < span[1] and span[0] < b for a, b in _figures(text, clause))


def _figures(text: str, clause: Span) -> list[Span]:
    own = text[slice(*clause)]
    spans = [(figure.start, figure.end) for figure in stated_figures(own)]
    spans += [match.span() for match in _DATE.finditer(own)]
    return [(a + clause[0], b + clause[0]) for a, b in spans]


def _put(before: str, after: str) -> str:
    if before and after:
        quoted = max(len(before), len(after)) > _PLAIN
        return f"“{before}”改为“{after}”" if quoted else f"{before}改为{after}"
    return f"加上“{after}”" if after else f"去掉“{before}”"


def _widened(text: str, span: Span, clause: Span) -> Span:
    """Words with the whole of the figures and dates that they are a part of: 20 → 20万元."""
    start, end = span
    if start == end:
        return span
    for a, b in _figures(text, clause):
        if a < span[1] and span[0] < b:
            start, end = min(start, a), max(end, b)
    return start, end


def _first(text: str, clause: Span) -> str:
    start, end = clause
    while start < end and not lettered(text[start]):
        start += 1
    shown = beginning(text, (start, end), _SWAP)
    words = plain(text[slice(*shown)])
    return cut_short(words) if shown[1] < end else words.rstrip("。；，,：:")


def cell(
    document: Document, clause: Span, changed: Sequence[Span], draft: Draft, room: int
) -> Text:
    """A clause with its mark, of one with more than ``room`` characters the phrases that differ;
    （无） where there is none."""
    start, end = clause
    if start >= end:
        return ("（无）",)
    provision = document.provision_at(start)
    assert provision is not None  # a clause is cut from provisions
    mark = draft.cite(document, provision, start, end)
    text = document.text
    if end - start <= room:
        return (plain(text[start:end]), mark)
    phrases = phrase_spans(text, start, end)
    kept = [p for p in phrases if any(p[0] <= a < p[1] or a < p[1] <= b for a, b in changed)]
    words, last = "", -1
    for phrase in kept or phrases[:1]:
        if len(words) + phrase[1] - phrase[0] > room and words:
            break
        gap = "" if last in (-1, phrase[0]) else "……"
        words += gap + plain(text[slice(*phrase)])
        last = phrase[1]
    return (words if last == end else cut_short(words), mark)


def opening(document: Document, piece: Piece, draft: Draft, *, whole: bool = False) -> Text:
    """An article by its number and its first words."""
    shown = (
        (piece.body, piece.end)
        if whole
        else beginning(document.text, (piece.body, piece.end), _OPENING)
    )
    start = next(at for at in range(shown[0], shown[1]) if not document.text[at].isspace())
    provision = document.provision_at(start)
    words = plain(document.text[start : shown[1]])
    said = words if shown[1] >= piece.end else cut_short(words)
    marks = (draft.cite(document, provision, start, shown[1]),) if provision else ()
    return (f"{piece.label}　{said}", *marks)
