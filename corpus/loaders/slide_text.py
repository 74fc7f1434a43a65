"""The words of a shape on a slide: its paragraphs with their numbers, and where it stands."""

from collections.abc import Iterator

from lxml import etree

from corpus.loaders.list_labels import label
from corpus.loaders.zipped import below, local, whole_number

_BAND = 360_000  # EMU, a centimetre: shapes as high as this stand side by side
# ``buAutoNum`` types by how the number is written (ECMA-376 ST_TextAutonumberScheme) and set.
_STYLES = (
    ("arabic", "decimal"), ("ea1Chs", "chineseCounting"), ("ea1Cht", "chineseCounting"),
    ("circleNum", "decimalEnclosedCircle"),
    ("alphaLc", "lowerLetter"), ("alphaUc", "upperLetter"), ("romanLc", "lowerRoman"), ("romanUc", "upperRoman"),
)  # fmt: skip
_AROUND = (("ParenBoth", "（{}）"), ("ParenR", "{}）"), ("Period", "{}."), ("Minus", "-{}-"))


def role_of(shape: etree._Element) -> str:
    """What a placeholder is for (title, body, sldNum…); "" for a shape of its own."""
    holder = next(shape.iter("{*}ph"), None)
    return "" if holder is None else holder.get("type") or "body"


def in_reading_order(shapes: list[etree._Element]) -> list[etree._Element]:
    """Shapes from top to bottom, side by side from left to right. Those that stand where the layout
    says keep their order and come first."""

    def place(shape: etree._Element) -> tuple[int, int]:
        offset = below(shape, "spPr/xfrm/off")
        if offset is None:
            offset = below(shape, "xfrm/off")
        if offset is None:
            return -1, 0
        x, y = (offset.get(name) or "0" for name in ("x", "y"))
        return _emu(y) // _BAND, _emu(x)

    return sorted(shapes, key=place)


def _emu(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 12 else 0


def lines_of(root: etree._Element) -> Iterator[str]:
    """The paragraphs below an element, one line each; automatic numbers are written out."""
    counts: dict[tuple[str, str], int] = {}
    for paragraph in root.iter("{*}p"):
        words = "".join(_words(paragraph)).strip()
        if not words:
            continue
        properties = below(paragraph, "pPr")
        numbered = below(properties, "buAutoNum")
        level = "0" if properties is None else properties.get("lvl") or "0"
        counts = {key: count for key, count in counts.items() if key[0] <= level}
        if numbered is None:
            yield from filter(None, (line.strip() for line in words.split("\n")))
            continue
        kind = numbered.get("type") or ""
        first = whole_number(numbered.get("startAt") or "1", 1)
        count = counts.get((level, kind), first - 1) + 1
        counts[level, kind] = count
        yield _numbered(count, kind) + " ".join(words.split())


def _words(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter():
        name = local(node)
        if name == "t":
            yield (node.text or "").replace("\xa0", " ").replace("\x0b", "\n")
        elif name == "br":
            yield "\n"


def _numbered(count: int, kind: str) -> str:
    style = next((style for start, style in _STYLES if kind.startswith(start)), "decimal")
    number = label(count, style)
    if kind == "ea1ChsPeriod":
        return f"{number}、"
    around = next((form for end, form in _AROUND if kind.endswith(end)), "{} ")
    return around.format(number) if style != "decimalEnclosedCircle" else number
