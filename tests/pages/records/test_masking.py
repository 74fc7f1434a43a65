"""Numbers of persons are taken out; numbers of documents, sums and companies stay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.records.masking import masked

_AROUND = st.text("联系人张三，电话：Tel 政策。\n年产吨abc", max_size=12)
_MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_LANDLINES = st.from_regex(r"0(10|2[0-9]|[3-9][0-9]{2})[- ]?[2-9][0-9]{6,7}", fullmatch=True)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@st.composite
def _identities(draw: st.DrawFn) -> str:
    place = draw(st.integers(110000, 659999))
    born = draw(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
    first = f"{place}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    total = sum(int(d) * (2 ** (17 - n) % 11) for n, d in enumerate(first))
    return first + "10X98765432"[total % 11]


@st.composite
def _companies(draw: st.DrawFn) -> str:
    first = "91" + draw(st.from_regex(r"[0-9]{6}", fullmatch=True))
    first += "MA" + "".join(draw(st.lists(st.sampled_from(_CREDIT), min_size=7, max_size=7)))
    total = sum(_CREDIT.index(sign) * 3**n for n, sign in enumerate(first))
    return first + _CREDIT[-total % 31]


@given(_AROUND, _MOBILES, _AROUND)
def test_mobiles(before: str, number: str, after: str) -> None:
    assert masked(before + number + after) == f"{before}［手机号］{after}"


@given(_AROUND, _LANDLINES, _AROUND)
def test_landlines(before: str, number: str, after: str) -> None:
    assert masked(before + number + after) == f"{before}［电话号码］{after}"


@given(_AROUND, _identities(), st.text("，。号的", max_size=5))
def test_identities(before: str, number: str, after: str) -> None:
    assert masked(before + number + after) == f"{before}［身份证号］{after}"
    assert masked(before + number.lower() + after) == f"{before}［身份证号］{after}"


@given(_AROUND.filter(lambda s: s.isascii() is False), _companies())
def test_companies_stay(before: str, code: str) -> None:
    assert masked(f"{before}：{code}。") == f"{before}：{code}。"


@given(st.text())
def test_masking_again_changes_nothing(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我的手机是138-1234-5678，+86 13812345678", "我的手机是［手机号］，［手机号］"),
        ("全角１３８１２３４５６７８也算", "全角［手机号］也算"),
        ("（0371）65507114、(010)65507114", "［电话号码］、［电话号码］"),
        ("豫政办〔2011〕75号，日产800吨，20111230，100000000000元", None),
        ("银行账号6222021234567890123", None),
        ("11010119900307123X 的校验位不对", None),
        ("办理“13年”以上、2026-11-23 的项目", None),
    ],
)
def test_what_people_write(text: str, shown: str | None) -> None:
    assert masked(text) == (text if shown is None else shown)
