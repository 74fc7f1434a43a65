"""Whether the text layer of a page is text: broken fonts give characters, only not those one sees.

Judged by two things that hold of running text whatever it is about: frequent words occur, and letters
are of the usual kinds. Lists of names and pages of numbers may seem garbled, too, so what is judged
so is compared with what is seen (see ``pdf_scans``).
"""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

# The 1000 most frequent words of two characters of jieba's dictionary (MIT), one behind the other.
_WORDS = Path(__file__).with_name("common_words.txt")
_PAIRS = 60  # different ones of Chinese characters; fewer say too little
# Of 5,300 stretches of 400 characters of rules, notices, news and service guides all have more frequent
# words than this; of 2,258 of them with their characters exchanged, in four ways, all have fewer.
_FREQUENT = 0.03
_LETTERS = 60
_ODD = 0.25
_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_SYMBOLS = re.compile(r"[!-'*+;-@\[-`{-~]")
_ACCENTED = re.compile("[\u00a1-\u024f]")


def looks_garbled(text: str) -> bool:
    """Whether a page's text is most likely not what is seen on it."""
    solid = re.sub(r"\s", "", text)
    pairs = {a + b for run in _RUN.findall(solid) for a, b in pairwise(run)}
    if len(pairs) >= _PAIRS:
        return len(pairs & _frequent_words()) < _FREQUENT * len(pairs)
    if len(solid) < _LETTERS or len(pairs) > 0.1 * len(solid):
        return False
    odd = len(_ACCENTED.findall(solid)) + len(_SYMBOLS.findall(solid))
    return odd > _ODD * len(solid)


@lru_cache(maxsize=1)
def _frequent_words() -> frozenset[str]:
    text = "".join(_WORDS.read_text(encoding="utf-8").split())
    return frozenset(text[i : i + 2] for i in range(0, len(text), 2))
