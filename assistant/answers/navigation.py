"""What stands at an address: 第五部分第三条, 基本原则第二条, 第十一条第（六）项, 附件2第3项."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from assistant.answers.base import Bid, Draft
from assistant.answers.meant import Meant, meant
from assistant.answers.shown import text_blocks, unit_blocks
from assistant.blocks import Lead
from assistant.evidence.asked import Asked
from assistant.understanding.address import LAST, Level, Step, steps_of, without_address
from assistant.understanding.kinds import QuestionKind
from corpus.language.markers import unnumbered
from corpus.language.words import content_words, fold
from corpus.structure.addressed import (
    BOOK_RANK,
    CHAPTER_RANK,
    FIRST_RANKS,
    SECOND_RANKS,
    SECTION_RANK,
    articles,
    divisions,
    labelled,
    paragraph_spans,
    run_on,
    top,
)
from corpus.structure.units import Span, Unit, clauses_of, name_of

_SURELY = 0.93
_KINDS = (QuestionKind.NAVIGATION, QuestionKind.OVERVIEW)
_LIKELY = 0.5  # share of these among the kinds
_OPENS = 24  # characters in which a paragraph says what it is about
_COUNTERS = {
    Level.BOOK: "编", Level.CHAPTER: "章", Level.SECTION: "节", Level.PART: "个部分",
    Level.ARTICLE: "条", Level.CLAUSE: "款", Level.ITEM: "项", Level.PARAGRAPH: "段",
    Level.FIRST: "个部分", Level.SECOND: "项", Level.ANNEX: "个附件",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address leads: ``unit`` or the ``span`` of a text in it; or ``missing``, the step that
    leads nowhere, with how many there are."""

    unit: Unit
    span: Span | None = None
    missing: Step | None = None
    count: int = 0


class Navigation:
    """Gives the text of the place that a question names."""

    name: ClassVar[str] = "navigation"

    def bid(self, asked: Asked) -> Bid | None:
        """Found: the document and the place."""
        question = asked.question
        likely = sum(question.shares.get(kind, 0.0) for kind in _KINDS) >= _LIKELY
        steps = steps_of(question.original) or steps_of(question.text)
        if not steps and not likely:
            return None
        about = meant(asked)
        if about is None:
            return None
        followup = question.original != question.text
        own = question.original if followup else about.rest
        scope, named = heading_named(about)
        if steps and not followup:
            steps = steps_of(own)  # 2017年第二批 in a title is no address
        if not steps and scope is None:
            return None
        left = [w for w in about.left(without_address(own)) if w not in named]
        place = resolve(about, steps, scope)
        if left and place.missing is None and place.span is None:
            narrowed = _narrowed(about.document.text, place.unit, left)
            place, left = (Place(place.unit, narrowed), []) if narrowed else (place, left)
        if left and not likely:
            return None
        return Bid(_SURELY, (about, place), settles_scope=True)

    def answer(self, asked: Asked, bid: Bid) -> Draft:
        """The text; or that there is no such place, and how many there are."""
        about, place = bid.found
        draft = Draft()
        if place.missing is not None:
            draft.status = "not_found"
            draft.blocks.append(Lead((_missing(about, place),)))
        elif place.span is not None:
            text_blocks(about.document, place.span, draft)
        else:
            unit_blocks(about.document, place.unit, draft)
        return draft


def _missing(about: Meant, place: Place) -> str:
    step = place.missing
    assert step is not None
    counter = _COUNTERS[step.level]
    where = name_of(about.document.text, place.unit) if place.unit.marker else ""
    named = f"《{about.document.title}》" + (f"的“{where}”" if where else "")
    there = f"共{place.count}{counter}，" if place.count else ""
    return f"{named}{there}没有{step.words}。"


