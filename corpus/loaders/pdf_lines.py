"""Lines of a PDF page put together from the glyphs of its text layer.

Lengths are points; x grows to the right and y downwards.
"""

import statistics
from collections.abc import Iterator

from corpus.loaders.page_lines import PageLine, tidy_line
from corpus.loaders.pdf_glyphs import Glyph


def page_lines(glyphs: list[Glyph], width: float) -> Iterator[PageLine]:
    """Glyphs on one baseline form a line; lines go from top to bottom, columns one after the other."""
    rows: list[list[Glyph]] = []
    for glyph in glyphs:
        if rows and _same_row(rows[-1][-1], glyph):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    rows = _merge(rows)
    for row in _columns(rows, width):
        row = sorted(row, key=lambda g: g.left)
        text = tidy_line(_row_text(row))
        if text:
            solid = [g for g in row if not g.text.isspace()] or row
            yield _line(solid, text)


def _line(row: list[Glyph], text: str) -> PageLine:
    top, bottom = min(g.top for g in row), max(g.bottom for g in row)
    size = statistics.median(g.size for g in row)
    return PageLine(text, row[0].left, top, max(g.right for g in row), bottom, size)


def _same_row(a: Glyph, b: Glyph) -> bool:
    overlap = min(a.bottom, b.bottom) - max(a.top, b.top)
    return overlap > 0.5 * max(0.1, min(a.size, b.size))


def _merge(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Put pieces of one line together that the file draws apart."""
    merged: list[list[Glyph]] = []
    for row in sorted(rows, key=lambda r: r[0].middle):
        for other in merged[-3:]:
            if _same_row(other[0], row[0]):
                other.extend(row)
                break
        else:
            merged.append(list(row))
    return merged


def _columns(rows: list[list[Glyph]], width: float) -> list[list[Glyph]]:
    """Rows of a two-column page, left column first; other pages stay as they are."""
    middle = [
        any(g.left < 0.5 * width < g.right for g in row if not g.text.isspace())
        for row in rows
        if row
        and min(g.left for g in row) < 0.4 * width
        and max(g.right for g in row) > 0.6 * width
    ]
    gutter = [_gutter(row, width) for row in rows]
    if len(middle) < 8 or sum(gutter) < 0.75 * len(rows) or sum(middle) > 0.15 * len(middle):
        return rows
    left = [[g for g in row if g.right <= 0.51 * width] for row in rows]
    right = [[g for g in row if g.right > 0.51 * width] for row in rows]
    return [row for row in [*left, *right] if row]


def _gutter(row: list[Glyph], width: float) -> bool:
    """Whether nothing stands in the middle strip of the page while both sides are filled."""
    solid = [g for g in row if not g.text.isspace()]
    free = not any(g.left < 0.515 * width and g.right > 0.485 * width for g in solid)
    return free and len(solid) > 12


def _row_text(row: list[Glyph]) -> str:
    text = ""
    before: Glyph | None = None
    for glyph in row:
        if before is not None:
            if glyph.text == before.text and abs(glyph.left - before.left) < 0.2 * max(
                0.1, glyph.right - glyph.left
            ):
                continue  # bold by printing twice
            gap = glyph.left - before.right
            size = max(0.1, glyph.size)
            latin = glyph.text.isascii() and before.text.isascii()
            if gap > (0.22 if latin else 1.4) * size and not text.endswith(" "):
                text += " "
        text += " " if glyph.text.isspace() else glyph.text
        before = glyph
    return text
