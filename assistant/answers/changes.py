"""新旧对照 in a conversation: what changed from the old text to the new one, what matters first."""

import re
from collections.abc import Iterator
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.changes_told import cell, column, in_short, named, opening, order
from assistant.blocks import Lead, Listing, Paragraph, Table, Text
from assistant.evidence.asked import Asked
from assistant.evidence.changes import Told, about, narrowed
from assistant.evidence.versions import Unnamed, Versions, unnamed, versions_meant
from assistant.understanding.versions import compares_versions, differs, was_changed
from corpus.compare.comparison import Change, Comparison, Kind, Line, compare
from corpus.compare.written import heading, summary

_SURELY = 0.93
_ONLY_ONE = 0.86  # where the other version is not at hand
_MOST_ROWS = 5
_WIDE, _NARROW = 90, 48  # characters of a cell
_MOST_ARTICLES = 4  # added or deleted ones that are named
_MOST_PAIRS = 8  # that are named where a question names none
_ADDED = re.compile("新增|增加|加了|多了|添了")
_DELETED = re.compile("删|去掉|取消|少了|不再")


class Changes:
    """Answers what is different between two versions that are both at hand."""

    name: ClassVar[str] = "changes"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the versions."""
        text = asked.question.text
        if not compares_versions(text) and not (differs(text) and len(asked.named) > 1):
            return None
        if which := unnamed(asked):
            if len(which.pairs) != 1:
                return Bid(_SURELY, which, settles_scope=True)
            return Bid(_SURELY, Versions(*which.pairs[0]), settles_scope=True)
        versions = versions_meant(asked)
        if versions is None:
            return Bid(_ONLY_ONE, Unnamed(()), settles_scope=True) if was_changed(text) else None
        return Bid(_ONLY_ONE if versions.only else _SURELY, versions, settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The changes that the question is about, or all that matter, each with both texts."""
        if isinstance(bid.found, Unnamed):
            return _which(bid.found)
        versions: Versions = bid.found
        if versions.old is None or versions.new is None:
            return _only_one(versions)
        comparison = compare(versions.old, versions.new)
        draft = Draft()
        topic = about(asked, comparison)
        if topic:
            told = narrowed(asked, comparison, topic)
            if told.changes or told.articles:
                _tell(comparison, told, draft)
            elif told.unchanged:
                _unchanged(comparison, told.unchanged[0], draft)
        if not draft.blocks:  # no matter is asked about, or one that neither version names so
            _overview(asked.question.text, comparison, draft)
        draft.notices_at = len(draft.blocks)
        return draft


def _tell(comparison: Comparison, told: Told, draft: Draft) -> None:
    """The changes on one matter: in short, then side by side."""
    rows = told.changes[:_MOST_ROWS]
    if rows:
        draft.blocks.append(Lead((in_short(comparison, [change for _, change in rows]),)))
        draft.blocks.append(_table(comparison, rows, draft, _WIDE))
    for kind in (Kind.ADDED, Kind.DELETED):
        if own := [line for line in told.articles if line.kind is kind]:
            _articles(comparison, own, draft, alone=not draft.blocks)


def _overview(text: str, comparison: Comparison, draft: Draft) -> None:
    """All changes: how many, those that matter, what was added and what deleted."""
    added = [line for line in comparison.lines if line.kind is Kind.ADDED]
    deleted = [line for line in comparison.lines if line.kind is Kind.DELETED]
    rows = [
        (line, change)
        for line in comparison.lines
        for change in line.changes
        if change.what.important
    ]
    only_added, only_deleted = bool(_ADDED.search(text)), bool(_DELETED.search(text))
    none = ""
    if only_added != only_deleted:
        if lines := added if only_added else deleted:
            _articles(comparison, lines, draft, alone=True)
            return
        none = f"没有整条{'新增' if only_added else '删去'}的条文。"
    counted = f"{none}与{named(comparison.old)}相比，{named(comparison.new)}{summary(comparison)}"
    if not rows and not added and not deleted:
        draft.blocks.append(Lead((f"{counted}，没有实质变化。",)))
        return
    said = f"；要紧的变化{len(rows)}处" if rows else ""
    draft.blocks.append(Lead((f"{counted}{said}。",)))
    if rows:
        shown = order(rows)[:_MOST_ROWS]
        draft.blocks.append(_table(comparison, shown, draft, _NARROW))
        if len(rows) > len(shown):
            draft.blocks.append(
                Paragraph((f"另有{len(rows) - len(shown)}处，全文对照见“新旧对照”页。",))
            )
    for lines in (added, deleted):
        if lines:
            _articles(comparison, lines, draft, alone=False)


