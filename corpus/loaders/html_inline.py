"""Lines of a web page: the words of one block put together, white space as a browser shows it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from corpus.loaders.web_labels import bare_label

_LEVELS = {f"h{level}": level for level in range(1, 7)}
# Names that pages give to the element of their article's title, where they use no heading.
_TITLE_NAME = re.compile(
    r"(?:^|[-_])(?:title|tit|biaoti|bt|headline|subject|ucaptitle|(?:article|news|policy|info|doc)[-_]?name)"
    r"(?:$|[-_0-9])|(?:article|news|content|info|detail|main|arti|xl|wz|page|show|doc|policy)_?(?:title|tit|bt)\d?$",
    re.I,
)
NAMED_TITLE = 7  # the level of such an element, below those of headings
_SPACES = re.compile(r"[ \t\r\n\f\v\xa0\u3000\u2002-\u200a]+")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2028\u2029\u2060\ufeff\xad]")
_WRAP = re.compile(r"(?<=[^\x00-\x7f])[ \t]*\n\s*(?=[^\x00-\x7f])")
_TERM = 24  # characters of a definition list's term that is written before its explanation


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. ``links`` counts its characters that lie in links; ``cell``: alone in a table cell.

    ``heading`` is 1 to 6 within ``<h1>``…, 7 in an element named as a title, else 0; ``broken``:
    it goes on after a line break in the element of the line before.
    """

    text: str
    links: int = 0
    cell: bool = False
    heading: int = 0
    broken: bool = False


class Inline:
    """Text of the block that is being read."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._links = 0
        self._term = ""
        self.label = ""

    @property
    def position(self) -> int:
        """Where the next piece of text will stand."""
        return len(self._parts)

    def add(self, text: str, *, in_link: bool, keep_breaks: bool) -> None:
        text = _INVISIBLE.sub("", text)
        self._parts.append(text.replace("\n", "\v") if keep_breaks else text.replace("\v", " "))
        if in_link:
            self._links += len(text.strip())

    def add_break(self) -> None:
        self._parts.append("\v")

    def colon(self, start: int) -> None:
        """Set a colon after what was added from ``start`` on, where that is a field's label."""
        if bare_label(words := tidy("".join(self._parts[start:]))) and words[-1] not in ":：":
            self._parts.append("：")

    def take_term(self) -> Iterator[Line]:
        """Keep a short term of a definition list for the line that explains it: ``术语：说明``."""
        words = tidy(whole := "".join(self._parts).strip())
        if not words or len(words) > _TERM or words[-1] in "。？！?!；;" or "\v" in whole:
            yield from self.flush(False, 0)
            return
        yield from self.drop_term()
        self._term = words.rstrip(":：")
        self._parts.clear()
        self._links = 0

    def drop_term(self) -> Iterator[Line]:
        """A term that nothing explains is a line of its own."""
        if self._term:
            yield Line(self._term)
        self._term = ""

    def flush(self, cell: bool, heading: int) -> Iterator[Line]:
        lines = [tidy(part) for part in "".join(self._parts).split("\v")]
        lines = [line for line in lines if line]
        share = self._links
        for position, line in enumerate(lines):
            label, self.label = self.label, ""
            if self._term:
                label, self._term = f"{label}{self._term}：", ""
            yield Line(label + line, min(share, len(line)), cell, heading, position > 0)
            share = max(0, share - len(line))
        self._parts.clear()
        self._links = 0


def level_of(node: LexborNode, tag: str) -> int:
    """The level of a heading, or of an element whose name says that it holds a title; else 0."""
    if found := _LEVELS.get(tag, 0):
        return found
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}".split()
    return NAMED_TITLE if any(_TITLE_NAME.search(name) for name in names) else 0


def tidy(text: str) -> str:
    """White space as a browser shows it; a source line's end between Chinese characters vanishes."""
    return _SPACES.sub(" ", _WRAP.sub("", text)).strip()
