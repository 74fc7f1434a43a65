"""Document numbers and titles in all their spellings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.document_numbers import find_numbers, number_key, same_title, title_key


@pytest.mark.parametrize(
    "written",
    [
        "豫政办〔2011〕75号",
        "豫政办[2011]75号",
        "豫政办［2011］75号",
        "豫政办（2011）75号",
        "豫政办(2011)75号",
        "豫政办【2011】第75号",
        "豫政办 〔 2011 〕 第 75 号",
        "豫政办〔２０１１〕７５号",
        "豫政办〔2011〕075号",
    ],
)
def test_all_spellings_of_a_number_have_one_key(written: str) -> None:
    assert number_key(written) == number_key("豫政办〔2011〕75号")
    ((start, end, _),) = find_numbers(f"见《意见》（{written}）。")
    assert f"见《意见》（{written}）。"[start:end] == written


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("根据豫政办[2011]75号文件精神", "豫政办〔2011〕75号"),
        ("转发国办发(2010)7号的通知", "国办发〔2010〕7号"),
        ("原国税发[2003]第12号同时废止", "国税发〔2003〕12号"),
        ("各部门要对照黔府办发〔2020〕61号", "黔府办发〔2020〕61号"),
        ("和政发〔2020〕3号", "和政发〔2020〕3号"),
        ("国经贸〔2001〕5号", "国经贸〔2001〕5号"),
        ("财税字[94]001号", "财税字〔94〕001号"),
        ("（中华人民共和国国务院令第698号）", "中华人民共和国国务院令第698号"),
        ("国务院令（第698号）", "国务院令第698号"),
        ("主席令第四十六号", "主席令第46号"),
        ("省政府令226号", "省政府令第226号"),
        ("根据财政部 税务总局公告2020年第8号", "财政部税务总局公告2020年第8号"),
        ("税务总局2020年第8号公告", "税务总局公告2020年第8号"),
        ("公告2020年第3号", "公告2020年第3号"),
    ],
)
def test_numbers_are_found_in_prose_without_its_words(text: str, canonical: str) -> None:
    assert [found for _, _, found in find_numbers(text)] == [canonical]


@pytest.mark.parametrize(
    "text", ["6号公告", "命令第3号", "本公告第3号", "2020年第3季度", "甲区5号楼"]
)
def test_what_is_no_number_is_not_found(text: str) -> None:
    assert find_numbers(text) == []


def test_several_numbers_in_order() -> None:
    text = "豫政〔2010〕5号、豫政办〔2011〕6号和省政府令第7号"
    found = find_numbers(text)
    assert [text[s:e] for s, e, _ in found] == [
        "豫政〔2010〕5号",
        "豫政办〔2011〕6号",
        "省政府令第7号",
    ]


def test_different_numbers_have_different_keys() -> None:
    numbers = ["豫政〔2011〕75号", "豫政办〔2011〕75号", "豫政办〔2012〕75号", "豫政办〔2011〕7号"]
    assert len({number_key(n) for n in numbers}) == len(numbers)
    assert number_key("") == ""
    assert number_key("中华人民共和国国务院令第698号") == number_key("国务院令698号")


@given(
    prefix=st.sampled_from(["豫政", "国办发", "财税", "工信部联企业"]),
    year=st.integers(1949, 2099),
    serial=st.integers(1, 9999),
    brackets=st.sampled_from(["〔〕", "［］", "[]", "（）", "()", "【】"]),
    word=st.sampled_from(["", "第", " 第 "]),
    before=st.sampled_from(["", "根据", "（", "《甲意见》（"]),
)
def test_any_number_is_found_where_it_stands(
    prefix: str, year: int, serial: int, brackets: str, word: str, before: str
) -> None:
    written = f"{prefix}{brackets[0]}{year}{brackets[1]}{word}{serial}号"
    text = f"{before}{written}。"
    assert find_numbers(text) == [
        (len(before), len(before) + len(written), f"{prefix}〔{year}〕{serial}号")
    ]


@given(st.text(alphabet="豫政办国务院令公告第号〔〕（）2011 75年、和《》", max_size=60))
def test_offsets_are_in_order_and_inside(text: str) -> None:
    border = 0
    for start, end, canonical in find_numbers(text):
        assert border <= start < end <= len(text)
        assert number_key(canonical) == number_key(number_key(canonical))
        border = end


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("《甲市管理办法》", "甲市管理办法"),
        ("甲市 管理办法（试行）", "甲市管理办法(试行)"),
        ("甲市政府关于印发〈甲市管理办法〉的通知", "甲市政府关于印发甲市管理办法的通知"),
        ("甲市管理办法（甲政〔2011〕5号）", "甲市管理办法"),
    ],
)
def test_punctuation_does_not_change_a_title(a: str, b: str) -> None:
    assert title_key(a) == title_key(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("甲市人民政府办公厅关于印发甲市供水管理办法的通知", "甲市供水管理办法"),
        ("甲市人民政府关于印发《甲市供水管理办法》的通知", "关于印发甲市供水管理办法的通知"),
        ("甲市人民政府办公厅关于加强供水管理的意见", "关于加强供水管理的意见"),
        ("甲市人民政府关于加强供水管理的意见", "甲市政府关于加强供水管理的意见"),
        ("甲市财政局关于加强供水管理的意见", "市财政局关于加强供水管理的意见"),
    ],
)
def test_issuer_and_wrapper_may_be_missing(a: str, b: str) -> None:
    assert same_title(a, b) and same_title(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("产业结构调整指导目录（2019年本）", "产业结构调整指导目录（2024年本）"),
        ("甲市供水管理办法", "乙市供水管理办法"),
        ("甲市供水管理办法", "供水管理办法"),
        ("甲市供水管理办法", "甲市供水管理办法实施细则"),
        ("甲市供水管理办法（试行）", "甲市供水管理办法"),
        ("国务院关于印发十三五规划的通知", "甲省人民政府关于印发十三五规划的通知"),
        ("甲市人民政府关于加强供水的意见", "乙市人民政府关于加强供水的意见"),
        ("甲省人民政府关于转发供水意见的通知", "供水意见"),
        ("", ""),
    ],
)
def test_similar_titles_are_not_the_same(a: str, b: str) -> None:
    assert not same_title(a, b)
