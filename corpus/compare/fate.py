"""What became, in the new version of a document, of words of the old one that somebody relies on."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.compare.comparison import Comparison, Kind, Line
from corpus.compare.folded import Span, folded


class Fate(StrEnum):
    """What became of words."""

    KEPT = "未变"
    CHANGED = "已修改"
    GONE = "已删去"


@dataclass(frozen=True, slots=True)
class Fallen:
    """The fate of words. ``new``: spans of what stands in the new version instead, none where nothing
    does; ``label``: in which article."""

    fate: Fate
    new: tuple[Span, ...] = ()
    label: str = ""


def fate_of(comparison: Comparison, span: Span) -> Fallen:
    """What became of ``span`` of the old text.

    Words that stand in no article (a title, a signature) are kept where the new text has them, too.
    """
    lines = [line for line in comparison.lines if line.old and _meet(_whole(line), span)]
    if not lines:
        return _found(comparison, span)
    touched: list[Span] = []
    label = ""
    changed = gone = False
    for line in lines:
        if line.new is None:
            gone = True
            continue
        label = label or line.new.label
        for change in line.changes:
            if any(_touch(hunk.old, span) for hunk in change.hunks):
                changed = True
                touched += [change.new] if change.new[0] < change.new[1] else []
                gone = gone or not touched
    if changed and touched:
        return Fallen(Fate.CHANGED, tuple(dict.fromkeys(touched)), label)
    if gone or changed:
        return Fallen(Fate.GONE, (), label)
    kept = next(line for line in lines if line.new is not None)
    assert kept.new is not None
    return Fallen(Fate.KEPT, (_within(comparison, kept, span),), label)


def _whole(line: Line) -> Span:
    return (line.old.start, line.old.end) if line.old else (0, 0)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _touch(hunk: Span, span: Span) -> bool:
    """Whether words that differ lie in a span; what was put in lies where the words before it end."""
    if hunk[0] < hunk[1]:
        return _meet(hunk, span)
    return span[0] < hunk[0] <= span[1]


def _within(comparison: Comparison, line: Line, span: Span) -> Span:
    """The same words in the new article, or the whole of it."""
    assert line.new is not None
    words = folded(comparison.old.text, *span)
    article = folded(comparison.new.text, line.new.start, line.new.end)
    at = article.text.find(words.text) if words.text else -1
    if at < 0:
        return line.new.start, line.new.end
    return article.span(at, at + len(words.text))


def _found(comparison: Comparison, span: Span) -> Fallen:
    words = comparison.old.text[slice(*span)]
    at = comparison.new.text.find(words) if words else -1
    return Fallen(Fate.KEPT, ((at, at + len(words)),)) if at >= 0 else Fallen(Fate.GONE)


def is_new(comparison: Comparison, span: Span) -> bool:
    """Whether words of the new text were put in, or hold some that were."""
    for line in comparison.lines:
        if line.new is None or not _meet((line.new.start, line.new.end), span):
            continue
        if line.kind is Kind.ADDED:
            return True
        if any(_touch(hunk.new, span) for change in line.changes for hunk in change.hunks):
            return True
    return False
