"""A profile held against measures: what fits, what doesn't and why, what is to be asked, how much."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.errors import ProfileError
from assistant.match.matcher import Matcher, Status
from assistant.match.profile import Profile
from assistant.match.reading import profile_of_sentence
from corpus.document import Metadata
from tests.assistant.match.library import DOCUMENTS, matcher_over, of, profile


def test_the_tier_of_an_investment_with_its_formula(matcher: Matcher) -> None:
    found = matcher.match(profile(plans=["技术改造项目设备投资260万元"]))
    fits = [m for m in found if m.status is Status.FITS]
    assert [m.sum.text for m in fits] == ["130000元"]
    assert fits[0].sum.how.startswith("260万元 × 5% = 13万元，不超过300万元")
    assert {m.status for m in found if "技术改造" in m.offer.quote and m not in fits} == {
        Status.UNFIT
    }


def test_a_cap_ends_what_a_rate_gives(matcher: Matcher) -> None:
    found = matcher.match(profile(plans=["技术改造项目设备投资5000万元"]))
    best = found[0]
    assert (best.status, best.sum.text) == (Status.FITS, "3000000元")
    assert best.sum.how == "5000万元 × 8% = 400万元，不超过300万元，按300万元"


def test_so_much_for_each(matcher: Matcher) -> None:
    found = of(matcher.match(profile(facts={"发明专利授权_件": 3})), "发明专利")
    assert (found.sum.text, found.applies) == ("15000元", True)


def test_where_it_holds_and_where_not(matcher: Matcher) -> None:
    found = matcher.match(profile(qualifications=["高新技术企业（2025年首次认定）"]))
    ours, theirs = of(found, "20万元"), of(found, "30万元")
    assert (ours.status, theirs.status) == (Status.FITS, Status.UNFIT)
    assert theirs.reason == "其他地区"
    elsewhere = matcher.match(
        profile(place="四川省绵阳市", qualifications=["首次认定高新技术企业"])
    )
    assert not any(m.applies for m in elsewhere)
    nowhere = of(
        matcher.match(profile(place="", qualifications=["首次认定高新技术企业"])), "20万元"
    )
    assert nowhere.status is Status.OPEN and "是否在成都市" in nowhere.missing


def test_the_day_that_is_asked_counts(matcher: Matcher) -> None:
    late = matcher.match(profile(as_of="2026-01-01", qualifications=["首次认定高新技术企业"]))
    assert (
        of(late, "20万元").status is Status.UNFIT and "2025年12月31日" in of(late, "20万元").reason
    )


def test_head_count_decides_the_tier(matcher: Matcher) -> None:
    found = matcher.match(profile(industry="餐饮", size="30人"))
    small, large = of(found, "2万元"), of(found, "5万元")
    assert (small.applies, large.status) == (True, Status.UNFIT)
    assert "30人" in large.reason


def test_what_is_denied_or_the_contrary_is_no_match(matcher: Matcher) -> None:
    found = matcher.match(profile(plans=["购置国产检测设备200万元"]))
    assert not any(m.applies for m in found if "进口" in m.offer.quote)
    denied = matcher.match(profile(industry="制造", facts={"是否高新技术企业": "否"}))
    assert not any(m.applies for m in denied if "高新" in m.offer.quote)
    old = matcher.match(profile(qualifications=["高新技术企业（2018年认定）"]))
    assert not any(m.applies for m in old if "首次认定" in m.offer.quote)


def test_a_level_is_named_by_what_speaks_of_the_matter(tmp_path: Path) -> None:
    text = "成都市办法\n一、奖励\n对列入省级以上技术改造重点项目的企业，给予奖励50万元。\n"
    DOCUMENTS["levels"] = (text, Metadata(title="成都市办法"))
    try:
        with matcher_over(tmp_path, ("levels",)) as own:
            asked = profile(qualifications=["高新技术企业"], plans=["技术改造项目购置设备260万元"])
            assert not any(m.status is Status.FITS for m in own.match(asked))
            asked = profile(plans=["列入省级技术改造重点项目"])
            assert own.match(asked)[0].status is Status.FITS
    finally:
        del DOCUMENTS["levels"]


def test_the_sentence_finds_the_same(matcher: Matcher) -> None:
    asked = profile_of_sentence("我是成都武侯区一家30人的餐饮企业，能享受哪些政策？")
    assert (asked.place, asked.industry, asked.size) == ("四川省成都市武侯区", "餐饮", "30人")
    assert of(matcher.match(asked), "2万元").applies


def test_every_quote_and_condition_is_exact(matcher: Matcher) -> None:
    found = matcher.match(
        profile(industry="餐饮", size="30人", plans=["技术改造项目设备投资260万元"])
    )
    for match in found:
        text = match.offer.document.text
        assert text[match.offer.measure.start : match.offer.measure.end] == match.offer.quote
        for verdict in match.verdicts:
            assert 0 <= verdict.piece.start <= verdict.piece.end <= len(text)


def test_nothing_said_is_told(matcher: Matcher) -> None:
    with pytest.raises(ProfileError, match="还不知道企业的情况"):
        matcher.match(Profile())


def test_an_empty_library(tmp_path: Path) -> None:
    with matcher_over(tmp_path, ()) as empty:
        assert (empty.count(), empty.match(profile(industry="餐饮"))) == (0, [])


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60),
    st.text(max_size=30),
    st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3),
)
def test_whatever_is_said_gets_an_answer(
    matcher: Matcher, industry: str, plan: str, facts: dict[str, str]
) -> None:
    asked = profile(industry=industry, plans=[plan], facts=facts)
    for match in matcher.match(asked):
        assert match.sum.value is None or match.sum.value >= 0


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"size": "30人，300人"}, "人数前后不一（30人、300人）"),
        ({"size": "-5人"}, "是负数"),
        ({"plans": ["设备投资900万亿元"]}, "不合常理"),
        (
            {"qualifications": ["高新技术企业"], "facts": {"是否高新技术企业": "否"}},
            "前后矛盾：既说“高新技术企业”",
        ),
    ],
)
def test_what_cannot_be_true_is_told(
    matcher: Matcher, values: dict[str, object], line: str
) -> None:
    with pytest.raises(ProfileError, match=line):
        matcher.match(profile(**values))
