"""Writing list numbers the way word processors do: 一、（十二） 壹 ① iv A."""

from collections.abc import Callable

_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def chinese_counting(number: int) -> str:
    """``12`` → ``十二``, ``20`` → ``二十``, ``105`` → ``一百零五`` (up to 9999, digits beyond)."""
    words = _with_units(number, "零一二三四五六七八九", "十百千")
    return words.removeprefix("一") if words.startswith("一十") else words


def label(number: int, style: str) -> str:
    """The number in a style of ECMA-376 ``ST_NumberFormat``; decimal where the style is unknown."""
    writer = _STYLES.get(style)
    return writer(number) if writer and number > 0 else str(number)


def _with_units(number: int, digits: str, units: str) -> str:
    if not 0 < number < 10_000:
        return str(number)
    words, zero = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            words += digits[0] if zero and words else ""
            words += digits[digit] + (units[power - 1] if power else "")
        zero = not digit
    return words


def _translated(digits: str) -> Callable[[int], str]:
    table = str.maketrans("0123456789", digits)
    return lambda number: str(number).translate(table)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        while number >= value and len(words) < 30:
            words, number = words + sign, number - value
    return words


def _letter(number: int) -> str:
    return chr(97 + (number - 1) % 26) * min(9, (number - 1) // 26 + 1)


def _stem(number: int) -> str:
    return "甲乙丙丁戊己庚辛壬癸"[number - 1] if number <= 10 else str(number)


_WRITERS: tuple[tuple[str, Callable[[int], str]], ...] = (
    (
        "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting",
        chinese_counting,
    ),
    ("taiwaneseCountingThousand", chinese_counting),
    ("koreanDigital ideographDigital taiwaneseDigital", _translated("〇一二三四五六七八九")),
    ("japaneseDigitalTenThousand", _translated("〇一二三四五六七八九")),
    (
        "chineseLegalSimplified ideographLegalTraditional japaneseLegal",
        lambda number: _with_units(number, _FORMAL, "拾佰仟"),
    ),
    ("decimalEnclosedCircle decimalEnclosedCircleChinese", _circled),
    ("decimalZero", lambda number: f"{number:02d}"),
    ("decimalFullWidth decimalFullWidth2", _translated("０１２３４５６７８９")),
    ("decimalEnclosedParen", lambda number: f"({number})"),
    ("decimalEnclosedFullstop", lambda number: f"{number}."),
    ("ideographEnclosedCircle", lambda number: f"（{chinese_counting(number)}）"),
    ("upperRoman", lambda number: _roman(number).upper()),
    ("lowerRoman", _roman),
    ("upperLetter", lambda number: _letter(number).upper()),
    ("lowerLetter", _letter),
    ("ideographTraditional", _stem),
    ("none", lambda number: ""),
)
_STYLES = {style: writer for styles, writer in _WRITERS for style in styles.split()}
