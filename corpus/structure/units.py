"""The units of a document: each numbered item with all that stands under it, as a tree.

A provision is the smallest addressed text; what people ask for is mostly more: an article with its
paragraphs and items, a section with its headings. A unit begins at a label (第三章, （二）, 3.) and
reaches to where the next one of its rank begins, so that ``text[start:end]`` is the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.document import Document, Part, Provision, ProvisionKind
from corpus.language.markers import ARTICLE_RANK, Marker, marker_at
from corpus.language.sentences import sentence_spans, trimmed
from corpus.language.words import unspaced

Span = tuple[int, int]

_BODY = (ProvisionKind.HEADING, ProvisionKind.PARAGRAPH, ProvisionKind.ROW)
# 一、申请受理 北京市企业办理…: a heading whose line break was lost is followed by a blank.
_RUN_IN = re.compile(r"\s*(?P<title>[^\s。；：:]{2,45}?)(?=[\s\u3000]+\S)")
_SECTION_RANKS = (4, 5)  # 一、 and （一）
# （十）加强流通中现金管理。合理调配…: its first sentence is short.
_SENTENCE = re.compile(r"\s*[^。：:；\n]{2,32}。(?=\s*[^\s（(])")
_LINE = re.compile(r"\s*[^。：:；，\n]{2,24}(?<!的)。")


@dataclass(eq=False, slots=True)
class Unit:
    """A numbered item, or a part as a whole (``marker`` is None).

    ``title``: span of its heading, label included, empty where it has none (an article, an item that
    is text at once). ``own``: its paragraphs that stand under no item of it, each as the span of what
    is left of it behind the heading; ``rows``: the table rows. ``children``: the items one level below.
    """

    marker: Marker | None
    start: int
    end: int
    title: Span = (0, 0)
    parent: Unit | None = field(default=None, repr=False)
    own: list[Span] = field(default_factory=list)
    rows: list[Span] = field(default_factory=list)
    children: list[Unit] = field(default_factory=list)
    path: tuple[str, ...] = ()

    @property
    def rank(self) -> int:
        """The rank of its label, -1 for a part."""
        return self.marker.rank if self.marker else -1

    @property
    def value(self) -> int:
        """The number on its label, 0 for a part."""
        return self.marker.value if self.marker else 0

    @property
    def label(self) -> Span:
        """The span of its label, empty for a part."""
        return (self.marker.start, self.marker.end) if self.marker else (self.start, self.start)

    @property
    def titled(self) -> bool:
        """Whether it has a heading."""
        return self.title[0] < self.title[1]

    def above(self) -> list[Unit]:
        """The units that it stands in, innermost first."""
        found, unit = [], self.parent
        while unit is not None:
            found.append(unit)
            unit = unit.parent
        return found

    def walk(self) -> Iterator[Unit]:
        """This unit and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def units_of(document: Document) -> list[Unit]:
    """The tree of each part that has any text, in reading order."""
    found = (part_unit(document.text, part) for part in document.parts)
    return [unit for unit in found if unit is not None]


def part_unit(text: str, part: Part) -> Unit | None:
    """The tree of one part, None where it has no body."""
    body = [p for p in part.provisions if p.kind in _BODY]
    if not body:
        return None
    title = _title_of(part)
    root = Unit(None, body[0].start, body[-1].end, title, path=(part.name,) if part.name else ())
    current = root
    for provision in body:
        current = _placed(text, provision, current, root)
    _close(text, root)
    return root


def _title_of(part: Part) -> Span:
    titles = [p for p in part.provisions if p.kind is ProvisionKind.TITLE]
    return (titles[-1].start, titles[-1].end) if titles else (0, 0)


def _placed(text: str, provision: Provision, current: Unit, root: Unit) -> Unit:
    """Put a provision into the tree; returns the unit that what follows may belong to."""
    start, end = provision.start, provision.end
    marker = None if provision.kind is ProvisionKind.ROW else marker_at(text, start)
    if marker is not None and marker.end > end:
        marker = None
    path = provision.path
    opens = marker is not None and len(path) > len(root.path) and _begins(text, start, path[-1])
    unit = _open_at(current, path[:-1] if opens else path, root)
    if opens and marker is not None:
        unit = _opened(unit, marker, path, start)
        heading = provision.kind is ProvisionKind.HEADING
        if heading and not _runs_on(text, marker, end):
            unit.title = (start, end)
            return unit
        return _text(text, unit, marker.end, end)
    if marker is not None and provision.kind is ProvisionKind.PARAGRAPH:
        # numbered, but not where numbering was expected: flattened text
        return _loose(text, unit, marker, end)
    (unit.rows if provision.kind is ProvisionKind.ROW else unit.own).append((start, end))
    return unit


def _begins(text: str, start: int, title: str) -> bool:
    """Whether the item of that title begins here."""
    plain = unspaced(title)
    return unspaced(text[start : start + 2 * len(title) + 8]).startswith(plain)


def _open_at(current: Unit, path: tuple[str, ...], root: Unit) -> Unit:
    """The open unit that is deepest among those with the path, or with its beginning."""
    unit: Unit | None = current
    while unit is not None and unit is not root:
        if path[: len(unit.path)] == unit.path and unit.path:
            return unit
        unit = unit.parent
    return root


