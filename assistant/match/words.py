"""The words of a profile and of a measure brought to one form, and how far one covers the other."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from corpus.language.words import content_words, fold, general_idf, pairs, unspaced

_SAME = Path(__file__).with_name("same_words.yaml")
_TABLE = Path(__file__).with_name("words.yaml")
_DIGITS = re.compile(
    r"[0-9零一二三四五六七八九十百千万亿%.]+(?:[年月日元件个名家户级类倍]|万元|亿元)?$"
)
# Ends of names: 医药企业 and 医药制造 are of one trade, whatever a word list makes of 医药企业.
_WHO = re.compile("企业|公司|单位|机构|项目|设备(?=采购)")
# 三名企业, 50强: names made of a number
_OPENING, _CLOSING = re.compile("[“‘「『]"), re.compile("[”’」』]")
_MARKS = re.compile("[“”‘’\"'「」『』《》\u3000]")
_NAME = re.compile("‹([^‹›]{2,8})›")
_LIGHTER = 0.4


@dataclass(frozen=True, slots=True)
class Words:
    """A text in the one form, with its words and their pairs of characters."""

    text: str
    words: frozenset[str]
    pairs: frozenset[str]
    _credits: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    def credit(self, word: str) -> float:
        """How far (0–1) a word of another text is said here: whole, or by most of its characters."""
        known = self._credits.get(word)
        if known is None:
            known = self._credits[word] = self._credit(word)
        return known

    def _credit(self, word: str) -> float:
        if word in self.words or (len(word) > 1 and word in self.text):
            return 1.0
        if len(word) < 3:
            return 0.0
        if len(word) == 4:  # 进口设备: two words in one
            halves = (word[:2] in self.text) + (word[2:] in self.text)
            return 0.45 * halves
        own = pairs(word)
        shared = sum(pair in self.pairs for pair in own) / len(own)
        return 0.8 * shared if shared >= 0.5 else 0.0


NO_WORDS = Words("", frozenset(), frozenset())


def words_of(text: str) -> Words:
    """Read a text."""
    plain = same(text)
    bare = plain.replace("‹", "").replace("›", "")
    return Words(bare, frozenset(meaning_words(plain)), frozenset(pairs(bare)))


def together(parts: Iterable[Words]) -> Words:
    """Several texts as one."""
    kept = list(parts)
    return Words(
        "\n".join(w.text for w in kept),
        frozenset().union(*(w.words for w in kept)),
        frozenset().union(*(w.pairs for w in kept)),
    )


@lru_cache(maxsize=20_000)
def meaning_words(plain: str) -> tuple[str, ...]:
    """The words of a text in the one form that tell what it is about, in order."""
    names = _NAME.findall(plain)
    words = content_words(_WHO.sub(" ", _NAME.sub(" ", plain)))
    told = (w for w in words if w not in _listed("common") and not _DIGITS.match(w))
    return tuple(dict.fromkeys((*names, *told)))


@lru_cache(maxsize=20_000)
def same(text: str) -> str:
    """A text in the one form: no white space, no quotation marks, one word for one thing."""
    pattern, meant = _same_table()
    plain = _CLOSING.sub("›", _OPENING.sub("‹", unspaced(fold(text))))
    plain = _MARKS.sub("", plain)
    return pattern.sub(lambda found: meant[found.lastgroup or ""], plain)


@lru_cache(maxsize=2)
def _listed(name: str) -> frozenset[str]:
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return frozenset(str(rows[name]).split())


@lru_cache(maxsize=1)
def _same_table() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = yaml.safe_load(_SAME.read_text(encoding="utf-8"))
    forms = [(form, n) for n, (first, rest) in enumerate(rows.items())
             for form in (first, *str(rest).split("|"))]  # fmt: skip
    forms.sort(key=lambda pair: -len(re.sub(r"\(\?.*?\)", "", pair[0])))
    groups, meant = [], {}
    firsts = [str(first) for first in rows]
    for at, (form, n) in enumerate(forms):
        groups.append(f"(?P<g{at}>{fold(_MARKS.sub('', form))})")
        meant[f"g{at}"] = firsts[n]
    return re.compile("|".join(groups)), meant


def telling(word: str) -> float:
    """How much a word tells by itself, whatever the measures at hand."""
    rare = min(general_idf(word), 11.0)
    return rare * (_LIGHTER if word in _listed("doing") or len(word) == 1 else 1.0)


def covered(
    wanted: Iterable[str], here: Words, weight: Callable[[str], float] = telling
) -> tuple[float, float]:
    """The share (0–1) of ``wanted`` words that is said ``here``, by weight, and their whole weight."""
    total = said = 0.0
    for word in wanted:
        heavy = weight(word)
        total += heavy
        said += heavy * here.credit(word)
    return (said / total if total else 0.0), total
