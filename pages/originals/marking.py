"""Words of a stored text found again in the HTML of its original, and marked there.

White space tells nothing and is not compared. Words that stand there more than once are told apart by
what stands around them, then by their order; rows of a table by their cells. Where that leaves a doubt
nothing is marked.
"""

import re
from dataclasses import dataclass
from html import unescape

from corpus.document import Document, Provision, ProvisionKind
from pages.originals.rows import Row, fitting_rows, rows_of

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_CHAR = re.compile(r"&[#a-zA-Z0-9]{1,31};|[\s\S]")
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff\xad"
_DROPPED = {ord(c): None for c in _INVISIBLE}
_AROUND = 60  # characters before and after by which places are told apart
_LEAST = 4  # of these have to agree where the words stand elsewhere too
_MOST = 300  # places of the same words that are compared
# What a browser writes before the items of a list, and the stored text as letters.
_LABEL = re.compile(r"(?:[0-9]{1,3}|[a-zA-Z]|[一二三四五六七八九十]{1,3})[.、]")
_NAME = re.compile(r"[^：\n]{1,30}：")

Span = tuple[int, int]


def squeezed(text: str) -> str:
    """A text without white space and signs that are not seen."""
    return "".join(text.translate(_DROPPED).split())


@dataclass(slots=True)
class Shown:
    """HTML taken apart: its tokens; its letters without white space; of each letter the token it stands
    in and where."""

    tokens: list[str]
    letters: str
    places: list[tuple[int, int, int]]

    @classmethod
    def of(cls, html: str) -> "Shown":
        """Take apart what ``clean`` has made: no attribute holds a ``>``."""
        tokens = _TOKEN.findall(html)
        letters: list[str] = []
        places: list[tuple[int, int, int]] = []
        for at, token in enumerate(tokens):
            if token.startswith("<"):
                continue
            for found in _CHAR.finditer(token):
                char = unescape(found[0]) if len(found[0]) > 1 else found[0]
                if len(char) == 1 and not char.isspace() and char not in _INVISIBLE:
                    letters.append(char)
                    places.append((at, found.start(), found.end()))
        return cls(tokens, "".join(letters), places)


@dataclass(frozen=True, slots=True)
class Marked:
    """The HTML, and where its marks stand: tokens of marked rows, none where nothing is marked."""

    html: str
    found: bool


def mark(html: str, document: Document, start: int, end: int) -> Marked:
    """Mark ``document.text[start:end]`` in the HTML of its original: all of it, or nothing.

    The first mark has the id ``quote``.
    """
    shown = Shown.of(html)
    spans: list[Span] = []
    rows: list[Row] = []
    every = rows_of(shown.tokens, shown.places, shown.letters)
    for low, high in _lines(document.text, start, end):
        span = None if _record(document, low) else _words(document.text, shown.letters, low, high)
        if span is not None:
            spans.append(span)
            continue
        row = _row(document, every, low)
        if row is None:
            return Marked(html, False)
        rows.append(row)
        spans += _cell(document, shown, row, low, high)
    places = [span[0] for span in spans]
    if not (spans or rows) or places != sorted(places):
        return Marked(html, False)
    return Marked(_written(shown, spans, rows), True)


def _lines(text: str, start: int, end: int) -> list[Span]:
    """The parts of a quote that stand on a line each."""
    found = []
    for match in re.finditer(r"[^\n]+", text[start:end]):
        if match[0].strip():
            found.append((start + match.start(), start + match.end()))
    return found


def _row(document: Document, rows: list[Row], start: int) -> Row | None:
    """The row which the words at ``start`` stand in, None for other words or where it is in doubt."""
    text = document.text
    parts = [(p.start, p.end) for p in _record(document, start)]
    if not parts:  # a row of a table is a line, whatever it was taken for
        parts = [(text.rfind("\n", 0, start) + 1, (text + "\n").index("\n", start))]
    line = "\n".join(squeezed(text[low:high]) for low, high in parts)
    fitting = fitting_rows(rows, line)
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    if len(parts) > 1:
        return None
    lines = [squeezed(other) for other in text.split("\n")]
    same = lines.count(line)
    at = [squeezed(other) for other in text[: parts[0][0]].split("\n")].count(line)
    return fitting[at] if same == len(fitting) else None


