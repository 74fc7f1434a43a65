"""A page of an original drawn as a picture."""

import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import DocumentError
from corpus.loaders.pdf_glyphs import read_layer

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1400  # pixels: sharp on a large screen, light enough for a phone
_TALLEST = 4  # times the width
_JPEG = 85  # quality
_MAX_PIXELS = 400_000_000
PAGED = frozenset({"pdf", "image", "ofd"})


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its media type and bytes, the size it was drawn in, how many pages there are."""

    media: str
    data: bytes
    width: int
    height: int
    pages: int


def picture(kind: str, data: bytes, number: int, turns: int, limit_mb: int) -> Picture:
    """Draw page ``number`` (from 1), turned by quarters to the left; OFD is drawn as it is.

    Raises:
        DocumentError: it can't be drawn; LookupError: there is no such page.
    """
    if kind == "pdf":
        return _pdf(data, number, turns)
    if kind == "image":
        return _frame(data, number, turns)
    if kind == "ofd":
        from pages.originals.ofd_sheet import ofd_sheet

        svg, width, height, pages = ofd_sheet(data, number, limit_mb)
        scale = WIDTH / width
        return Picture("image/svg+xml", svg.encode(), WIDTH, round(height * scale), pages)
    raise DocumentError(kind)


def _pdf(data: bytes, number: int, turns: int) -> Picture:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        document.init_forms()  # so that what was filled in is drawn
        pages = len(document)
        if not 1 <= number <= pages:
            raise LookupError(number)
        page = document[number - 1]
        read_layer(page)  # turned upright as it was when its letters were read
        width, height = page.get_size()
        scale = WIDTH / max(width, height / _TALLEST, 1.0)
        drawn = page.render(scale=scale).to_pil()
    except pdfium.PdfiumError as error:
        raise DocumentError("pdf") from error
    return _jpeg(drawn.rotate(90 * turns, expand=True), pages)


def _frame(data: bytes, number: int, turns: int) -> Picture:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = _MAX_PIXELS
    with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data)) as opened:
        pages = getattr(opened, "n_frames", 1)
        if not 1 <= number <= pages:
            raise LookupError(number)
        opened.seek(number - 1)
        drawn = ImageOps.exif_transpose(opened).rotate(90 * turns, expand=True)
        drawn.thumbnail((WIDTH, WIDTH * _TALLEST))
        return _jpeg(drawn, pages)


def _jpeg(drawn: "Image", pages: int) -> Picture:
    made = io.BytesIO()
    drawn.convert("RGB").save(made, "JPEG", quality=_JPEG)
    return Picture("image/jpeg", made.getvalue(), drawn.width, drawn.height, pages)