def _opened(parent: Unit, marker: Marker, path: tuple[str, ...], start: int) -> Unit:
    unit = Unit(marker, start, start, parent=parent, path=path)
    parent.children.append(unit)
    return unit


def _loose(text: str, unit: Unit, marker: Marker, end: int) -> Unit:
    """A unit for a label that the outline did not take for one: under the nearest of lower rank."""
    while unit.parent is not None and unit.rank >= marker.rank:
        unit = unit.parent
    path = unit.path  # what follows it unnumbered has the path of the unit above
    return _text(text, _opened(unit, marker, path, marker.start), marker.end, end)


def _text(text: str, unit: Unit, after: int, end: int) -> Unit:
    """Fill in the text of an item that begins behind its label: a heading run in, the rest."""
    border = _heading_within(text, unit.rank, after, end)
    if border is None:
        unit.own.append((unit.start, end))
        return unit
    unit.title = (unit.start, border)
    after, _ = trimmed(text, border, end)
    below = marker_at(text, after)
    if below is not None and below.end < end and below.rank > unit.rank:
        return _text(text, _opened(unit, below, unit.path, after), below.end, end)
    unit.own.append((after, end))
    return unit


def _heading_within(text: str, rank: int, after: int, end: int) -> int | None:
    """Where the heading ends that a text begins with, None where it begins with none."""
    if rank == ARTICLE_RANK:
        return None
    run_in = _RUN_IN.match(text, after, end) if rank in _SECTION_RANKS else None
    if run_in and run_in["title"].count("，") < 3:
        return run_in.end()
    sentence = _SENTENCE.match(text, after, end)
    return sentence.end() if sentence and sentence[0].count("，") < 2 else None


def _runs_on(text: str, marker: Marker, end: int) -> bool:
    """Whether text follows a heading on its line, behind a blank (二、支持范围 1.固定资产…)."""
    run_in = _RUN_IN.match(text, marker.end, end) if marker.rank in _SECTION_RANKS else None
    if run_in is None:
        return False
    after, _ = trimmed(text, run_in.end(), end)
    return text[end - 1] in "。；：" or marker_at(text, after) is not None


def _close(text: str, unit: Unit) -> None:
    """Set where each unit ends, and take a short first paragraph for its heading."""
    for before, child in zip([None, *unit.children], unit.children, strict=False):
        _close(text, child)
        if before is None or text[before.end - 1] not in "；;":
            _name(text, child)
    ends = [unit.end, unit.title[1] if unit.marker else 0]
    ends += [end for _, end in (*unit.own, *unit.rows)] + [child.end for child in unit.children]
    unit.end = max(ends)


def _name(text: str, unit: Unit) -> None:
    """（四）密切接触者。 on a line of its own, with text below it, is a heading."""
    if unit.titled or unit.rank == ARTICLE_RANK or not unit.own:
        return
    start, end = unit.own[0]
    follows = len(unit.own) > 1 or unit.children
    if start == unit.start and follows and _LINE.fullmatch(text, unit.label[1], end):
        unit.title = unit.own.pop(0)


def name_of(text: str, unit: Unit) -> str:
    """Its heading without the label, on one line; "" where it has none."""
    if not unit.titled:
        return ""
    start = unit.marker.end if unit.marker else unit.title[0]
    return re.sub(r"\s+", " ", text[start : unit.title[1]]).strip().rstrip("。：:；;")


def opening_of(text: str, unit: Unit) -> Span:
    """The span of its heading, or else of its first sentence."""
    if unit.titled and unit.marker:
        return unit.title
    own = unit.own[:1] or [(unit.start, unit.end)]
    spans = sentence_spans(text, *own[0])
    return spans[0] if spans else own[0]


def clauses_of(text: str, unit: Unit) -> list[Span]:
    """The 款 of an article: each paragraph that bears no label, with the items that follow it.

    A paragraph behind the last item of a list belongs to the article again where the items are of
    one sentence each.
    """
    starts = [start for start, _ in unit.own]
    starts += tail_paragraphs(text, unit)
    begins = sorted({unit.start, *starts[1:]} if unit.own else {unit.start, *starts})
    ends = [*begins[1:], unit.end]
    return [trimmed(text, a, b) for a, b in zip(begins, ends, strict=True)]


def tail_paragraphs(text: str, unit: Unit) -> list[int]:
    """Where paragraphs begin that stand behind the items of a unit and belong to none of them."""
    found: list[int] = []
    for run in runs_of(unit.children):
        last = run[-1]
        plain = all(len(item.own) <= 1 and not item.titled for item in run[:-1])
        if plain and not last.titled and len(last.own) > 1 and not last.children:
            found += [start for start, _ in last.own[1:]]
    return found


def runs_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Items of one rank that are numbered on without a gap, together."""
    runs: list[list[Unit]] = []
    for unit in units:
        before = runs[-1][-1] if runs else None
        if before and before.rank == unit.rank and unit.value == before.value + 1:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs
