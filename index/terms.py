"""What the keyword index is made of: pairs of Chinese characters, and whole words of other scripts.

On 599 policy documents and 339 questions BM25 over character pairs put the right document first in
79 % of cases and its words into five chunks in 87 %, against 75 % and 79 % over jieba's words: no
word border can be missed, and a phrase of pairs is an exact substring.
"""

import re

from corpus.language.words import fold, pairs, simplified

_RUN = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?|[^\W_a-z0-9]+")


def terms(text: str) -> list[str]:
    """The terms of a text in order: ``贴息5.5%`` → 贴息, 5.5; a lone character stands for itself."""
    found: list[str] = []
    for match in _RUN.finditer(fold(simplified(text))):
        run = match[0]
        if run[0].isascii() or len(run) == 1:
            found.append(run)
        else:
            found += pairs(run)
    return found
