"""Words typed with a wrong character of the same sound: 陶汰 for 淘汰, 备安 for 备案.

Input methods take pinyin, so nearly every slip is a homophone. A word is put right only where the
corpus does not know what was typed, and does know a dictionary word that sounds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

import jieba
from pypinyin import lazy_pinyin, pinyin_dict

from corpus.language.words import word_spans

_LONGEST = 4  # characters of a word that is looked at
_COMMON = 20  # times a word is counted in jieba's dictionary, to be taken for what was meant
_CHINESE = range(0x4E00, 0x9FA6)
# Meant as they stand, though documents seldom write them alone.
_SPOKEN = frozenset("俺咱咋啥搞弄嘛呗几哪补奖贴领拿交报办投贷减免罚批管给找")


def without_typos(question: str, known: Callable[[str], bool]) -> str:
    """``question`` with homophones put right.

    Args:
        known: whether the corpus holds these very words.
    """
    broken = _broken(question)
    at = 0
    while at < len(question):
        if found := _meant(question, at, broken, known):
            question = question[:at] + found + question[at + len(found) :]
        at += len(found) or 1
    return question


def _meant(text: str, at: int, broken: frozenset[int], known: Callable[[str], bool]) -> str:
    """The word meant where the characters from ``at`` are none, "" where nothing is wrong."""
    for length in range(_LONGEST, 1, -1):
        typed = text[at : at + length]
        if len(typed) < length or not broken.issuperset(range(at, at + length)):
            continue
        if jieba.dt.FREQ.get(typed) or known(typed):
            continue
        meant = max(_alike(typed), key=lambda word: jieba.dt.FREQ[word], default="")
        if meant and jieba.dt.FREQ[meant] >= _COMMON and known(meant):
            return meant
    return ""


def _broken(text: str) -> frozenset[int]:
    """Chinese characters that stand in no dictionary word: a slip breaks its word into such."""
    return frozenset(
        i
        for a, b in word_spans(text)
        if b - a == 1 or not jieba.dt.FREQ.get(text[a:b])
        for i in range(a, b)
        if ord(text[i]) in _CHINESE and text[i] not in _SPOKEN
    )


def _alike(typed: str) -> Iterator[str]:
    """Dictionary words that differ from ``typed`` in one character of the same sound."""
    for i, character in enumerate(typed):
        for other in _sounds().get(lazy_pinyin(character)[0], ()):
            word = typed[:i] + other + typed[i + 1 :]
            if word != typed and jieba.dt.FREQ.get(word):
                yield word


@lru_cache(maxsize=1)
def _sounds() -> dict[str, set[str]]:
    """Characters by their sound without its tone."""
    characters = [chr(code) for code in pinyin_dict.pinyin_dict if code in _CHINESE]
    by_sound: dict[str, set[str]] = {}
    for character, sound in zip(characters, lazy_pinyin(characters), strict=True):
        by_sound.setdefault(sound, set()).add(character)
    return by_sound
