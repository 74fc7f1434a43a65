"""Whether words stand together as they do in the document: left out may be some, moved may be none.

The same words put together anew can say anything (推广 of one list, 高炉 of another). So each run of a
sentence must be found in the quote from left to right, in a few pieces; what is left out between two
pieces may be an item of the list, or a few words of the same phrase.
"""

import re
from functools import cache

from assistant.writing.plain import BORDER

_LINK = re.compile("以及|[和与及]")
_SILENT = re.compile("[的了地之其等各]")
_SEAMS = 2  # pieces of one run that were not side by side
_GAP = 14  # characters left out within one phrase
_SHORTEST = 2  # characters of a piece


def smooth(text: str) -> str:
    """``text`` without particles, every link of a list as 、."""
    return _SILENT.sub("", _LINK.sub("、", text))


def runs_along(run: str, quote: str) -> bool:
    """Whether a run of a sentence goes along with a quote; both smoothed."""
    run = run.strip("、 ")

    @cache
    def rest(at: int, end: int, seams: int) -> bool:
        """Whether ``run[at:]`` can be laid into the quote behind ``end``; -1: anywhere."""
        if at >= len(run):
            return True
        for size in range(len(run) - at, 0, -1):
            if size < _SHORTEST and len(run) >= _SHORTEST:
                break
            piece = run[at : at + size]
            found = quote.find(piece, max(end, 0))
            while found >= 0:
                if (end < 0 or _joins(quote, end, found, seams)) and rest(
                    at + size, found + size, seams + (end >= 0 and found > end)
                ):
                    return True
                found = quote.find(piece, found + 1)
        return False

    return rest(0, -1, 0)


def _joins(quote: str, end: int, start: int, seams: int) -> bool:
    """Whether ``quote[end:start]`` may be left out after so many seams."""
    gap = quote[end:start]
    if not gap:
        return True
    if seams >= _SEAMS or BORDER.search(gap):
        return False
    if "、" in gap:  # whole items of a list, up to the border of the next one
        return quote[start - 1] == "、"
    return len(gap) <= _GAP
