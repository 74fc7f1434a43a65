"""What an address counts: the 章, 条, 款, 项 of a part of a document.

Rules are counted by 条 through all chapters. Other documents have none: there 第三条 of a section is
its third item, and of the whole document the third of the items that are numbered on through it.
"""

from corpus.language.markers import ARTICLE_RANK, LIST_RANK, inline_markers
from corpus.language.sentences import trimmed
from corpus.structure.units import Span, Unit, runs_of

BOOK_RANK, CHAPTER_RANK, SECTION_RANK = 0, 1, 2
FIRST_RANKS, SECOND_RANKS = (4,), (5, LIST_RANK + 1)  # 一、; （一） and （1）
# 第N条 of a document without articles: the finest numbering that goes on through all of it
_COUNTED = (5, LIST_RANK, 4)


def of_rank(scope: Unit, *ranks: int) -> list[Unit]:
    """The units of these ranks in a unit, in reading order, itself not among them."""
    return [unit for unit in scope.walk() if unit is not scope and unit.rank in ranks]


def top(root: Unit) -> list[Unit]:
    """What a part is divided into: its items of the first level."""
    highest = min((unit.rank for unit in root.children), default=0)
    return [unit for unit in root.children if unit.rank == highest]


def divisions(scope: Unit, rank: int) -> list[Unit]:
    """The units of a rank (章, 节) in a unit; where there are none, its first level."""
    return of_rank(scope, rank) or top(scope)


def articles(scope: Unit) -> list[Unit]:
    """The 条 in a unit; where it has none, the items that are counted like them."""
    found = of_rank(scope, ARTICLE_RANK)
    if found:
        return found
    if scope.marker is None:
        for rank in _COUNTED:
            numbered = of_rank(scope, rank)
            if len(numbered) > 1 and len(runs_of(numbered)) == 1 and numbered[0].value == 1:
                return numbered
    return top(scope)


def labelled(scope: Unit, ranks: tuple[int, ...]) -> list[Unit]:
    """The items of these ranks right under a unit; anywhere in it where it has none."""
    return [unit for unit in scope.children if unit.rank in ranks] or of_rank(scope, *ranks)


def run_on(text: str, root: Unit, value: int) -> Span | None:
    """The item of that number in text that lost its line breaks, where numbering goes on within
    lines (…各银行机构 7.落实税收优惠政策。…): up to the next number, or the end of the line."""
    found = inline_markers(text, root.start, root.end)
    for marker in found:
        if marker.value != value or marker.rank not in _COUNTED:
            continue
        others = {m.value: m.start for m in found if m.rank == marker.rank}
        if value - 1 in others or value + 1 in others:
            line = text.find("\n", marker.start, root.end)
            ends = [at for at in (others.get(value + 1, -1), line) if at > marker.start]
            return trimmed(text, marker.start, min([*ends, root.end]))
    return None


def paragraph_spans(scope: Unit) -> list[Span]:
    """The spans of the paragraphs in a unit, those of its items included."""
    return sorted(span for unit in scope.walk() for span in unit.own)