def heading_named(about: Meant) -> tuple[Unit | None, list[str]]:
    """The deepest unit whose heading stands in the question word by word, and these words."""
    best: tuple[int, int, Unit, list[str]] | None = None
    rest = fold(about.rest)
    for root in (about.unit, *about.units):
        for unit in root.walk():
            words = content_words(unnumbered(name_of(about.document.text, unit)))
            if unit.marker is None or not words or any(w not in rest for w in words):
                continue
            rank = (sum(map(len, words)), -unit.rank)
            if best is None or rank > best[:2]:
                best = (*rank, unit, words)
    return (best[2], best[3]) if best else (None, [])


def resolve(about: Meant, steps: list[Step], scope: Unit | None) -> Place:
    """Follow the steps from the heading that is named, else from the part that is meant."""
    text = about.document.text
    roots = [about.unit, *(u for u in about.units if u is not about.unit)]
    if not steps:
        return Place(scope or about.unit)
    if scope is not None:
        place = _follow(text, scope, steps)
        if place.missing is None:
            return place
    if steps[0].level is Level.ANNEX:
        return _annex(about, steps)
    places = [_follow(text, root, steps) for root in roots]
    reached = next((p for p in places if p.missing is None), None)
    return reached or _flattened(text, roots, steps) or max(places, key=lambda p: p.count)


def _flattened(text: str, roots: list[Unit], steps: list[Step]) -> Place | None:
    """The place where numbering goes on within lines, which the outline does not see."""
    if steps[-1].level not in (Level.ARTICLE, Level.ITEM):
        return None
    spans = ((root, run_on(text, root, steps[-1].value)) for root in roots)
    return next((Place(root, span) for root, span in spans if span), None)


def _annex(about: Meant, steps: list[Step]) -> Place:
    annexes = [unit for unit in about.units if unit.path]
    value = steps[0].value
    of_label = [u for u in annexes if any(s.value == value for s in steps_of(u.path[0][:8]))]
    found = of_label or annexes[value - 1 : value]
    if not found:
        return Place(about.unit, missing=steps[0], count=len(annexes))
    return _follow(about.document.text, found[0], steps[1:])


def _follow(text: str, unit: Unit, steps: list[Step]) -> Place:
    span: Span | None = None
    for step in steps:
        units, spans = _counted(text, unit, step.level)
        if units:
            value = units[-1].value if step.value == LAST else step.value
            found = next((u for u in units if u.value == value), None)
            if found is None:
                return Place(unit, missing=step, count=len(units))
            unit, span = found, None
        else:
            at = len(spans) - 1 if step.value == LAST else step.value - 1
            if not 0 <= at < len(spans):
                return Place(unit, missing=step, count=len(spans))
            span = spans[at]
    return Place(unit, span)


def _counted(text: str, unit: Unit, level: Level) -> tuple[list[Unit], list[Span]]:
    """What a step counts in a unit: units, or spans of text."""
    match level:
        case Level.BOOK:
            return divisions(unit, BOOK_RANK), []
        case Level.CHAPTER:
            return divisions(unit, CHAPTER_RANK), []
        case Level.SECTION:
            return divisions(unit, SECTION_RANK), []
        case Level.PART:
            return top(unit), []
        case Level.ARTICLE:
            return articles(unit), []
        case Level.FIRST:
            return labelled(unit, FIRST_RANKS), []
        case Level.SECOND:
            return labelled(unit, SECOND_RANKS), []
        case Level.CLAUSE:
            return [], clauses_of(text, unit)
        case Level.PARAGRAPH:
            return [], paragraph_spans(unit)
        case _:
            return list(unit.children), list(unit.rows)


def _narrowed(text: str, unit: Unit, words: list[str]) -> Span | None:
    """The paragraph or item under a unit that opens with one of these words, None unless just one
    does."""
    spans = [*unit.own, *((c.start, c.end) for c in unit.children)]
    opens = [s for s in spans if any(w in fold(text[s[0] : s[0] + _OPENS]) for w in words)]
    return opens[0] if len(opens) == 1 else None
