"""What is laid side by side: the articles of a document, or where it has none its numbered items,
its paragraphs and its table rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.document import Document, ProvisionKind, parts_of
from corpus.language.markers import ARTICLE_RANK
from corpus.language.sentences import trimmed
from corpus.language.words import unspaced
from corpus.structure.addressed import of_rank
from corpus.structure.units import Span, Unit, part_unit

_LEAD_IN = ("：", ":")
_ITEM_END = ("；", ";")
_NAMED = 20  # characters of a row's first cell in its label
_TRIM = "、.．。 \u3000"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a document that has a counterpart of its own in another version.

    ``label`` is its address as people say it (第九条, 二（一）1, 五第2段). ``text[start:end]`` is the whole
    of it, its number included; what is compared begins at ``body``, behind the number.
    """

    label: str
    start: int
    end: int
    body: int
    path: tuple[str, ...] = ()


def pieces_of(document: Document) -> list[Piece]:
    """The pieces of a document in reading order; together they hold all its provisions, headings,
    and what stands around the body left out."""
    if document.metadata.columns:
        return list(_catalog_rows(document))
    found: list[Piece] = []
    labels: set[str] = set()
    for part in parts_of(document.provisions):
        root = part_unit(document.text, part)
        if root is None:
            continue
        own = list(_of_part(document.text, root))
        clash = any(piece.label in labels for piece in own)
        if clash and part.name:  # 第一条 of a second annex
            own = [replace(p, label=f"{part.name} {p.label}") for p in own]
        labels |= {piece.label for piece in own}
        found += own
    return found


def _of_part(text: str, root: Unit) -> Iterator[Piece]:
    articles = of_rank(root, ARTICLE_RANK)
    if len(articles) < 2:
        yield from _of_unit(text, root, "")
        return
    # 第N条 through all headings: what stands before the first of them is of its own
    first = articles[0].start
    for piece in _paragraphs(
        [span for unit in root.walk() for span in unit.own if span[1] <= first], "", text
    ):
        yield replace(piece, label=f"序言{piece.label}")
    for unit in articles:
        # A heading that the structure put below an article (第1条 … 二、支持范围) is none of its items.
        below = [
            child.start
            for child in unit.walk()
            if child is not unit and (child.rank < ARTICLE_RANK or (child.titled and not child.own))
        ]
        inner = [a.start for a in of_rank(unit, ARTICLE_RANK)]
        start, end = trimmed(text, unit.start, min([*below, *inner, unit.end]))
        yield Piece(_label(text, unit), start, end, min(unit.label[1], end), unit.path)


def _of_unit(text: str, unit: Unit, above: str) -> Iterator[Piece]:
    """The pieces of a unit without articles: its items where it is a heading over them, else itself."""
    label = above + _label(text, unit)
    if unit.marker is not None and not _is_heading(text, unit):
        start, end = trimmed(text, unit.start, unit.end)
        yield Piece(label, start, end, min(unit.label[1], end), unit.path)
        return
    paragraphs = list(_paragraphs(unit.own, label, text))
    if len(paragraphs) == 1 and unit.marker is not None and not unit.rows:
        start = paragraphs[0].start if unit.children else unit.start
        body = paragraphs[0].start if unit.children else min(unit.label[1], paragraphs[0].end)
        paragraphs = [Piece(label, start, paragraphs[0].end, body, unit.path)]
    pieces = paragraphs + [_row(text, span, label, n) for n, span in enumerate(unit.rows, 1)]
    for child in unit.children:
        pieces += _of_unit(text, child, label)
    yield from sorted(pieces, key=lambda piece: piece.start)


def _is_heading(text: str, unit: Unit) -> bool:
    """Whether a unit only names what its items and paragraphs say one by one."""
    if not unit.titled:
        return False
    if not unit.children:
        return True
    before = [end for start, end in unit.own if start < unit.children[0].start]
    if before and text[before[-1] - 1] in _LEAD_IN:
        return False
    return not any(text[child.end - 1] in _ITEM_END for child in unit.children[:-1])


def _paragraphs(spans: list[Span], above: str, text: str) -> Iterator[Piece]:
    for number, (start, end) in enumerate(spans, 1):
        start, end = trimmed(text, start, end)
        if start < end:
            yield Piece(f"{above}第{number}段", start, end, start)


def _row(text: str, span: Span, above: str, number: int) -> Piece:
    start, end = trimmed(text, *span)
    return Piece(f"{above}表格第{number}行", start, end, start)


def _label(text: str, unit: Unit) -> str:
    """Its number as written, without the marks behind it: 第九条, 二, （一）, 1."""
    written = unspaced(text[slice(*unit.label)]).rstrip(_TRIM)
    return re.sub(r"^\((.+)\)$", r"（\1）", written)


def _catalog_rows(document: Document) -> Iterator[Piece]:
    """Each row of a catalogue, under its name."""
    rows: dict[int, list[Span]] = {}
    names: dict[int, str] = {}
    for provision in document.provisions:
        if provision.kind in (ProvisionKind.HEADING, ProvisionKind.CELL):
            rows.setdefault(provision.paragraph, []).append((provision.start, provision.end))
            names[provision.paragraph] = provision.path[-1] if provision.path else ""
    for number, spans in rows.items():
        name = names[number][:_NAMED]
        yield Piece(f"第{number}行 {name}".strip(), spans[0][0], spans[-1][1], spans[0][0])
