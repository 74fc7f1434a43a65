"""What a document says of itself: title, number, issuer, date."""

from datetime import date

import pytest

from corpus.document import Metadata
from corpus.metadata import read_metadata
from corpus.structure import parse


def _read(text: str) -> Metadata:
    return read_metadata(text, parse(text))


@pytest.mark.parametrize(
    "written",
    [
        "豫政办〔2011〕75号",
        "豫政办[2011]75号",
        "豫政办（2011）75号",
        "豫政办【2011】第75号",
        "豫政办 〔2011〕 75 号",
    ],
)
def test_numbers_are_kept_in_one_form(written: str) -> None:
    text = f"关于促进发展的意见\n{written}\n各市人民政府：\n一、总则\n各市要抓好落实。\n"
    assert _read(text).number == "豫政办〔2011〕75号"


def test_a_title_on_several_lines_is_one_title() -> None:
    text = "某某省人民政府办公厅\n关于促进产业发展的\n意见\n各市人民政府：\n一、总则\n各市要抓好落实。\n"
    assert _read(text).title == "某某省人民政府办公厅关于促进产业发展的意见"


def test_numbers_of_other_documents_are_not_taken() -> None:
    text = (
        "关于促进发展的意见\n各市人民政府：\n一、总则\n根据国发〔2010〕7号文件，各市要抓好落实。\n"
    )
    assert _read(text).number == ""


def test_dates_of_other_documents_are_not_taken() -> None:
    text = "一、总则\n自2010年2月6日起施行的办法同时废止。\n某某省人民政府\n2024年3月1日\n"
    assert _read(text).issued == date(2024, 3, 1)
    assert _read("一、总则\n自2010年2月6日起施行的办法同时废止。\n").issued is None


def test_nothing_is_made_up() -> None:
    assert _read("各市要抓好落实。\n") == Metadata()


def test_metadata_survives_the_store() -> None:
    metadata = Metadata(title="甲", issued=date(2024, 3, 1), plan_period="2011-2015")
    assert Metadata.from_json(metadata.to_json()) == metadata
    assert Metadata.from_json(metadata.to_json() | {"later_field": "乙"}) == metadata
