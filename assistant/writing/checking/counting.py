"""A count that a model makes itself (“条件有三项：”) is checked by counting."""

import re

from assistant.writing.checking.placing import Unit
from assistant.writing.checking.tiling import LINKS
from assistant.writing.measures import Measure
from corpus.language.numerals import chinese_number

_COUNTED = frozenset("个项条类种点步款")
_WORDS = re.compile(
    "([0-9]+|[两二三四五六七八九十]+)(?:大?(?:个|项|条|类|种|点|步|款)(?:方面|部分|环节)?|方面|部分|大)"
)
_ENUMERATED = re.compile(
    "(?:^|[，,；;：:、])(?:[一二三四五六七八九]是|其[一二三四五六七八九](?!中|他|它|余)|第[一二三四五六七八九](?=[，、])|[①-⑩])"
)


def is_own_count(measure: Measure, text: str) -> bool:
    """Whether a figure of a sentence counts things, rather than measure them."""
    found = _WORDS.match(text, measure.start)
    return found is not None and found.start() == measure.start


def without_count(text: str) -> str:
    """``text`` without its counts."""
    return _WORDS.sub("", text)


def counts_right(said: str, unit: Unit, following: int = 0) -> bool:
    """Whether each count of a sentence is true.

    Args:
        said: the sentence as it was written, in plain signs.
        unit: what it is about: the items of one of its lists, or its phrases, may be what is counted.
        following: items of the list that the sentence leads in; 0: it leads in none.
    """
    wanted = [_value(found[1]) for found in _WORDS.finditer(said)]
    told = len(_ENUMERATED.findall(said))
    if told or following:
        return all(n in (told, following) for n in wanted)
    return all(n in _countable(unit) for n in wanted)


def _countable(unit: Unit) -> set[int]:
    """How many items each list of the unit has, and how many phrases each of its sentences."""
    lists = {1 + sum(c in LINKS for c in line.text) for line in unit.lines}
    sentences = {unit.sentence.count(n) for n in set(unit.sentence)}
    heads = len(set(unit.sentence))
    return {n for n in lists | sentences | {heads} if n > 1}


def _value(written: str) -> int:
    if written == "两":
        return 2
    return int(written) if written.isdigit() else int(chinese_number(written))
