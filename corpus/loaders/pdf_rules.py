"""The lines and boxes drawn on a PDF page, and its pictures, as the page is shown."""

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from corpus.loaders.page_grid import MAX_RULES, Rules
from corpus.loaders.page_lines import Box
from corpus.loaders.pdf_glyphs import shown_box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_SLACK = 1.5  # points; a box as thin as this is a line
_MOST = 50_000  # paths and pictures of a page that are looked at
_DEPTH = 3  # forms within forms that are looked into

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]


def drawn(page: "pdfium.PdfPage") -> tuple[Rules, list[Box]]:
    """The page's rules and the places of its pictures; a page with too many lines has no rules."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    rules = Rules([], [])
    pictures: list[Box] = []
    turns, area = page.get_rotation() // 90, page.get_bbox()
    seen = 0
    for item, kind, matrix in islice(_objects(page), _MOST):
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            # A picture is drawn on the unit square.
            corners = [_mapped(x, y, matrix) for x in (0.0, 1.0) for y in (0.0, 1.0)]
            pictures.append(_shown(corners, area, turns))
            continue
        for start, end in _strokes(item):
            seen += 1
            if seen > MAX_RULES:
                break
            points = [_mapped(*start, matrix), _mapped(*end, matrix)]
            rules.add(*_shown(points, area, turns), slack=_SLACK)
    return (rules if seen <= MAX_RULES else Rules([], [])), pictures


def _objects(page: "pdfium.PdfPage") -> Iterator[tuple[Any, int, _Matrix]]:
    """The paths and pictures of a page, each with its kind and its matrix on the page."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    wanted = (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE)
    held = raw.FS_MATRIX()

    def own(item: Any) -> _Matrix:
        raw.FPDFPageObj_GetMatrix(item, held)
        return held.a, held.b, held.c, held.d, held.e, held.f

    def inside(parent: Any, count: Any, get: Any, outer: _Matrix, depth: int) -> Iterator[Any]:
        for index in range(count(parent)):
            item = get(parent, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind in wanted:
                yield item, kind, _within(own(item), outer)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                form = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
                yield from inside(item, *form, _within(own(item), outer), depth + 1)

    top = raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject
    yield from inside(page.raw, *top, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 1)


def _within(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """A matrix of an object in a form on the page."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _mapped(x: float, y: float, matrix: _Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _shown(points: list[tuple[float, float]], area: Box, turns: int) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return shown_box((min(xs), min(ys), max(xs), max(ys)), area, turns)


def _strokes(item: Any) -> Iterator[tuple[_Point, _Point]]:
    """The straight lines of a path. Where it is only filled, its parts are shades of cells, and lines
    where they are as thin as one."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    if not fill.value and not stroke.value:
        return
    for part in _parts(item):
        points = [point for line in part for point in line]
        wide = max(x for x, _ in points) - min(x for x, _ in points)
        tall = max(y for _, y in points) - min(y for _, y in points)
        if stroke.value or min(wide, tall) <= 2 * _SLACK:
            yield from part


def _parts(item: Any) -> Iterator[list[tuple[_Point, _Point]]]:
    """The straight lines of each stretch of a path that is drawn without lifting the pen."""
    import pypdfium2.raw as raw  # noqa: PLC0415

    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    part: list[tuple[_Point, _Point]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), 5 * MAX_RULES)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if part:
                yield part
            start, part = point, []
        elif kind == raw.FPDF_SEGMENT_LINETO:
            part.append((here, point))
        here = point
        if raw.FPDFPathSegment_GetClose(segment):
            part.append((here, start))
            here = start
    if part:
        yield part
