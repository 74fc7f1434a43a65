"""What a document says of itself: title, number, issuer, date."""

from datetime import date

import pytest

from corpus.document import Metadata, Origin, Relation, RelationKind, Validity
from corpus.life.metadata import combine, metadata_from_fields, read_metadata
from corpus.structure.provisions import parse


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


def test_the_first_that_fills_a_field_wins_and_relations_add_up() -> None:
    repeals = Relation(RelationKind.REPEALS, number="某政办〔2015〕3号")
    read = Relation(RelationKind.REPEALS, number="某政办〔2015〕3号", start=3, end=9)
    basis = Relation(RelationKind.BASED_ON, "某法", start=20, end=24)
    known = combine(
        (Origin.SIDECAR, Metadata(title="甲", relations=(repeals,))),
        (Origin.HEADER, Metadata(title="乙", issuer="某市财政局", validity=Validity.IN_FORCE)),
        (Origin.TEXT, Metadata(title="丙", number="某财〔2024〕1号", relations=(read, basis))),
    )
    assert (known.title, known.issuer, known.number) == ("甲", "某市财政局", "某财〔2024〕1号")
    assert known.relations == (repeals, basis)
    assert known.origins == {
        "title": Origin.SIDECAR,
        "issuer": Origin.HEADER,
        "validity": Origin.HEADER,
        "number": Origin.TEXT,
        "relations": Origin.SIDECAR,
    }
    assert Metadata.from_json(known.to_json()) == known


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("有效", Validity.IN_FORCE),
        ("现行有效", Validity.IN_FORCE),
        ("已废止", Validity.REPEALED),
        ("失效", Validity.EXPIRED),
        ("无效", Validity.EXPIRED),
        ("尚未生效", Validity.PENDING),
        ("部分有效（已修改）", Validity.AMENDED),
        ("见正文", Validity.UNVERIFIED),
        ("", Validity.UNVERIFIED),
    ],
)
def test_the_state_as_sites_word_it(written: str, state: Validity) -> None:
    assert metadata_from_fields({"validity": written}).validity is state
