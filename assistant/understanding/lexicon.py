"""Everyday words and the official terms that may stand for them, from ``lexicon.yaml``."""

from functools import lru_cache
from pathlib import Path

import yaml

_TABLE = Path(__file__).with_name("lexicon.yaml")


@lru_cache(maxsize=1)
def lexicon() -> dict[str, tuple[str, ...]]:
    """Everyday word → official terms; read once."""
    rows = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return {str(word): tuple(str(term) for term in terms) for word, terms in rows.items()}


@lru_cache(maxsize=1)
def _phrases() -> tuple[str, ...]:
    """Lexicon entries of two characters or more, longest first."""
    return tuple(sorted((word for word in lexicon() if len(word) > 1), key=len, reverse=True))


def phrases_in(text: str) -> list[str]:
    """Entries that occur in ``text`` as they stand, wherever jieba would cut."""
    return [word for word in _phrases() if word in text]
