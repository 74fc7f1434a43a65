"""The lists of a document: what announces each, and all of its items.

A list is announced by a sentence (有下列情形之一的，不予奖励：) or by a heading (三、申报材料) with numbered
items below it; by a paragraph that ends in a colon before others that end in ；; inside one sentence
(应提交：申报书；发票；营业执照。); or by a heading whose paragraphs each open with a topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.language.sentences import clause_spans, phrase_spans, sentence_spans, trimmed
from corpus.structure.units import Span, Unit, runs_of, tail_paragraphs

_COLON = "：:"
_ANNOUNCES = re.compile("下列|以下|如下|之一")
_FEWEST = 2  # items


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: ``text[start:end]``, all that stands under it included. ``title`` is the
    span of its heading or topic, empty where it has none."""

    start: int
    end: int
    title: Span = (0, 0)
    items: tuple[Item, ...] = ()

    @property
    def titled(self) -> bool:
        """Whether it has a heading."""
        return self.title[0] < self.title[1]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list. ``lead``: span of the words that announce it; ``announced``: they are a sentence, not a
    heading. ``unit``: where it stands."""

    lead: Span
    announced: bool
    items: tuple[Item, ...]
    unit: Unit

    @property
    def start(self) -> int:
        """Where its lead-in begins."""
        return self.lead[0]

    @property
    def end(self) -> int:
        """Where its last item ends."""
        return self.items[-1].end


def lists_of(document: Document, root: Unit) -> Iterator[ItemList]:
    """Every list of a part, in reading order of the units that they stand in."""
    for unit in root.walk():
        yield from _numbered(document.text, unit)
        yield from _topics(document, unit)
        yield from _unnumbered(document.text, unit)


def list_led_by(document: Document, root: Unit, start: int, end: int) -> ItemList | None:
    """The list that ``text[start:end]`` announces (its last words do), None where it announces none."""
    for found in lists_of(document, root):
        if found.announced and found.lead[0] < end <= found.lead[1] and start < found.lead[1]:
            return found
    return None


def announces(text: str, start: int, end: int) -> bool:
    """Whether words announce a list that follows them."""
    return start < end and text[end - 1] in _COLON


def _numbered(text: str, unit: Unit) -> Iterator[ItemList]:
    """Runs of numbered items, each with what announces it."""
    tails = tail_paragraphs(text, unit)
    for run in runs_of(unit.children):
        if len(run) < _FEWEST:
            continue
        items = tuple(_item(text, child) for child in run)
        stop = next((at for at in tails if items[-1].start < at < items[-1].end), None)
        if stop is not None:  # a paragraph behind the list is no part of its last item
            last = items[-1]
            items = (*items[:-1], Item(last.start, trimmed(text, last.start, stop)[1], last.title))
        if (lead := _lead_in(text, unit, run[0].start)) is not None:
            yield ItemList(lead, True, items, unit)
        elif unit.titled:
            yield ItemList(unit.title, text[unit.title[1] - 1] in _COLON, items, unit)


def _lead_in(text: str, unit: Unit, before: int) -> Span | None:
    """The sentence right before a list that announces it."""
    earlier = [span for span in unit.own if span[1] <= before]
    earlier += [
        (at, end)
        for child in unit.children
        for at, end in child.own[1:]
        if end <= before and not child.children
    ]
    if not earlier:
        return None
    last = max(earlier)
    if any(last[1] <= child.start < before for child in unit.children):
        return None
    sentence = (sentence_spans(text, *last) or [last])[-1]
    own = text[slice(*sentence)]
    return sentence if own[-1] in _COLON or _ANNOUNCES.search(own) else None


def _item(text: str, unit: Unit) -> Item:
    below = tuple(_item(text, child) for child in unit.children)
    return Item(unit.start, unit.end, unit.title if unit.titled else (0, 0), below)


def _topics(document: Document, unit: Unit) -> Iterator[ItemList]:
    """A heading whose paragraphs each open with a topic."""
    if not unit.titled or unit.children:
        return
    found = [(document.provision_at(start), start, end) for start, end in unit.own]
    topics = [
        Item(start, end, (start, start + len(provision.topic)))
        for provision, start, end in found
        if provision is not None and provision.topic and provision.start == start
    ]
    if len(topics) >= _FEWEST and len(topics) == len(unit.own):
        yield ItemList(unit.title, False, tuple(topics), unit)


def _unnumbered(text: str, unit: Unit) -> Iterator[ItemList]:
    """Paragraphs that end in ；behind one that ends in a colon, and lists within a sentence."""
    for at, (start, end) in enumerate(unit.own):
        if text[end - 1] in _COLON:
            items = list(_paragraphs(text, unit, at + 1))
            if len(items) >= _FEWEST:
                yield ItemList(sentence_spans(text, start, end)[-1], True, tuple(items), unit)
        for sentence in sentence_spans(text, start, end):
            if (found := _within(text, sentence, unit)) is not None:
                yield found


def _paragraphs(text: str, unit: Unit, at: int) -> Iterator[Item]:
    """The paragraphs from the one at index ``at`` that are items: up to the first that closes the
    list, which belongs to it where the one before ends in ；."""
    goes_on = True
    for (start, end), before in zip(unit.own[at:], unit.own[at - 1 :], strict=False):
        if not goes_on or any(before[1] <= child.start < start for child in unit.children):
            return
        goes_on = text[end - 1] in "；;"
        yield Item(start, end)


def _within(text: str, sentence: Span, unit: Unit) -> ItemList | None:
    """The list inside one sentence: items apart by ；behind a colon."""
    clauses = clause_spans(text, *sentence)
    if len(clauses) < _FEWEST:
        return None
    phrases = phrase_spans(text, *clauses[0])
    colon = next((end for _, end in phrases[:-1] if text[end - 1] in _COLON), None)
    if colon is None or text[colon].isdigit():  # 17:30 announces nothing
        return None
    first = trimmed(text, colon, clauses[0][1])
    items = (Item(*first), *(Item(*clause) for clause in clauses[1:]))
    return ItemList((sentence[0], colon), True, items, unit)
