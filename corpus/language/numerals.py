"""Chinese numerals and dates, as official documents write them."""

import re
from datetime import date

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "Ｏ": 0, "O": 0, "◯": 0, "两": 2, "俩": 2,
}  # fmt: skip
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
CHINESE_NUMERAL = "[零一二三四五六七八九十百千万亿两〇○]"

# GB/T 9704-2012 writes the date in Arabic numerals; documents before 2012 in Chinese ones, with
# 〇 (U+3007) or its look-alike ○ (U+25CB).
_DATE = re.compile(
    r"(?P<y>[12][0-9]{3}|[一二][零〇○ＯO◯一二三四五六七八九]{3})\s*年\s*"
    r"(?P<m>[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<d>[0-9]{1,2}|[一二三四五六七八九十]{1,3})\s*[日号]"
)


def chinese_number(text: str) -> int:
    """Return the integer that Chinese numerals stand for.

    Both positional (``二○一一`` → 2011) and with units (``三百二十`` → 320, ``十`` → 10).

    Raises:
        ValueError: a character that is no numeral, or nothing at all.
    """
    if not text:
        raise ValueError("no numeral")
    if not any(c in _UNITS or c in _LARGE for c in text):
        return int("".join(str(_digit(c)) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _LARGE:
            # 万 counts only what stands before it back to 亿 (一亿二千万); 亿 counts all (一万亿).
            part = section + digit
            total = total + part * _LARGE[c] if c == "万" else (total + part) * _LARGE[c]
            section = digit = 0
        elif c in _UNITS:
            section += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _digit(c)
    return total + section + digit


def _digit(c: str) -> int:
    if c not in _DIGITS:
        raise ValueError(f"not a Chinese numeral: {c!r}")
    return _DIGITS[c]


def whole_number(text: str) -> int:
    """The integer that Arabic digits or Chinese numerals stand for.

    Raises:
        ValueError: neither, or nothing at all.
    """
    return int(text) if text.isascii() and text.isdigit() else chinese_number(text)


def find_dates(text: str) -> list[tuple[int, int, date]]:
    """Return (start, end, date) of every full date in ``text``; impossible dates are left out."""
    found = []
    for match in _DATE.finditer(text):
        try:
            when = date(*(whole_number(match[part]) for part in "ymd"))
        except ValueError:
            continue
        found.append((match.start(), match.end(), when))
    return found


def chinese_date(when: date) -> str:
    """Write a date the way people read it: ``2011年7月5日``."""
    return f"{when.year}年{when.month}月{when.day}日"
