"""Text folded for comparison: width, case, white space and look-alike signs make no difference."""

import re

from corpus.language.words import fold, unspaced

_DASH = re.compile("[‐-―−~～〜]")
_RANGE = re.compile("(?<=[0-9])年?[至到](?=[0-9])")
BORDER = re.compile("[，,；;：:。！？!?（）()]")  # of phrases


def plain(text: str) -> str:
    """``text`` folded, without white space; offsets in it are its own."""
    bare = _DASH.sub("-", unspaced(fold(text))).replace("○", "〇").replace("◯", "〇")
    return _RANGE.sub("-", bare)  # 2011年至2015年


def phrases(text: str) -> list[str]:
    """The phrases of a plain text, from one comma, colon or bracket to the next."""
    return [phrase for phrase in BORDER.split(text) if phrase]
