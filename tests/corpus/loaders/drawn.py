"""Pages drawn letter by letter: a PDF and an OFD with text, rules and pictures where a test puts them.

Places are points (PDF) or millimetres (OFD) from the upper left corner to the foot of the letters.
"""

import io
import math
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

A4 = (595, 842)
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def width(text: str, size: float) -> float:
    """How wide the font of ``Sheet`` draws a text."""
    return sum(0.5 if c.isascii() else 1.0 for c in text) * size


@dataclass
class Sheet:
    """A page of a PDF in the making."""

    size: tuple[float, float] = A4
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    _drawn: list[str] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)  # PPM, 8 bit grey

    def text(
        self, x: float, y: float, text: str, size: float = 12, angle: float = 0, mode: int = 0
    ) -> None:
        """Draw a text; ``angle`` degrees turn it to the left, ``mode`` 3 makes it invisible."""
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        matrix = f"{c:.5f} {s:.5f} {-s:.5f} {c:.5f} {x:.2f} {self.size[1] - y:.2f}"
        code = text.encode("utf-16-be").hex()
        self._drawn.append(f"BT /F {size} Tf {mode} Tr {matrix} Tm <{code}> Tj ET")

    def lines(
        self, x: float, y: float, lines: Iterable[str], size: float = 12, pitch: float = 20
    ) -> float:
        """Draw lines one below the other; return the place of the next."""
        for line in lines:
            self.text(x, y, line, size)
            y += pitch
        return y

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        h = self.size[1]
        self._drawn.append(f"0.7 w {x0} {h - y0} m {x1} {h - y1} l S")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw the rules of a table."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])

    def picture(
        self, x: float, y: float, wide: float, tall: float, pixels: bytes, size: tuple[int, int]
    ) -> None:
        """Draw a grey picture (``pixels``: one byte each) with its lower left corner at a place."""
        name = f"I{len(self.pictures)}"
        stream = zlib.compress(pixels)
        head = (
            f"<</Type/XObject/Subtype/Image/Width {size[0]}/Height {size[1]}/ColorSpace/DeviceGray"
            f"/BitsPerComponent 8/Filter/FlateDecode/Length {len(stream)}>>stream\n"
        )
        self.pictures.append(head.encode() + stream + b"\nendstream")
        self._drawn.append(f"q {wide} 0 0 {tall} {x} {self.size[1] - y} cm /{name} Do Q")

    @property
    def content(self) -> bytes:
        """The page's drawing."""
        return "\n".join(self._drawn).encode()


def pdf(sheets: Sequence[Sheet], *, to_unicode: str = "", encoding: str = "UniGB-UCS2-H") -> bytes:
    """A PDF of these pages in STSong-Light. ``to_unicode``: a CMap that says what its characters are."""
    objects: list[bytes] = []

    def add(body: bytes | str) -> int:
        objects.append(body if isinstance(body, bytes) else body.encode())
        return len(objects)

    add("")  # the catalogue and the tree come when all pages are known
    add("")
    descriptor = add(
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
        "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
    )
    cid = add(
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        f"/Supplement 2>>/DW 1000/W[1 95 500]/FontDescriptor {descriptor} 0 R>>"
    )
    mapping = ""
    if to_unicode:
        stream = to_unicode.encode()
        number = add(f"<</Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream")
        mapping = f"/ToUnicode {number} 0 R"
    font = add(
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[{cid} 0 R]{mapping}>>"
    )
    kids = []
    for sheet in sheets:
        pictures = " ".join(f"/I{n} {add(p)} 0 R" for n, p in enumerate(sheet.pictures))
        stream = zlib.compress(sheet.content)
        content = add(
            f"<</Filter/FlateDecode/Length {len(stream)}>>stream\n".encode()
            + stream
            + b"\nendstream"
        )
        crop = f"/CropBox[{' '.join(map(str, sheet.crop))}]" if sheet.crop else ""
        kids.append(
            add(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {sheet.size[0]} {sheet.size[1]}]{crop}/Rotate {sheet.rotate}"
                f"/Contents {content} 0 R/Resources<</Font<</F {font} 0 R>>/XObject<<{pictures}>>>>>>"
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    pages = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<</Type/Pages/Kids[{pages}]/Count {len(kids)}>>".encode()
    out = io.BytesIO(b"%PDF-1.5\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def ofd_text(x: float, y: float, text: str, size: float = 5, ctm: str = "", box: str = "") -> str:
    """A text object; without ``box`` it is as large as the text."""
    boundary = box or f"{x} {y - size} {width(text, size)} {size}"
    steps = " ".join(f"{width(c, size)}" for c in text[:-1])
    turned = f' CTM="{ctm}"' if ctm else ""
    return (
        f'<ofd:TextObject Size="{size}" Boundary="{boundary}"{turned}><ofd:TextCode X="0" Y="{size * 0.9}" '
        f'DeltaX="{steps}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line."""
    wide, tall = max(x1 - x0, 0.3), max(y1 - y0, 0.3)
    return (
        f'<ofd:PathObject Boundary="{x0} {y0} {wide} {tall}" LineWidth="0.3"><ofd:AbbreviatedData>'
        f"M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd(
    documents: Sequence[Sequence[str]],
    *,
    templates: Sequence[str] = (),
    on: str = "",
    extra: str = "",
    files: dict[str, bytes] | None = None,
) -> bytes:
    """An OFD of documents, each its pages' objects as XML. ``templates`` are pages to stand on, ``on``
    is put into every page before its content, ``extra`` into each Document.xml."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        bodies = "".join(
            f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>"
            for n in range(len(documents))
        )
        archive.writestr("OFD.xml", f"<ofd:OFD {_OFD}>{bodies}</ofd:OFD>")
        for n, pages in enumerate(documents):
            under = "".join(
                f'<ofd:TemplatePage ID="t{k}" BaseLoc="Tpls/{k}.xml"/>'
                for k in range(len(templates))
            )
            links = "".join(
                f'<ofd:Page ID="{k}" BaseLoc="Pages/{k}.xml"/>' for k in range(len(pages))
            )
            archive.writestr(
                f"Doc_{n}/Document.xml",
                f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
                f"</ofd:PageArea>{under}</ofd:CommonData><ofd:Pages>{links}</ofd:Pages>{extra}</ofd:Document>",
            )
            for folder, contents, before in (("Tpls", templates, ""), ("Pages", pages, on)):
                for k, objects in enumerate(contents):
                    content = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
                    page = f"<ofd:Page {_OFD}>{before}{content}</ofd:Page>"
                    archive.writestr(f"Doc_{n}/{folder}/{k}.xml", page)
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()
