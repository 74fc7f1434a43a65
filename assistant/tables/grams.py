"""Pairs of neighbouring characters, numbers and Latin words as wholes: what questions and tables share."""

import re
from functools import lru_cache

from corpus.language.words import fold, unspaced

_UNIT = re.compile(r"[0-9]+(?:\.[0-9]+)?|[a-z]+|[\u3400-\u9fff]")
# What a question says besides what it is about.
_FILLER = re.compile(
    "请问|请|我想|想要|我们|我司|我|你们|知道|需要|应该|应当|可以|能不能|能够|能|会|要|得|的|了|吗|呢|啊|呀|是|有|在|和|与|及|或|"
    "怎么样|怎样|怎么|如何|咋|什么|啥|哪一?[个些家种类级位条项里儿天年]?|谁|多少|多久|多长|多大|多高|几|分别|各|一下|这个|那个|"
    "具体|对应|时候|时间|一共|总共|由|给|为|属于|钱|找|问"
)


def folded(text: str) -> str:
    """Text as grams are looked for in it: width and case folded, without white space."""
    return unspaced(fold(text))


def grams(text: str) -> list[str]:
    """The distinct pairs of ``text`` (folded), in order; numbers and Latin words count as one
    character, and also by themselves; a lone character stands for itself."""
    return [gram for gram, _, _ in placed(text)]


def placed(text: str) -> list[tuple[str, int, int]]:
    """``grams`` with the offsets of where each stands first."""
    found: dict[str, tuple[int, int]] = {}
    units = list(_UNIT.finditer(text))
    for place, unit in enumerate(units):
        after = units[place + 1] if place + 1 < len(units) else None
        joined = after is not None and after.start() == unit.end()
        alone = not joined and (place == 0 or units[place - 1].end() != unit.start())
        if unit[0].isascii() or alone:
            found.setdefault(unit[0], unit.span())
        if joined and after is not None:
            found.setdefault(text[unit.start() : after.end()], (unit.start(), after.end()))
    return [(gram, *span) for gram, span in found.items()]


def holds(text: str, gram: str) -> bool:
    """Whether folded ``text`` has ``gram``; a number is not found inside a longer one."""
    if gram not in text:
        return False
    if not (gram[0].isascii() or gram[-1].isascii()):
        return True
    return bool(_bounded(gram).search(text))


@lru_cache(maxsize=512)
def _bounded(gram: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![0-9a-z.]){re.escape(gram)}(?!\.?[0-9]|[a-z])"
        if gram[0].isascii()
        else rf"{re.escape(gram)}(?!\.?[0-9]|[a-z])"
    )


def telling(question: str) -> list[str]:
    """The grams of a folded question that say what it is about: none that reaches into words that
    only ask."""
    fillers = [match.span() for match in _FILLER.finditer(question)]
    return [
        gram
        for gram, start, end in placed(question)
        if not any(start < right and left < end for left, right in fillers)
    ]


def share(of: list[str], inside: str) -> float:
    """Share (0 to 1) of grams that folded text holds; 0 for no grams."""
    return sum(holds(inside, gram) for gram in of) / len(of) if of else 0.0
