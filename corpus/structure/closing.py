"""Signatures and dates in a text that lost its line breaks, and where annexes begin in it.

Such a text goes on in one line behind ``某市人民政府 2020年2月14日``: with the annexed rule, with
another part, or not at all.
"""

import re

from corpus.language.numerals import find_dates
from corpus.language.organs import ends_organ, may_sign, stands_alone

_WORD = re.compile(r"\S+")
_BREAK = re.compile(r"[\s\u3000]")
_MOST = 12  # bodies that may sign together
# 附件1 名单, 附件：1.申报表, and 某建发〔2020〕46号附件1, each behind a blank
_ANNEX = re.compile(
    r"(?<=\s)(?=(?:[\u4e00-\u9fff]{2,12}〔[0-9]{4}〕[0-9]+号)?附件\s?[0-9一二三四五六七八九十]{0,2}(?:[\s\u3000：:]|$))"
)
_LABEL_ENDS = re.compile(r"附件\s?[0-9一二三四五六七八九十]{0,2}(?=\s)")
_ENDED = re.compile(r"[。！？；）)】”]$")


def closing_borders(text: str, start: int, end: int) -> list[int]:
    """Offsets in a long line before each signature, before its date, and behind it; and before
    annexes that are named or begin there. A last signature may stand without a date."""
    borders: set[int] = set()
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, start, end)]
    for first, last, _ in find_dates(text[start:end]):
        first, last = start + first, start + last
        if last < end and not _BREAK.match(text[last]):
            continue
        begin = _signed_from(text, [w for w in words if w[1] <= first][-_MOST:], start)
        joined = _joined(text, words, first)
        if joined is not None:
            begin = joined
        if begin is not None:
            borders |= {begin, first, last}
        elif _ENDED.search(text[start:first].rstrip()[-1:]) and last < end:
            borders |= {first, last}  # no signature: 请遵照执行。 2020年2月19日 关于…的措施
    if words and len(words) > 1:
        begin, stop = words[-1]
        ended = _ENDED.search(text[words[-2][0] : words[-2][1]])
        if ended and stands_alone(text[begin:stop]) and may_sign(text[begin:stop]):
            borders.add(begin)
    for annex in _ANNEX.finditer(text, start, end):
        borders.add(annex.start())
        if label := _LABEL_ENDS.search(text, annex.start(), annex.start() + 40):
            borders.add(label.end())  # its title and text follow
    return sorted(at for at in borders if start < at < end)


def _signed_from(text: str, words: list[tuple[int, int]], start: int) -> int | None:
    """Where the signature begins that ends with the last of ``words``; None where none does."""
    begin = None
    following = ""
    single = 0
    for left, right in reversed(words):
        piece = text[left:right]
        single = single + 1 if len(piece) == 1 else 0
        if left == start or not may_sign(piece if len(piece) > 1 else piece * 2):
            break
        if begin is None and not ends_organ(piece):
            break
        if begin is not None and not ends_organ(piece) and not single and stands_alone(following):
            break  # 未抵扣证明 财政部: what stands before a whole name isn't its beginning
        begin, following = left, piece
    return begin


def _joined(text: str, words: list[tuple[int, int]], first: int) -> int | None:
    """Where a signature begins that has no blank before its date (``某局2020年2月1日``)."""
    for left, right in words:
        if left < first < right:
            piece = text[left:first]
            return left if stands_alone(piece) and may_sign(piece) else None
    return None
