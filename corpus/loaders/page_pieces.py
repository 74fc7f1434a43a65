"""Lines of a page put together from the glyphs of its text layer, or from the boxes of a recogniser."""

import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_columns import in_columns
from corpus.loaders.page_lines import Glyph, PageItem, PageLine, PageTable, tidy_line, with_gaps

_GAP = 1.0  # letters; a wider gap parts a line into pieces
_WIDE = 1.4  # letters; a gap that stays as a wide blank
_TINY = 0.1  # points
_RAISED = 0.8  # of a line's letters
_REFERS = re.compile(r"[0-9①-⑳\[\]〔〕*※,，]")
_LATIN = 0.22  # letters; a gap between Latin words


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs that follow each other on a line."""

    glyphs: list[Glyph]
    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    table: PageTable | None = None  # what stands here instead of text

    @property
    def middle(self) -> float:
        """How far down it stands."""
        return (self.top + self.bottom) / 2


def pieces_of(glyphs: Iterable[Glyph]) -> list[Piece]:
    """The stretches of lines that glyphs form, in the order of the file."""
    runs: list[list[Glyph]] = []
    blanks: list[Glyph] = []
    top = bottom = right = size = 0.0  # of the last one that is no blank
    for glyph in glyphs:
        if glyph.text.isspace():
            blanks.append(glyph)
            continue
        least = min(size, glyph.size) or _TINY
        level = min(bottom, glyph.bottom) - max(top, glyph.top) > 0.5 * least
        if level and runs and -glyph.size < glyph.left - right < _GAP * glyph.size:
            runs[-1] += [*blanks, glyph]
        else:
            runs.append([glyph])
        blanks = []
        _, _, top, right, bottom, size = glyph
    return [_piece(run) for run in runs]


def page_items(
    pieces: Sequence[Piece], tables: Sequence[PageTable], aligned: AlignedTables
) -> Iterator[PageItem]:
    """What stands on a page in reading order: from top to bottom, columns one after the other."""
    size = statistics.median(p.size for p in pieces) if pieces else 1.0
    boxes = [Piece([], "", t.left, t.top, t.right, t.bottom, size, t) for t in tables]
    for column, block in in_columns([*pieces, *boxes]):
        waiting = sorted((p for p in block if p.table), key=lambda p: p.top)
        rows = rows_of(p for p in block if not p.table)
        for row in aligned.find(rows):
            top = row.top if isinstance(row, PageTable) else row[0].middle
            while waiting and waiting[0].top < top:
                yield from filter(None, [waiting.pop(0).table])
            if isinstance(row, PageTable):
                yield row
            elif line := _line(row, column):
                yield line
        yield from filter(None, (piece.table for piece in waiting))


def rows_of(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Pieces on one baseline, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        for row in rows[-3:]:
            if same_row(row[0], piece):
                row.append(piece)
                break
        else:
            rows.append([piece])
    return rows


def same_row(a: Glyph | Piece, b: Glyph | Piece) -> bool:
    """Whether two boxes stand on one line."""
    bottom = a.bottom if a.bottom < b.bottom else b.bottom
    top = a.top if a.top > b.top else b.top
    size = a.size if a.size < b.size else b.size
    return bottom - top > 0.5 * (size if size > _TINY else _TINY)


def row_text(row: Iterable[Glyph]) -> tuple[str, bool]:
    """The words of a line's glyphs, sorted from left to right, and whether they stand far apart."""
    parts: list[tuple[str, float]] = []
    text, wide, blank = "", 0.0, False
    before: Glyph | None = None
    for glyph in row:
        if glyph.text.isspace():
            blank = True
            continue
        if before is not None:
            if glyph.text == before.text and abs(glyph.left - before.left) < 0.2 * max(
                0.1, glyph.right - glyph.left
            ):
                continue  # bold by printing twice
            gap = (glyph.left - before.right) / max(0.1, glyph.size)
            latin = glyph.text.isascii() and before.text.isascii()
            if gap > _WIDE:
                parts.append((text, wide))
                text, wide = "", gap
            elif blank or (latin and gap > _LATIN):
                text += " "
        text += glyph.text
        before, blank = glyph, False
    return with_gaps([*parts, (text, wide)])


def _piece(run: list[Glyph]) -> Piece:
    texts, lefts, tops, rights, bottoms, sizes = zip(*run, strict=True)
    size = sorted(sizes)[len(sizes) // 2]
    return Piece(run, "".join(texts), min(lefts), min(tops), max(rights), max(bottoms), size)


def _line(row: list[Piece], column: int) -> PageLine | None:
    glyphs = _without_marks(_in_order(row))
    words, apart = row_text(glyphs)
    text = tidy_line(words)
    if not text:
        return None
    top, bottom = min(g.top for g in glyphs), max(g.bottom for g in glyphs)
    size = statistics.median(g.size for g in glyphs if not g.text.isspace())
    right = max(g.right for g in glyphs)
    return PageLine(text, glyphs[0].left, top, right, bottom, size, column, apart)


def _without_marks(glyphs: list[Glyph]) -> list[Glyph]:
    """A line without the small raised numbers that refer to footnotes (企业¹); those behind Latin
    letters and numbers (m²) are no such marks, nor is the one that a footnote begins with."""
    sizes = [g.size for g in glyphs]
    usual = statistics.median(sizes)
    if min(sizes) > _RAISED * usual:
        return glyphs
    foot = statistics.median(g.bottom for g in glyphs)
    kept: list[Glyph] = []
    mark = False
    for glyph in glyphs:
        raised = glyph.size < _RAISED * usual and glyph.bottom < foot - 0.15 * usual
        behind = kept and (mark or not kept[-1].text.isascii())
        mark = bool(raised and behind and _REFERS.match(glyph.text))
        if not mark:
            kept.append(glyph)
    return kept


def cell_lines(glyphs: list[Glyph]) -> list[str]:
    """The lines of a table's cell."""
    return [row_text(_in_order(row))[0] for row in rows_of(pieces_of(glyphs))]


def _in_order(row: list[Piece]) -> list[Glyph]:
    return sorted((g for piece in row for g in piece.glyphs), key=lambda g: g.left)
