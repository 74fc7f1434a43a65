"""Labels at the start of lines (2、, 1.2, （三）, ①): whether one opens an item of a list there, or a
number only happens to be where the line was broken.

A label opens an item where its list goes on: the item before it has the number below, at the same
distance from the margin.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.language.markers import ARTICLE_RANK, marker_at

_DECIMAL = re.compile(r"([1-9][0-9]?)((?:[.．][0-9]{1,2}){1,3})[.．、]?(?=\s|[\u3400-\u9fff《“（])")
_HALF = re.compile(r"([0-9]{1,2})[)）]\s*(?=[\u3400-\u9fff《“])")
# What is counted is a quantity: 2.5个百分点, 1.2 亿元.
_UNIT = re.compile(
    r"\s*(?:[多余]?[个万亿千百元年月日天倍亩吨户家项人次件套台名岁分米度期批种类级升克]|公[里斤顷]|平方|立方|小时|"
    r"百分|左右|以[上下]|[%％‰℃])"
)
# 三、四线城市 counts on, it opens nothing.
_COUNTS_ON = re.compile(
    r"[一二三四五六七八九十0-9]{1,3}(?:、[一二三四五六七八九十0-9]|[线季批次类级等产年月日者项个是])"
)
# A line that ends like this goes on in the next one, whatever that begins with.
_OPEN_END = re.compile(
    r"(?:[、，,（(《〈“‘\[【〔\-—～~+=/]|[和与及或至到第按从据自以附表图]|[0-9.]\s*)$"
)
BULLET = "\u2022"  # what the signs of symbol fonts are read as; it opens items and is left out
_ARTICLES = frozenset(f"rank{rank}" for rank in range(ARTICLE_RANK + 1))
_AHEAD = 40  # lines in which the second item of a list is looked for


@dataclass(frozen=True, slots=True)
class Label:
    """A label: what kind it is, its numbers (1.2 is (1, 2)) and its length in characters."""

    kind: str
    values: tuple[int, ...]
    length: int

    @property
    def parent(self) -> tuple[int, ...]:
        """The number it divides: 1 of 1.2."""
        return self.values[:-1]


def label_of(text: str) -> Label | None:
    """The label that ``text`` begins with, or None."""
    if text.startswith(BULLET):
        return Label("bullet", (1,), len(BULLET))
    if decimal := _DECIMAL.match(text):
        rest = tuple(int(part) for part in re.split("[.．]", decimal[2])[1:])
        if _UNIT.match(text, decimal.end()) or 0 in rest:
            return None
        return Label(f"decimal{len(rest)}", (int(decimal[1]), *rest), decimal.end())
    if half := _HALF.match(text):
        return Label("half", (int(half[1]),), half.end())
    marker = marker_at(text, 0)
    if marker is None or _COUNTS_ON.match(text, marker.end):
        return None
    return Label(f"rank{marker.rank}", (marker.value,), marker.end)


def opened_later(texts: Sequence[str], index: int) -> bool:
    """Whether the label of line ``index`` is the first of a list: the second one follows."""
    first = label_of(texts[index])
    if first is None or first.values[-1] != 1:
        return False
    for text in texts[index + 1 : index + 1 + _AHEAD]:
        label = label_of(text)
        if label and label.kind == first.kind:
            return label.values == (*first.parent, 2)
    return False


@dataclass(slots=True)
class Lists:
    """The lists that are open where reading has come to; ``indent`` is in letters from the margin."""

    _last: dict[str, tuple[tuple[int, ...], float]] = field(default_factory=dict)

    def opens(self, label: Label, indent: float, above: str) -> bool:
        """Whether an item begins with this label though the line above is full and has no end mark."""
        if label.kind == "bullet":
            return True
        if _OPEN_END.search(above.rstrip()):
            return False
        last = self._last.get(label.kind)
        if last is None or abs(last[1] - indent) > 1.2:
            return False
        return label.values == (*last[0][:-1], last[0][-1] + 1)

    def began(self, text: str, indent: float) -> None:
        """Tell that a paragraph began with this line."""
        if label := label_of(text):
            self._last[label.kind] = (label.values, indent)


def needs_blank(label: Label, text: str) -> bool:
    """Whether an article's label stands without the blank that sets it apart: 第四条处理 is a
    reference wherever the line above doesn't end."""
    return label.kind in _ARTICLES and not text[label.length :].startswith((" ", "\u3000"))
