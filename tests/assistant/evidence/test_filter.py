"""A filter admits what it says, offers what there is, and is named where nothing is found."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.evidence.filter import Cards, Filter
from corpus.document import Metadata, Origin, Relation, RelationKind, Validity
from corpus.life.genre import genre_of

TODAY = date(2026, 1, 1)
OLD = Metadata(
    title="关于补贴的通知", number="甲政〔2011〕1号", issuer="甲市财政局", issued=date(2011, 3, 1)
)
NEW = Metadata(
    title="补贴管理办法（试行）",
    number="甲政〔2020〕2号",
    issuer="甲市人民政府",
    issued=date(2020, 5, 1),
    validity=Validity.IN_FORCE,
    origins={"validity": Origin.SIDECAR},
    relations=(Relation(RelationKind.REPEALS, number="甲政〔2011〕1号"),),
)
LIST = Metadata(title="某清单", published=date(2020, 6, 1))
CARDS = Cards.of(
    {
        "old": (OLD, ("河南省郑州市",)),
        "new": (NEW, ("河南省",)),
        "list": (LIST, ()),
    },
    TODAY,
)


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("河南省人民政府办公厅关于加强企业技术改造的意见", "意见"),
        ("关于印发《专项资金管理办法》的通知", "通知"),
        ("专项资金管理办法（试行）", "办法"),
        ("《某某实施方案》", "方案"),
        ("疫情防控", ""),
    ],
)
def test_genre_is_what_the_title_ends_in(title: str, genre: str) -> None:
    assert genre_of(title) == genre


@pytest.mark.parametrize(
    ("chosen", "admitted"),
    [
        (Filter(genres=("通知", "办法")), {"old", "new"}),
        (Filter(issuers=("甲市财政局",)), {"old"}),
        (Filter(places=("河南省",)), {"old", "new"}),  # and what lies in it
        (Filter(places=("郑州市",)), {"old"}),
        (Filter(years=(2020,)), {"new", "list"}),
        (Filter(years=(2020,), genres=("清单",)), {"list"}),
        (Filter(in_force=True), {"new"}),  # 未核实 is not 现行有效
        (Filter(years=(1999,)), set()),
    ],
)
def test_what_a_filter_admits(chosen: Filter, admitted: set[str]) -> None:
    assert CARDS.admitted(chosen) == admitted and chosen


def test_only_what_the_library_holds_is_offered() -> None:
    choices = CARDS.choices()
    assert set(choices.genres) == {"通知", "办法", "清单"}
    assert choices.places[0] == "河南省" and "郑州市" in choices.places
    assert choices.years == (2020, 2011) and choices.in_force
    assert not Cards().choices().in_force and not Filter()


def test_an_answer_within_a_filter_says_so(assistant: Assistant) -> None:
    answer = assistant.extract("技术改造项目找谁备案？", chosen=Filter(genres=("意见",)))
    assert answer.status == "answered" and answer.filter == "文种：意见"
    assert {c.number for c in answer.citations} == {"豫政办〔2011〕75号"}


def test_where_nothing_is_found_the_filter_is_named(assistant: Assistant) -> None:
    nothing = assistant.extract("技术改造项目找谁备案？", chosen=Filter(years=(1999,)))
    assert nothing.status == "not_found" and not nothing.citations
    assert "年份：1999" in nothing.markdown and "没有符合筛选条件" in nothing.markdown
    beside = assistant.extract("怎么养猫？", chosen=Filter(genres=("意见",)))
    assert beside.status == "not_found" and "1 份文件" in beside.markdown
    named = "豫政办〔2011〕75号现在还有效吗？"
    assert "没有符合筛选条件" in assistant.extract(named, chosen=Filter(years=(1999,))).markdown
