"""Scans and pictures: recognised on this machine with models that ship inside the package."""

import io
import re
import statistics
import struct
import warnings
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.cells import covered
from corpus.loaders.ink import ink_of
from corpus.loaders.ocr_rules import find_rules
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_grid import Grid, find_grids
from corpus.loaders.page_lines import Glyph, Page, PageItem, PageLine, PageTable
from corpus.loaders.page_paragraphs import write_pages
from corpus.loaders.page_pieces import cell_lines, page_items, pieces_of
from corpus.loaders.page_tables import take_grids

if TYPE_CHECKING:
    import numpy as np

_LEAST = 0.5  # confidence below which a line is noise
_CUT = 0.1  # share of a table's lines
_SURE = 0.85  # of a page; below, it may lie on its head
_LONGEST = 6000  # pixels; larger pictures are scaled down
_MAX_PIXELS = 400_000_000
_MAX_FRAMES = 500
_HANZI = "\u3400-\u9fff〇"
_BRACKETS = re.compile(rf"[(（]([^()（）]*[{_HANZI}][^()（）]*)[)）]")
# The other bracket of these stands on another line.
_OPENING = re.compile(rf"\((?=[{_HANZI}][^)）]*$)")
_CLOSING = re.compile(rf"(^[^(（]*[{_HANZI}])\)")
_MARKS = re.compile(rf"(?<=[{_HANZI}》）”])[,;:!?]")
_WIDE = str.maketrans(",;:!?", "，；：！？")


def load_image(data: bytes) -> Extracted:
    """Return the recognised text of a picture (all pages of a TIFF).

    Raises:
        DocumentError: broken, absurdly large, or without readable text.
    """
    pages = read_pictures(data)
    builder = TextBuilder()
    notes = write_pages(pages, builder)
    if not len(builder):
        raise DocumentError("图片里没有识别出文字，请确认图片清晰、方向正确（建议 200 dpi 以上）。")
    return builder.finish(
        notes=["这是图片，文字由识别得到，请核对关键数字。", *notes], kind="image"
    )


def read_pictures(data: bytes) -> list[Page]:
    """Recognise a picture, or every page of a TIFF.

    Raises:
        DocumentError: broken or absurdly large.
    """
    from PIL import Image, ImageSequence, UnidentifiedImageError  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    pages = []
    try:
        # Pillow warns about oddities of a file that nobody here can act on.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= _MAX_FRAMES:
                    break
                pages.append(recognise(_pixels(frame)))
    except (
        UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError, IndexError,
        TypeError, KeyError, MemoryError, OverflowError, struct.error, RuntimeError, AttributeError,
    ) as error:  # fmt: skip
        raise DocumentError("图片无法打开，可能已损坏或尺寸过大，请重新扫描后再导入。") from error
    return pages


def recognise(pixels: "np.ndarray") -> Page:
    """Recognise one page (height × width × 3, BGR, 8 bit) whichever way it lies: lines from top to
    bottom, and ruled tables."""
    boxes, upright = read_boxes(pixels)
    height, width = upright.shape[:2]
    ink = ink_of((box[:5] for box in boxes), width, height)
    ink.turns = _turns(pixels, upright)
    tables: list[PageTable] = []
    if boxes:
        unit = 0.4 * statistics.median(box.size for box in boxes)
        grids = [g for g in find_grids(find_rules(upright), unit) if not _cut(g, boxes)]
        tables, boxes = take_grids(grids, boxes, cell_lines)
    items = page_items(pieces_of(boxes), tables, AlignedTables())
    return Page(float(width), float(height), [*map(_widened, items)], ink)


def read_boxes(pixels: "np.ndarray") -> tuple[list[Glyph], "np.ndarray"]:
    """The lines of a picture with their boxes in pixels, and the picture as it reads upright.

    A page that lies on its side shows its lines as tall boxes, one on its head is hardly read: the
    other ways to hold it are tried, and the one that reads best is taken.
    """
    import numpy as np  # noqa: PLC0415

    best, tall = _boxes(pixels)
    upright = pixels
    if tall or (best and _sureness(best) < _SURE):
        tried = [] if tall else [(best, pixels)]
        for turns in (1, 3) if tall else (2,):
            turned = np.ascontiguousarray(np.rot90(pixels, turns))
            tried.append((_boxes(turned)[0], turned))
        best, upright = max(tried, key=lambda way: _read(way[0]))
    return [box for box, _ in best], upright


def _turns(pixels: "np.ndarray", upright: "np.ndarray") -> int:
    """By how many quarters to the left a picture was turned."""
    import numpy as np  # noqa: PLC0415

    if upright is pixels:
        return 0
    return next(n for n in range(4) if np.array_equal(np.rot90(pixels, n), upright))


def _cut(grid: Grid, boxes: list[Glyph]) -> bool:
    """Whether the borders of columns go through lines: they were read across cells, or it is no table."""
    left, top, right, bottom = grid.box
    inside = [b for b in boxes if left < b.left and b.right < right and top < b.middle < bottom]
    through = [b for b in inside if grid.cuts(b)]
    return len(through) > _CUT * len(inside)


def _boxes(pixels: "np.ndarray") -> tuple[list[tuple[Glyph, float]], bool]:
    """The lines of a picture with how surely they are read, and whether most of them stand upright."""
    result = _engine()(pixels)
    if result.boxes is None or result.txts is None:
        return [], False
    boxes: list[tuple[Glyph, float]] = []
    tall = 0
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        left, top, right, bottom = map(float, (*box.min(axis=0), *box.max(axis=0)))
        tall += bottom - top > 2 * (right - left)
        if score >= _LEAST and text.strip():
            boxes.append((Glyph(text.strip(), left, top, right, bottom, bottom - top), score))
    boxes.sort(key=lambda found: (found[0].middle, found[0].left))
    return boxes, 2 * tall > len(result.boxes)


def _sureness(boxes: list[tuple[Glyph, float]]) -> float:
    return _read(boxes) / max(1, sum(len(box.text) for box, _ in boxes))


def _read(boxes: list[tuple[Glyph, float]]) -> float:
    """How much is read, each letter as surely as its line."""
    return sum(len(box.text) * score for box, score in boxes)


def _widened(item: PageItem) -> PageItem:
    if isinstance(item, PageLine):
        return replace(item, text=widen(item.text))
    return replace(item, rows=tuple(tuple(map(_widened_cell, row)) for row in item.rows))


def _widened_cell(cell: str) -> str:
    return type(cell)(widen(cell)) if covered(cell) else widen(cell)


def widen(line: str) -> str:
    """A recognised line with full-width marks after Chinese characters and brackets around them.

    On a grey or grainy page the recogniser takes （四） for (四); Chinese is printed with the wide one.
    """
    line = _CLOSING.sub(r"\1）", _OPENING.sub("（", _BRACKETS.sub(r"（\1）", line)))
    return _MARKS.sub(lambda mark: mark[0].translate(_WIDE), line)


def _pixels(frame: Any) -> "np.ndarray":
    import numpy as np  # noqa: PLC0415
    from PIL import ImageOps  # noqa: PLC0415

    picture = ImageOps.exif_transpose(frame).convert("RGB")
    if max(picture.size) > _LONGEST:
        picture.thumbnail((_LONGEST, _LONGEST))
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The recogniser, loaded once a process. Its models lie in the package: nothing is downloaded."""
    import logging  # noqa: PLC0415

    from rapidocr import RapidOCR  # noqa: PLC0415

    logging.getLogger("RapidOCR").setLevel(logging.WARNING)
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "warning",
            "Global.text_score": _LEAST,
            "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
        }
    )
