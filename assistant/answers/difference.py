"""The first line of a comparison: what each side says in short, and which figure is higher."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.blocks import Text
from corpus.language.figures import Figure, find_figures
from corpus.language.sentences import phrase_spans
from corpus.language.words import fold

NONE = "没有找到规定"
_SHORT = 40  # characters of what is said of a side
_FIGURES = re.compile("多少|几[个年月天倍成]|百分|差|哪.{0,6}[高低多少大小]|门槛|限制")
_ORDERED = re.compile("哪|谁|差|更|比")  # asks which is more


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name, and what is said of it, piece by piece."""

    name: str
    pieces: tuple[Text, ...]

    @property
    def words(self) -> str:
        """All that is said, without marks."""
        return "；".join("".join(p for p in piece if isinstance(p, str)) for piece in self.pieces)

    @property
    def figures(self) -> list[Figure]:
        """The figures in it that measure something."""
        return [f for f in find_figures(fold(self.words)) if f.dimension]


def difference(question: str, sides: Sequence[Side]) -> str:
    """Both figures, and which is higher; or what each side says in short."""
    silent = [side.name for side in sides if not side.pieces]
    known = [side for side in sides if side.pieces]
    if silent:
        told = "；".join(f"{side.name}：{_brief(side)}" for side in known)
        return f"{told}；{'、'.join(silent)}{NONE}。"
    if all(side.pieces == sides[0].pieces for side in sides[1:]):
        return f"{'和'.join(side.name for side in sides)}的规定相同：{_brief(sides[0])}。"
    if _FIGURES.search(question) and all(side.figures for side in sides):
        line = "；".join(f"{side.name}：{_stating(side)}" for side in sides)
        return f"{line}{_which(question, sides)}。"
    return "；".join(f"{side.name}：{_brief(side)}" for side in sides) + "。"


def _which(question: str, sides: Sequence[Side]) -> str:
    """Which of two figures of one kind is higher, where that is asked."""
    if len(sides) != 2 or not _ORDERED.search(question):
        return ""
    one, other = sides
    for dimension in ("金额", *(f.dimension for f in one.figures)):
        first = [f.value for f in one.figures if f.dimension == dimension]
        second = [f.value for f in other.figures if f.dimension == dimension]
        if first and second:
            if max(first) == max(second):
                return f"。{dimension}两者相同"
            higher, lower = (one, other) if max(first) > max(second) else (other, one)
            return f"。{dimension}上{higher.name}高于{lower.name}"
    return ""


def _stating(side: Side) -> str:
    """The phrases with figures, as many as are short."""
    words = side.words
    said = [
        words[a:b]
        for a, b in phrase_spans(words)
        if any(f.dimension for f in find_figures(fold(words[a:b])))
    ]
    kept = said[:1]
    while len(kept) < len(said) and sum(map(len, kept)) + len(said[len(kept)]) <= _SHORT:
        kept.append(said[len(kept)])
    return "".join(kept).strip("。；，：、") if kept else _brief(side)


def _brief(side: Side) -> str:
    """The beginning of what is said of a side, whole phrases."""
    words = side.words
    if len(words) <= _SHORT:
        return words.rstrip("。；，：")
    ends = [b for _, b in phrase_spans(words) if b <= _SHORT]
    return words[: ends[-1] if ends else _SHORT].rstrip("。；，：、") + "……"
