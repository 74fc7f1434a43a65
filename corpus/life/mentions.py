"""Other documents named in a text: 《title》, number, and the short names given to them."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from corpus.language.document_numbers import find_numbers, title_key
from corpus.language.words import unspaced
from corpus.life.own_sentences import BRACKETS, GENRE, QUOTED


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a sentence: title and number with whatever brackets follow."""

    title: str
    number: str
    start: int
    end: int


_GENERIC = {*GENRE.split("|"), *"实施细则 实施意见 实施办法 实施方案 暂行办法 目录".split()}


_BEHIND = re.compile(rf"\s*({BRACKETS.pattern})")
_ADJOINS = re.compile(r"[\s）)]*(?:文件?)?")


def find_mentions(sentence: str, aliases: dict[str, Mention]) -> list[Mention]:
    """The documents named in a sentence, in order; short names (以下简称《办法》) are resolved."""
    found: list[Mention] = []
    numbers = find_numbers(sentence)
    used: set[int] = set()
    starts = [first for first, _, _ in numbers]
    border = 0
    for match in QUOTED.finditer(sentence):
        if match.start() < border:
            continue  # inside the brackets behind another one: its short name
        border = match.end()
        start = match.start()
        if behind := _BEHIND.match(sentence, border):
            border = behind.end()
        after = bisect_left(starts, match.start())
        inside = [n for n in numbers[after : after + 20] if n[0] < border]
        used.update(first for first, _, _ in inside)
        number = next((n[2] for n in inside if n[0] >= match.end()), "")
        # 甲政〔2001〕1号《甲》: the number may stand before the title
        if after and not number:
            first, last, written = numbers[after - 1]
            if first not in used and _ADJOINS.fullmatch(sentence, last, match.start()):
                start, number = first, written
                used.add(first)
        title = unspaced(match[1])
        known = aliases.get(title)
        if known and not number:
            title, number = known.title, known.number
        if number or (title_key(title) not in _GENERIC and re.search("[\u4e00-\u9fff]{2}", title)):
            found.append(Mention(title, number, start, border))
    for first, last, written in numbers:
        if first not in used:
            found.append(Mention("", written, first, last))
    return sorted(found, key=lambda m: m.start)


_BEHIND_TWICE = re.compile(rf"\s*({BRACKETS.pattern})(?:\s*{BRACKETS.pattern})?")
_ALIAS = re.compile(r"(?:以下|下)?(?:统称|简称)[：:为]?[“\"]?《([^《》]{2,30})》")


def find_aliases(text: str) -> dict[str, Mention]:
    """Short names given in brackets (以下简称《办法》) and the documents they stand for."""
    found: dict[str, Mention] = {}
    for match in QUOTED.finditer(text):
        behind = _BEHIND_TWICE.match(text, match.end())
        short = _ALIAS.search(behind[0]) if behind else None
        if behind and short:
            number = next((n for _, _, n in find_numbers(behind[0])), "")
            found[short[1]] = Mention(unspaced(match[1]), number, match.start(), behind.end())
    return found
