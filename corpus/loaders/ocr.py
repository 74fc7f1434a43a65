"""Scans and pictures: recognised on this machine with models that ship inside the package."""

import io
import re
import struct
import warnings
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from corpus.errors import DocumentError
from corpus.loaders.base import Extracted, TextBuilder
from corpus.loaders.page_aligned import AlignedTables
from corpus.loaders.page_lines import Glyph, Page, PageItem, PageLine
from corpus.loaders.page_paragraphs import write_pages
from corpus.loaders.page_pieces import page_items, pieces_of

if TYPE_CHECKING:
    import numpy as np

_LEAST = 0.5  # confidence below which a line is noise
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
    """Recognise one page (height × width × 3, BGR, 8 bit); lines from top to bottom."""
    height, width = pixels.shape[:2]
    result = _engine()(pixels)
    page = Page(float(width), float(height))
    if result.boxes is None or result.txts is None:
        return page
    boxes = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if score >= _LEAST and text.strip():
            left, top, right, bottom = map(float, (*box.min(axis=0), *box.max(axis=0)))
            boxes.append(Glyph(text.strip(), left, top, right, bottom, bottom - top))
    boxes.sort(key=lambda box: (box.middle, box.left))
    page.items.extend(map(_widened, page_items(pieces_of(boxes), [], AlignedTables())))
    return page


def _widened(item: PageItem) -> PageItem:
    if isinstance(item, PageLine):
        return replace(item, text=widen(item.text))
    return replace(item, rows=tuple(tuple(map(widen, row)) for row in item.rows))


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
