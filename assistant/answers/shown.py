"""Units and lists as an answer shows them: whole where short, else each item by its heading or its
first words, with how many there are."""

from __future__ import annotations

from assistant.answers.base import Draft
from assistant.blocks import Listing, Mark, Paragraph, Quote, Text
from corpus.document import Document, Provision
from corpus.language.sentences import clause_spans, phrase_spans, trimmed
from corpus.structure.lists import Item, ItemList
from corpus.structure.units import Span, Unit, name_of, opening_of

WHOLE = 700  # characters of a list that is shown in full
HEADED = 300  # … whose items have headings, which say enough
_MOST = 15  # items of such a list; more are shortened
_SHORTEST = 24  # characters of an item, the least to which it is shortened
_TEXT = 480  # characters of a text that is quoted in full, and of the beginning of a longer one
_LEAD = 60  # characters of a lead-in; of a longer one its last phrases
_OPENING = 60  # characters shown of what stands under a chapter
_ENDS = "：:。；; "
_COUNTER = {0: "编", 1: "章", 2: "节", 3: "条"}


def list_blocks(document: Document, found: ItemList, draft: Draft, whole: int = WHOLE) -> None:
    """Add a list to the draft: what it lists and how many, then all items; in full where they have
    no more than ``whole`` characters."""
    n = len(found.items)
    lead = _lead(document.text, found)
    own = found.lead
    if not found.announced:  # the label of a heading is not said
        own = trimmed(document.text, max(found.unit.label[1], found.lead[0]), found.lead[1])
    mark = _cited(document, own, draft)
    draft.blocks.append(
        Listing(
            tuple(_items(document, found.items, draft, whole)), (f"{lead}（共{n}项）", mark, "：")
        )
    )


def _items(document: Document, items: tuple[Item, ...], draft: Draft, most: int) -> list[Text]:
    whole = sum(item.end - item.start for item in items) <= most and len(items) <= _MOST
    room = max(_SHORTEST, WHOLE // len(items))
    shown: list[Text] = []
    for item in items:
        if whole:
            shown += _in_full(document, item, draft)
        else:
            shown.append(_shortened(document, item, room, draft))
    return shown


def _in_full(document: Document, item: Item, draft: Draft, depth: int = 0) -> list[Text]:
    """An item and those below it, each a line."""
    end = item.items[0].start if item.items else item.end
    mark = _cited(document, (item.start, item.end), draft)
    lines: list[Text] = [("　" * depth + plain(document.text[item.start : end]), mark)]
    for below in item.items:
        lines += _in_full(document, below, draft, depth + 1)
    return lines


def _shortened(document: Document, item: Item, room: int, draft: Draft) -> Text:
    """An item by its heading, or its first clauses up to ``room`` characters."""
    if item.titled:
        span = item.title
    else:
        end = item.items[0].start if item.items else item.end
        span = beginning(document.text, (item.start, end), room)
    mark = _cited(document, span, draft)
    cut = span[1] < item.end and not item.titled
    words = plain(document.text[slice(*span)])
    return (cut_short(words) if cut else words, mark)


def cut_short(words: str) -> str:
    """Words that go on in the document."""
    return words.rstrip("，,、：:；; ") + "……"


def _lead(text: str, found: ItemList) -> str:
    """What a list lists, in the words that announce it."""
    unit = found.unit
    if not found.announced:
        return name_of(text, unit)
    start, end = found.lead
    if start <= unit.label[0] < end:
        start = max(start, unit.label[1])
    words = [plain(text[a:b]) for a, b in phrase_spans(text, start, end)]
    while len(words) > 1 and sum(map(len, words)) > _LEAD:
        words.pop(0)
    lead, name = "".join(words).strip(_ENDS), name_of(text, unit)
    return f"{name}：{lead}" if unit.marker and name and name not in lead else lead


def unit_blocks(document: Document, unit: Unit, draft: Draft) -> None:
    """Add a unit: its text, or what stands under it."""
    if unit.children and (unit.end - unit.start > _TEXT or any(c.titled for c in unit.children)):
        _outline(document, unit, draft)
    elif unit.children:
        _article(document, unit, draft)
    else:
        text_blocks(document, (unit.start, unit.end), draft, unit)


def _outline(document: Document, unit: Unit, draft: Draft) -> None:
    """A unit by what stands under it, each by its heading or its first sentence."""
    text = document.text
    own = opening_of(text, unit)
    name = plain(text[slice(*own)]).strip(_ENDS)
    counted = f"共{len(unit.children)}{_COUNTER.get(unit.children[0].rank, '项')}"
    lead = (f"{name}（{counted}）", _cited(document, own, draft), "：")
    items: list[Text] = []
    whole = unit.end - unit.start <= WHOLE
    for child in unit.children:
        span = (child.start, child.end) if whole else _opening(text, child)
        cut = span[1] < child.end and not child.titled
        mark = _cited(document, span, draft)
        items.append(
            (cut_short(plain(text[slice(*span)])) if cut else plain(text[slice(*span)]), mark)
        )
    draft.blocks.append(Listing(tuple(items), lead))


def _opening(text: str, unit: Unit) -> Span:
    return unit.title if unit.titled else beginning(text, opening_of(text, unit), _OPENING)


def _article(document: Document, unit: Unit, draft: Draft) -> None:
    """An article with its items, each a line, and the paragraphs behind them."""
    text = document.text
    first = unit.children[0].start
    mark = draft.cite(document, _provision(document, unit.start), unit.start, unit.end)
    lead = (plain(text[unit.start : first]).rstrip(_ENDS), mark, "：")
    lines: list[Text] = [(plain(text[a:b]), mark) for a, b in _lines(text, first, unit.end)]
    draft.blocks.append(Listing(tuple(lines), lead))


def _lines(text: str, start: int, end: int) -> list[Span]:
    spans, at = [], start
    for line in text[start:end].splitlines(keepends=True):
        span = trimmed(text, at, at + len(line))
        at += len(line)
        if span[0] < span[1]:
            spans.append(span)
    return spans


def text_blocks(document: Document, span: Span, draft: Draft, unit: Unit | None = None) -> None:
    """Add words as they stand, a long text by its beginning and how long it is."""
    text = document.text
    start, end = span
    label = ""
    if unit is not None and unit.titled and unit.title[1] < end:
        label = plain(text[slice(*unit.title)]).strip(_ENDS)
        start = trimmed(text, unit.title[1], end)[0]
    shown = beginning(text, (start, end), _TEXT)
    mark = draft.cite(document, _provision(document, start), start, shown[1])
    draft.blocks.append(Quote(text[start : shown[1]], mark, label=label))
    if shown[1] < end:
        draft.blocks.append(Paragraph((f"以上是开头部分，全文共{end - start}字，请看原文。",)))


def beginning(text: str, span: Span, room: int) -> Span:
    """The first clauses of a text, at least one, or else phrases, up to ``room`` characters."""
    start, end = span
    if end - start <= room:
        return span
    for cut in (clause_spans, phrase_spans):
        ends = [b for _, b in cut(text, start, end) if b - start <= room]
        if ends and ends[-1] - start >= room // 3:
            return start, ends[-1]
    return trimmed(text, start, min(end, start + room))


def plain(words: str) -> str:
    """Words on one line."""
    return " ".join(words.split())


def _cited(document: Document, span: Span, draft: Draft) -> Mark:
    return draft.cite(document, _provision(document, span[0]), *span)


def _provision(document: Document, at: int) -> Provision:
    return next(iter(document.provisions_between(at, at + 1)))
