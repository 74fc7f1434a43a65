"""Chinese numerals and dates, both ways."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.numerals import chinese_date, chinese_number, find_dates

_DIGITS = "零一二三四五六七八九"


def _with_units(number: int) -> str:
    """Write 1 to 99999999 the way documents do: 320 → 三百二十, 10 → 十, 2005 → 二千零五."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return _with_units(high) + "万" + gap + (_with_units(low) if low else "")
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return written.removeprefix("一") if written.startswith("一十") else written


@given(st.integers(1, 99_999_999))
def test_numbers_with_units(number: int) -> None:
    assert chinese_number(_with_units(number)) == number


@given(st.integers(1, 99), st.integers(0, 9999))
def test_hundreds_of_millions(high: int, low: int) -> None:
    written = _with_units(high) + "亿" + (f"{_with_units(low)}万" if low else "")
    assert chinese_number(written) == high * 100_000_000 + low * 10_000


@given(st.integers(0, 9999), st.sampled_from("零〇○"))
def test_numbers_digit_by_digit(number: int, zero: str) -> None:
    written = "".join(_DIGITS[int(d)] for d in f"{number:04}").replace("零", zero)
    assert chinese_number(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二○一一", 2011),
        ("两千", 2000),
        ("一万亿", 10**12),
        ("三百二十", 320),
    ],
)
def test_known_numbers(written: str, number: int) -> None:
    assert chinese_number(written) == number


@pytest.mark.parametrize("written", ["", "甲", "12", "三x"])
def test_other_text_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        chinese_number(written)


_dates = st.dates(date(1949, 10, 1), date(2099, 12, 31))


@given(_dates)
def test_a_date_as_people_read_it(when: date) -> None:
    written = f"自{chinese_date(when)}起施行"
    assert [(written[a:b], d) for a, b, d in find_dates(written)] == [(chinese_date(when), when)]


@given(_dates, st.sampled_from("〇○零"))
def test_a_date_in_chinese_numerals(when: date, zero: str) -> None:
    year = "".join(_DIGITS[int(d)] for d in str(when.year)).replace("零", zero)
    written = f"{year}年{_with_units(when.month)}月{_with_units(when.day)}日"
    assert find_dates(written) == [(0, len(written), when)]


def test_the_date_of_the_seed_document() -> None:
    assert find_dates("二○一一年七月五日") == [(0, 9, date(2011, 7, 5))]


@pytest.mark.parametrize(
    "text", ["2023年2月30日", "二○一一年十三月五日", "2011年", "2011-2015年", "7月5日", ""]
)
def test_what_is_no_full_possible_date(text: str) -> None:
    assert find_dates(text) == []
