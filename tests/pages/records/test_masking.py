"""Numbers of people are hidden; numbers of documents, dates and sums are not."""

import pytest

from pages.records.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("我的电话13812345678，请回", "我的电话138****5678，请回"),
        ("＋86 138-1234-5678".replace("＋", "+"), "138****5678"),
        ("办公室0371-65901234问", "办公室0371-****问"),
        ("010 65901234", "010 ****"),
        ("身份证11010519491231002X能办吗", "身份证110105************能办吗"),
        ("身份证11010519491231002x", "身份证110105************"),
        ("打13812345678或13987654321", "打138****5678或139****4321"),
    ],
)
def test_numbers_of_people_are_hidden(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "豫政办〔2011〕75号",
        "2011年6月20日",
        "日产800吨",
        "110105194912310021",  # the check digit is wrong
        "12812345678",  # no mobile number begins so
        "99913812345678000",  # part of a longer number
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert masked(text) == text
