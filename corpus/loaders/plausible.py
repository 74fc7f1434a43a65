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
_PAIRS = 60  # of Chinese characters; fewer say too little
# Of 10,000 pages of rules, notices, news and tables 99.9 % have more frequent words than this; of the
# same pages with their characters exchanged 99 % have fewer.
_FREQUENT = 0.03
_LETTERS = 60
_ODD = 0.25
_RUN = re.compile("[\u4e00-\u9fff]{2,}")
_SYMBOLS = re.compile(r"[!-'*+;-@\[-`{-~]")
_ACCENTED = re.compile("[\u00a1-\u024f]")


def looks_garbled(text: str) -> bool:
    """Whether a page's text is most likely not what is seen on it."""
    solid = re.sub(r"\s", "", text)
    runs = _RUN.findall(solid)
    pairs = sum(len(run) - 1 for run in runs)
    if pairs >= _PAIRS:
        words = _frequent_words()
        found = sum(a + b in words for run in runs for a, b in pairwise(run))
        return found < _FREQUENT * pairs
    if len(solid) < _LETTERS or pairs > 0.1 * len(solid):
        return False
    odd = len(_ACCENTED.findall(solid)) + len(_SYMBOLS.findall(solid))
    return odd > _ODD * len(solid)


@lru_cache(maxsize=1)
def _frequent_words() -> frozenset[str]:
    text = "".join(_WORDS.read_text(encoding="utf-8").split())
    return frozenset(text[i : i + 2] for i in range(0, len(text), 2))