def _record(document: Document, start: int) -> tuple[Provision, ...]:
    """The provisions that make the table row which the words at ``start`` stand in, none for others."""
    here = document.provision_at(start)
    if here is None:
        return ()
    if here.kind is ProvisionKind.ROW:
        return (here,)
    if not document.metadata.columns or here.kind not in (
        ProvisionKind.CELL,
        ProvisionKind.HEADING,
    ):
        return ()
    at = document.provisions.index(here)
    first, last = at, at + 1
    while document.provisions[first].kind is ProvisionKind.CELL and first > 0:
        first -= 1
    while last < len(document.provisions) and document.provisions[last].kind is ProvisionKind.CELL:
        last += 1
    return document.provisions[first:last]


def _cell(document: Document, shown: Shown, row: Row, start: int, end: int) -> list[Span]:
    """Where in its row the value of a quoted cell stands, if just once."""
    here = document.provision_at(start)
    words = document.text[start:end]
    if here is not None and here.kind is ProvisionKind.CELL:
        words = words.removeprefix(f"{here.topic}：")
    elif here is None or not document.metadata.columns:
        return []
    wanted, inside = squeezed(words), shown.letters[row.start : row.end]
    if not wanted or inside.count(wanted) != 1:
        return []
    at = row.start + inside.index(wanted)
    return [(at, at + len(wanted))]


def _words(text: str, letters: str, start: int, end: int) -> Span | None:
    """Where words of the text stand in the letters, None where that is in doubt."""
    quote = text[start:end]
    readings = [(quote, start)]
    if label := _LABEL.match(quote):
        readings.append((quote[label.end() :], start + label.end()))
    if name := _NAME.match(quote):  # 名称：值 of two cells side by side
        readings.append((quote[: name.end() - 1] + quote[name.end() :], start))
    for words, low in readings:
        wanted = squeezed(words)
        if wanted and (at := _place(text, letters, wanted, low, end)) is not None:
            return at, at + len(wanted)
    return None


def _place(text: str, letters: str, wanted: str, start: int, end: int) -> int | None:
    places = _all(letters, wanted)
    if not places or len(places) > _MOST:
        return None
    before, after = squeezed(text[max(0, start - 200) : start]), squeezed(text[end : end + 200])
    agreed = [_agreeing(letters, at, at + len(wanted), before, after) for at in places]
    whole = squeezed(text)
    there = _all(whole, wanted)
    if len(places) == 1:
        return places[0] if len(there) == 1 or agreed[0] >= _LEAST else None
    best = max(agreed)
    if best >= _LEAST and agreed.count(best) == 1:
        return places[agreed.index(best)]
    if len(there) == 1 and best >= len(before[-_AROUND:]) + len(after[:_AROUND]):
        return places[agreed.index(best)]  # a page that says all of it twice
    own = len(squeezed(text[:start]))
    if len(places) == len(there) and own in there:
        at = there.index(own)
        return places[at] if agreed[at] == best else None
    return None


def _all(letters: str, wanted: str) -> list[int]:
    found: list[int] = []
    at = letters.find(wanted)
    while at >= 0 and len(found) <= _MOST:
        found.append(at)
        at = letters.find(wanted, at + 1)
    return found


def _agreeing(letters: str, start: int, end: int, before: str, after: str) -> int:
    """How many letters around a place are those around the words in the text."""
    left = right = 0
    while (
        left < min(_AROUND, len(before), start) and letters[start - 1 - left] == before[-1 - left]
    ):
        left += 1
    while (
        right < min(_AROUND, len(after), len(letters) - end)
        and letters[end + right] == after[right]
    ):
        right += 1
    return left + right


def _written(shown: Shown, spans: list[Span], rows: list[Row]) -> str:
    tokens = list(shown.tokens)
    name = ' id="quote"'
    for row in rows:
        tokens[row.token] = f'<tr class="quoted"{name}>'
        name = ""
    parts: dict[int, list[Span]] = {}
    for start, end in spans:
        for at, low, high in shown.places[start:end]:
            known = parts.setdefault(at, [])
            if known and not shown.tokens[at][known[-1][1] : low].strip():
                known[-1] = known[-1][0], high
            else:
                known.append((low, high))
    for at in sorted(parts):
        pieces, done = [], 0
        for low, high in parts[at]:
            token = shown.tokens[at]
            pieces += [token[done:low], f"<mark{name}>", token[low:high], "</mark>"]
            name, done = "", high
        tokens[at] = "".join(pieces) + shown.tokens[at][done:]
    return "".join(tokens)