def _table(
    comparison: Comparison, rows: list[tuple[Line, Change]], draft: Draft, room: int
) -> Table:
    columns = ("条款", column(comparison.old, "旧"), column(comparison.new, "新"))
    told = tuple(
        (
            (f"{heading(line)}（{change.what.value}）",),
            cell(comparison.old, change.old, [h.old for h in change.hunks], draft, room),
            cell(comparison.new, change.new, [h.new for h in change.hunks], draft, room),
        )
        for line, change in rows
    )
    return Table(columns, told)


def _articles(comparison: Comparison, lines: list[Line], draft: Draft, *, alone: bool) -> None:
    """Articles that were added or deleted, each by its first words."""
    kind = lines[0].kind
    document = comparison.new if kind is Kind.ADDED else comparison.old
    word = "新增" if kind is Kind.ADDED else "删去"
    items: list[Text] = list(_openings(comparison, lines[:_MOST_ARTICLES], draft))
    if len(lines) > len(items):
        items.append((f"……另有{len(lines) - len(items)}条",))
    lead = f"{named(document)}{word}{len(lines)}条：" if alone else f"{word}{len(lines)}条："
    draft.blocks.append(Listing(tuple(items), (lead,)))


def _openings(comparison: Comparison, lines: list[Line], draft: Draft) -> Iterator[Text]:
    for line in lines:
        piece = line.new or line.old
        document = comparison.new if line.new else comparison.old
        if piece is not None:
            yield opening(document, piece, draft)


def _unchanged(comparison: Comparison, line: Line, draft: Draft) -> None:
    """What the question asks about is in both, and the same."""
    if line.old and line.new:
        items = (
            opening(comparison.new, line.new, draft, whole=True),
            opening(comparison.old, line.old, draft),
        )
        draft.blocks += [Lead(("这一点没有变化，新旧两版都规定：",)), Listing(items)]


def _only_one(versions: Versions) -> Draft:
    assert versions.only is not None
    if versions.namesakes:
        said = (
            f"资料库里有{versions.namesakes + 1}份文件都叫{named(versions.only)}，文中没有写明先后，分不清新旧；"
            "请在“新旧对照”页里选定旧文和新文再对照。"
        )
        return Draft([Lead((said,))], status="not_found")
    return Draft(
        [Lead((f"资料库里只有{named(versions.only)}这一版，没有另一版可以对照。",))],
        status="not_found",
    )


def _which(found: Unnamed) -> Draft:
    """Which text is meant is not said: those that are at hand in two versions, or that none is."""
    if not found.pairs:
        said = "资料库里没有读到所问文件的新旧两版，无法对照。任意两份文件可以在“新旧对照”页里选来对照。"
        return Draft([Lead((said,))], status="not_found")
    items = tuple((f"{named(old)} → {named(new)}",) for old, new in found.pairs[:_MOST_PAIRS])
    more = (
        f"（共{len(found.pairs)}组，列出{_MOST_PAIRS}组）" if len(found.pairs) > len(items) else ""
    )
    said = f"没有说是哪份文件。资料库里收有新旧两版的有{more}："
    options = tuple(f"{named(new)}前后两版有什么不同" for _, new in found.pairs[:3])
    return Draft([Listing(items, (said,))], options=options)
